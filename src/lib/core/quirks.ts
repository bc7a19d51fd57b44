/** How an implementation departs from the paper's rule; which one does what, lens.ts knows. */

/** What a rebuild stores as its Δ, s: always the same, or its duration, rounded up or not below a least. */
export type StoredDelta = { constant: number } | { roundedUpTo: number } | { atLeast: number }

/** What is absent is as in the paper. */
export interface Quirks {
  /** s that are added to the expiry before it is cut down to the resolution. */
  expirySlack?: number
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
  /** A request that triggers but may not start a rebuild waits for one even while the old value lives. */
  losersWait?: true
}

/** A duration this little above a whole number of steps is that number: doubles do not hold every decimal. */
const WHOLE = 1e-9

/** @returns the Δ that a rebuild of this duration stores, s */
export function storedDelta(duration: number, stored: StoredDelta | undefined): number {
  if (stored === undefined) return duration
  if ('constant' in stored) return stored.constant
  if ('atLeast' in stored) return Math.max(stored.atLeast, duration)
  const steps = duration / stored.roundedUpTo
  return stored.roundedUpTo * Math.max(1, Math.ceil(steps - WHOLE * Math.max(1, steps)))
}
