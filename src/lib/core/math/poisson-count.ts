/** A Poisson count in a bounded number of draws, whatever its mean. */
import { exp, log } from './fixed-math'
import { lnGamma } from './gamma'
import type { Random } from './random'

/** 1/n for every count that a mean below 12 can have. */
const RECIPROCALS = Float64Array.from({ length: 128 }, (_, n) => 1 / n)

/**
 * Draws a Poisson count.
 * Means below 12 invert the distribution by one uniform number, so with the same number a larger mean never gives a smaller
 * count. Larger means use the transformed rejection PTRS (Hörmann, "The transformed rejection method for generating Poisson
 * random variables", 1993). Above 1e8, where the skewness is below 1e-4, a normal number is rounded.
 * @param mean ≥ 0, finite
 * @throws RangeError for NaN and Infinity, for which no draw would ever be accepted
 */
export function poissonCount(random: Random, mean: number): number {
  if (mean < 12) {
    let left = random.uniform()
    let chance = exp(-mean)
    let count = 0
    // The loop also ends where the chances are too small to change their sum.
    while (left > chance && chance > 1e-20) {
      left -= chance
      chance *= mean * RECIPROCALS[++count]
    }
    return count
  }
  if (!(mean < Infinity))
    throw new RangeError(`A Poisson count needs a finite mean of at least 0; it is ${mean}`)
  if (mean > 1e8) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()))
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const squeeze = 0.9277 - 3.6224 / (b - 2)
  // Each turn accepts with a chance above 0.75 at every mean from 12 on.
  for (;;) {
    const u = random.uniform() - 0.5
    const v = random.uniform()
    const us = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= squeeze) return count
    if (count < 0 || (us < 0.013 && v > us)) continue
    const accept = log((v * inverseAlpha) / (a / (us * us) + b))
    if (accept <= count * log(mean) - mean - lnGamma(count + 1)) return count
  }
}
