/**
 * What a user can say about a cache, and what the mathematics needs to know of one key. The table of a scenario's
 * fields is fields.ts. Inside, everything is SI: seconds and requests per second.
 */
import type { CacheOptions, Losers } from './options/cache-options'
import type { Deviations, Expires, Store } from './deviations'
import type { ChanceRule } from './options/tree'

/** The version of the model's definitions; a link says which one it was made with. */
export const MODEL_VERSION = 1

export type Coordination = 'none' | 'coalesce' | 'lock'

export type Arrivals =
  | { kind: 'poisson' }
  | { kind: 'even' }
  /**
   * Peaks and quiet phases of exponential length with these means (s). At peak requests come `ratio` times as often as
   * in a quiet phase; where it is absent, none come in quiet phases.
   */
  | { kind: 'burst'; on: number; off: number; ratio?: number }

export type Sweep = 'beta' | 'delta' | 'rate'

/** Which implementation of XFetch is looked at; see implementation.ts. */
export type ImplementationName =
  'paper' | 'symfony' | 'redis' | 'django' | 'diskcache' | 'knicola' | 'yii' | 'own'

/** One cached value and how often it is asked for. `ttl`, `delta` and `stale` are null where the scenario's apply. */
export interface Key {
  name: string
  /** Requests per second. */
  rate: number
  /** Seconds, or null. */
  ttl: number | null
  /** Seconds, or null. */
  delta: number | null
  /** Seconds, or null; absent is as null. */
  stale?: number | null
}

/** Everything that a link holds. */
export interface Scenario {
  beta: number
  ttl: number
  delta: number
  keys: Key[]
  deltaCv: number
  coordination: Coordination
  processes: number
  arrivals: Arrivals
  resolution: number
  /** S, s: for how long after its expiry a value is still served. */
  stale: number
  /** The chance that a request refreshes early. */
  rule: ChanceRule
  /** Caches, each with an equal share of the requests. */
  instances: number
  /** Workers of each cache; 0 sets no limit. */
  workers: number
  /** Each lifetime is drawn from ttl·(1 − jitter) to ttl·(1 + jitter). */
  jitter: number
  /** After so long a lock lapses, s; 0 is never. */
  lockTtl: number
  losers: Losers
  /** Rebuilds that the origin runs at full speed; 0 sets no limit. */
  origin: number
  implementation: ImplementationName
  /** Symfony Cache only; `redis` with every other implementation. */
  store: Store
  /** Symfony Cache only; `first` with every other implementation. */
  expires: Expires
  /** ε: the share of late refreshes that is allowed. */
  late: number
  /** The largest share of the lifetime to give away: the p95 of the gap stays below it. */
  lifetimeBudget: number
  sweep: Sweep
  cycles: number
  seed: number
}

/** One key at one β: all that the closed form and the simulation need to know. */
export interface Model {
  /** T, s: lifetime of a value from the moment its rebuild is written. */
  ttl: number
  /** Δ, s: mean rebuild time; at most ttl. */
  delta: number
  /** Coefficient of variation of the rebuild time: 0 is fixed, else lognormal. */
  deltaCv: number
  /** r, 1/s: the mean over peaks and quiet phases. */
  rate: number
  /** β ≥ 0; 0 switches early refresh off. */
  beta: number
  coordination: Coordination
  /** P, processes that share the cache, each with its own coalescing. */
  processes: number
  /** ρ, s: the stored expiry is cut down to a multiple of it; 0 stores it exactly. */
  resolution: number
  arrivals: Arrivals
  /** How an implementation departs from the paper's rule; absent where it does not. */
  deviations?: Deviations
  /** How the cache departs from the paper's; absent where it does not. */
  options?: CacheOptions
}

/** A link holds one to this many keys. */
export const MAX_KEYS = 6
/** The longest name of a key, in characters. Caches have names such as user:42:profile. */
export const MAX_NAME = 200
