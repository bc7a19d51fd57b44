import { computedFor, guard, header, lockMilliseconds } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaNumber, secondsNumber } from '../literal'

export const typescript = (facts: SnippetFacts): string => `${header('//', facts)}

export interface Entry<V> {
  value: V;
  /** How long the rebuild took, in seconds. */
  delta: number;
  /** In seconds since 1970. */
  expiry: number;
}

/** A Map is enough in one process; a shared store keeps an entry for this many seconds. */
export interface Store<V> {
  get(key: string): Entry<V> | null | undefined | Promise<Entry<V> | null | undefined>;
  set(key: string, entry: Entry<V>, seconds: number): unknown;
}

const BETA = ${betaNumber(facts.beta)}; // for ${computedFor(facts)}
const TTL = ${secondsNumber(facts.ttl)}; // seconds

/** The cached value of key; rebuild makes it where it is missing or due for a refresh. */
export async function xfetch<V>(
  store: Store<V>,
  key: string,
  rebuild: () => V | Promise<V>,
  ttl = TTL,
  beta = BETA
): Promise<V> {
  const entry = await store.get(key);
  // 1 - random() is in (0, 1], so its logarithm is finite.
  if (entry && Date.now() / 1000 - entry.delta * beta * Math.log(1 - Math.random()) < entry.expiry) {
    return entry.value;
  }
${guard('  //', facts, {
  coalesce: 'keep the promises of rebuilds in flight in a Map',
  lock: `Redis, SET lock:key 1 NX PX ${lockMilliseconds(facts)}`
})}  const started = performance.now();
  const value = await rebuild();
  const delta = (performance.now() - started) / 1000;
  // A store that counts in whole seconds must not drop the entry before it expires.
  await store.set(key, { value, delta, expiry: Date.now() / 1000 + ttl }, Math.ceil(ttl) + 1);
  return value;
}

// const page = await xfetch(new Map(), 'page', loadPage);
`
