/** How an implementation departs from the paper's rule; which one does what, implementation.ts knows. */

/** Where Symfony Cache keeps its values: Redis counts a lifetime exactly, files by the seconds of the clock. */
export type Store = 'redis' | 'files'
export const STORES: readonly Store[] = ['redis', 'files']

/** Where in its callback Symfony’s `expiresAfter` is called: before the rebuild or after it. */
export type Expires = 'first' | 'last'
export const EXPIRES: readonly Expires[] = ['first', 'last']

/** What a rebuild stores as its Δ, s: always the same, or its duration, rounded up or not below a least. */
export type StoredDelta = { constant: number } | { roundedUpTo: number } | { atLeast: number }

/** What is absent is as in the paper. */
export interface Deviations {
  /** s that are added to the expiry before it is cut down to the resolution. */
  expirySlack?: number
  /**
   * The store keeps a value for whole seconds of its own, so the value may die before the expiry that the rule reads.
   * No early refresh comes after that death, however near the expiry is.
   */
  lifetime?: { store: Store; expires: Expires }
  /** The rule reads the remaining lifetime to the nearest multiple of this, s; the value still lives to its expiry. */
  remainingStep?: number
  /** In the rule the age of the value stands where Δ belongs. */
  age?: true
  storedDelta?: StoredDelta
  /**
   * A request that triggers early is served the old value, and its rebuild runs in the background. None starts within
   * the stored Δ after another; after expiry every request starts one, and waits.
   */
  background?: true
  /** Between the end of a rebuild and its write pass so many s, which the stored Δ leaves out. */
  writeTime?: number
  /** A request that triggers but may not start a rebuild waits for one even while the old value lives. */
  losersWait?: true
}

/** A duration this little above a whole number of steps is that number: doubles do not hold every decimal. */
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
 * The whole seconds for which a store is told to keep a value: what is left of its lifetime, and the slack, rounded down.
 * Between the call that sets the expiry and the write some microseconds pass, so a whole number is not quite reached.
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
