/** How an implementation may depart from the paper's rule. implementation.ts says which one does what. */
/** Where Symfony Cache keeps its values: Redis counts a lifetime exactly, files by the seconds of the clock. */
export type Store = 'redis' | 'files'

/** Where in its callback Symfony’s `expiresAfter` is called: before the rebuild or after it. */
export type Expires = 'first' | 'last'

/** A rule that is not the paper’s, by its name in options/preset-rules.ts. */
export type PresetRule = 'seconds' | 'age'

/** What a rebuild stores as its Δ (s): a constant, its duration rounded up to a multiple, or its duration but at least so much. */
export type StoredDelta = { constant: number } | { roundedUpTo: number } | { atLeast: number }

/** A deviation that is absent is as in the paper. */
export interface Deviations {
  /** Time added to the expiry before it is rounded down to the resolution, s. */
  expirySlack?: number
  /**
   * The store keeps a value for whole seconds, so the value may die before the expiry that the rule reads. After its death
   * every request misses.
   */
  lifetime?: { store: Store; expires: Expires }
  /** Under `seconds` the value still lives to its expiry. */
  rule?: PresetRule
  storedDelta?: StoredDelta
  /**
   * A request that triggers early gets the old value, and its rebuild runs in the background. For the stored Δ after such
   * a start no other early rebuild starts. After expiry every request starts a rebuild and waits.
   */
  background?: true
  /** Time from the end of a rebuild to its write, s. The stored Δ does not include it. */
  writeTime?: number
  /** A request that triggers but may not start a rebuild waits for the running one, even while the old value lives. */
  losersWait?: true
}

/** A duration this little above a whole number of steps, in shares, counts as that number: doubles round decimals. */
const WHOLE = 1e-9
const MICROSECOND = 1e-6

/** @returns the Δ that a rebuild of this duration stores, s */
export function storedDelta(duration: number, stored: StoredDelta | undefined): number {
  if (stored === undefined) return duration
  if ('constant' in stored) return stored.constant
  if ('atLeast' in stored) return Math.max(stored.atLeast, duration)
  const steps = duration / stored.roundedUpTo
  return stored.roundedUpTo * Math.max(1, Math.ceil(steps - WHOLE * Math.max(1, steps)))
}

/**
 * The whole seconds for which a store keeps a value: its remaining lifetime, slack included, rounded down. Some
 * microseconds pass between the call that sets the expiry and the write, so a whole number is rounded down by one.
 * @param left s from the write to the expiry, slack included
 * @returns 0 where the store drops the value at once
 */
export const wholeLifetime = (left: number): number => Math.max(0, Math.ceil(left - MICROSECOND) - 1)

/**
 * The longest life of a value, s from its write: shorter than the time to live where the store drops it sooner.
 * @param model times in seconds
 */
export function longestLife(model: {
  ttl: number
  delta: number
  deltaCv: number
  deviations?: Deviations
}): number {
  const { ttl, delta, deltaCv, deviations = {} } = model
  const { lifetime, expirySlack = 0 } = deviations
  if (!lifetime) return ttl
  // A rebuild time that varies may be next to nothing.
  const taken = lifetime.expires === 'first' && deltaCv === 0 ? delta : 0
  return wholeLifetime(ttl - taken + expirySlack)
}
