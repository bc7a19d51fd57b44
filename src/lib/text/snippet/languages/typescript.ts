import { computedFor, header, lockMilliseconds, servesStale, settingFor, waitMilliseconds } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaNumber, ESCAPES, quoted, secondsNumber } from '../literal'
import { ruleCode, TYPESCRIPT } from '../rule-code'

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

/** The rule of the cache as a function; '' for the paper’s, which is written in its place. */
function due({ rule }: SnippetFacts): string {
  if (!rule) return ''
  const { test, code } = ruleCode(rule.tree, TYPESCRIPT)
  return `
function due(left: number, ttl: number, delta: number, beta: number): boolean {
  if (left <= 0) return true; // It has expired.
  const age = ttl - left;
  delta = Math.max(delta, 1e-9);
  return ${test ? code : `Math.random() < ${code}`};
}
`
}

const PAPER = `  // 1 - random() is in (0, 1], so its logarithm is finite.
  if (valid && now() - entry.delta * beta * Math.log(1 - Math.random()) < entry.expiry) {
    return entry.value;
  }`
const OTHER = `  if (valid && !due(entry.expiry - now(), ttl, entry.delta, beta)) return entry.value;`

const FOREGROUND = (rebuild: string) => `  try {
    ${rebuild}
  } catch (error) {
    if (valid) return entry.value; // The refresh failed, and the old value is still good.
    throw error;
  }`
/** With stale values nobody waits who can have one, and so neither does who starts the rebuild. */
const BACKGROUND = (rebuild: string) => `  const anew = async (): Promise<V> => {
    ${rebuild}
  };
  if (!valid) return await anew();
  // Not awaited. Where it fails the old value is still good, and the next request tries again.
  void anew().catch(() => {});
  return entry.value;`

/** What the program knows of its keys: β and times of one, or a table of them. */
function settings(facts: SnippetFacts): string {
  const { table, stale = 0 } = facts
  const isStale = servesStale(facts)
  const after = 'seconds for which an expired value is still served while it is rebuilt'
  if (!table)
    return `const BETA = ${betaNumber(facts.beta)}; // for ${computedFor(facts)}
const TTL = ${secondsNumber(facts.ttl)}; // seconds
${isStale ? `const STALE = ${secondsNumber(stale)}; // ${after}\n` : ''}`
  const entries = table.map(
    (key) =>
      `  // ${settingFor(facts, key)}\n  ${quoted(key.name, ESCAPES.typescript)}: { ttl: ${secondsNumber(key.ttl)}, beta: ${betaNumber(key.beta)}` +
      `${isStale ? `, stale: ${secondsNumber(key.stale ?? 0)}` : ''} },\n`
  )
  return `export interface Settings {
  /** In seconds. */
  ttl: number;
  beta: number;${isStale ? `\n  /** ${after[0].toUpperCase()}${after.slice(1)}. */\n  stale: number;` : ''}
}

/** The settings of each key. */
export const KEYS = {
${entries.join('')}};
`
}

export const typescript = (facts: SnippetFacts): string => {
  const { coordination, rule, table } = facts
  const isStale = servesStale(facts)
  const stale = isStale ? (table ? ' + stale' : ' + STALE') : ''
  return `${header('//', facts)}

export interface Entry<V> {
  value: V;
  /** How long the rebuild took, in seconds. */
  delta: number;
  /** In seconds since 1970. */
  expiry: number;
}

/** ${STORE[coordination].says} */
export interface Store<V> {
  get(key: string): Entry<V> | null | undefined | Promise<Entry<V> | null | undefined>;
  set(key: string, entry: Entry<V>, seconds: number): unknown;${STORE[coordination].more}
}

${settings(facts)}${state(facts)}
const now = () => Date.now() / 1000;
${due(facts)}
${SAYS[coordination]}
export async function xfetch<V>(
  store: Store<V>,
  key: string,
  rebuild: () => V | Promise<V>,
${table ? `  { ttl, beta${isStale ? ', stale' : ''} }: Settings` : '  ttl = TTL,\n  beta = BETA'}
): Promise<V> {
  const entry = await store.get(key);
  const valid = entry && now() < entry.expiry${stale};
${rule ? OTHER : PAPER}

  const refresh = async () => {
    const started = performance.now();
    const value = await rebuild();
    const delta = (performance.now() - started) / 1000;
    // A store that counts in whole seconds must not drop the entry before it expires.
    await store.set(key, { value, delta, expiry: now() + ttl }, Math.ceil(ttl${stale}) + 1);
    return value;
  };
${coordination === 'none' ? '' : NEWEST}
${(isStale ? BACKGROUND : FOREGROUND)(REBUILD[coordination])}
}

// const page = await xfetch(${coordination === 'lock' ? 'store' : 'new Map()'}, 'page', loadPage${table ? `, KEYS[${quoted(facts.name, ESCAPES.typescript)}]` : ''});
`
}
