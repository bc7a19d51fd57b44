/** What the paper's model leaves out of a cache. Each option is off by default; docs/model.md says what each does. */
import type { Expression } from './tree'

/**
 * What a request does that may not rebuild, because another one holds the lock:
 * - `wait`: it gets the old value while that may be served, and else waits for the next write
 * - `stale`: it gets the old value, however old
 * - `rebuild`: it starts a rebuild all the same
 * - `waitalways`: it waits for the next write, even while the old value lives
 */
export type Losers = 'wait' | 'stale' | 'rebuild' | 'waitalways'

/** The options of one cache, plain data. The rate of its model is that of one instance. */
export interface CacheOptions {
  /** S, s: for how long after its expiry a value is still served. */
  stale: number
  /** The chance that a request refreshes early; null is the paper's rule. */
  rule: Expression | null
  /** Caches that are alike. Hourly figures are those of all together, all others those of one. */
  instances: number
  /** W: requests that rebuild or wait at once, rebuilds in the background included; Infinity sets no limit. */
  workers: number
  /** j: each lifetime is drawn from ttl·(1 − j) to ttl·(1 + j). */
  jitter: number
  /** After so long a lock lapses, s; Infinity is never. */
  lockTtl: number
  losers: Losers
  /** C: rebuilds that the origin runs at full speed, more share it; Infinity sets no limit. */
  origin: number
}

/** All options off. */
export const NO_OPTIONS: CacheOptions = {
  stale: 0,
  rule: null,
  instances: 1,
  workers: Infinity,
  jitter: 0,
  lockTtl: Infinity,
  losers: 'wait',
  origin: Infinity
}
