import { computedFor, header, lockMilliseconds, waitMilliseconds } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaNumber, secondsNumber } from '../literal'

const STORE = {
  none: {
    says: 'A Map is enough in one process; a shared store keeps an entry for this many seconds.',
    more: ''
  },
  coalesce: {
    says: 'A Map is enough in one process; a shared store keeps an entry for this many seconds.',
    more: ''
  },
  lock: {
    says: 'The store that all processes share; it keeps an entry for this many seconds.',
    more: `
  /** Stores only a missing key, and says whether it did: SET key value NX PX milliseconds in Redis. */
  add(key: string, value: string, milliseconds: number): Promise<boolean>;
  /** Deletes the key if this is its value. */
  remove(key: string, value: string): Promise<unknown>;`
  }
}

const state = (facts: SnippetFacts) =>
  ({
    none: '',
    coalesce: `
/** The rebuilds in this process, by key. */
const flights = new Map<string, Promise<unknown>>();
`,
    lock: `const LOCK = ${lockMilliseconds(facts)}; // milliseconds after which a lock expires, in case its holder has died
const WAIT = ${waitMilliseconds(facts)}; // milliseconds between two looks at a locked key
`
  })[facts.coordination]

const SAYS = {
  none: '/** The cached value of key; rebuild makes it where it is missing or due for a refresh. */',
  coalesce: `/**
 * The cached value of key; rebuild makes it where it is missing or due for a refresh. In this process one caller at a
 * time rebuilds a key. The others return the old value if it is still valid; otherwise they wait for the new one.
 */`,
  lock: `/**
 * The cached value of key; rebuild makes it where it is missing or due for a refresh. One caller at a time rebuilds a
 * key. Callers without the lock return the old value if it is still valid; otherwise they wait for the new one.
 */`
}

const REBUILD = {
  none: `return await refresh();`,
  coalesce: `let flight = flights.get(key) as Promise<V> | undefined;
    if (flight && valid) return entry.value;
    if (!flight) {
      flight = newest().finally(() => flights.delete(key));
      flights.set(key, flight);
    }
    return await flight;`,
  lock: `const holder = crypto.randomUUID();
    while (!(await store.add('lock:' + key, holder, LOCK))) {
      if (valid) return entry.value;
      await new Promise((resolve) => setTimeout(resolve, WAIT));
      const again = await store.get(key);
      if (again && now() < again.expiry) return again.value;
    }
    try {
      return await newest();
    } finally {
      await store.remove('lock:' + key, holder);
    }`
}

const NEWEST = `
  /** It may have been rebuilt since the first look. */
  const newest = async () => {
    const again = await store.get(key);
    const isNew = again && again.expiry > Math.max(now(), entry?.expiry ?? 0);
    return isNew ? again.value : refresh();
  };
`

export const typescript = (facts: SnippetFacts): string => `${header('//', facts)}

export interface Entry<V> {
  value: V;
  /** How long the rebuild took, in seconds. */
  delta: number;
  /** In seconds since 1970. */
  expiry: number;
}

/** ${STORE[facts.coordination].says} */
export interface Store<V> {
  get(key: string): Entry<V> | null | undefined | Promise<Entry<V> | null | undefined>;
  set(key: string, entry: Entry<V>, seconds: number): unknown;${STORE[facts.coordination].more}
}

const BETA = ${betaNumber(facts.beta)}; // for ${computedFor(facts)}
const TTL = ${secondsNumber(facts.ttl)}; // seconds
${state(facts)}
const now = () => Date.now() / 1000;

${SAYS[facts.coordination]}
export async function xfetch<V>(
  store: Store<V>,
  key: string,
  rebuild: () => V | Promise<V>,
  ttl = TTL,
  beta = BETA
): Promise<V> {
  const entry = await store.get(key);
  const valid = entry && now() < entry.expiry;
  // 1 - random() is in (0, 1], so its logarithm is finite.
  if (valid && now() - entry.delta * beta * Math.log(1 - Math.random()) < entry.expiry) {
    return entry.value;
  }

  const refresh = async () => {
    const started = performance.now();
    const value = await rebuild();
    const delta = (performance.now() - started) / 1000;
    // A store that counts in whole seconds must not drop the entry before it expires.
    await store.set(key, { value, delta, expiry: now() + ttl }, Math.ceil(ttl) + 1);
    return value;
  };
${facts.coordination === 'none' ? '' : NEWEST}
  try {
    ${REBUILD[facts.coordination]}
  } catch (error) {
    if (valid) return entry.value; // The refresh failed, and the old value is still good.
    throw error;
  }
}

// const page = await xfetch(${facts.coordination === 'lock' ? 'store' : 'new Map()'}, 'page', loadPage);
`
