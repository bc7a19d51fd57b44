/** A Poisson count in a bounded number of draws, whatever its mean. */
import { exp, log } from './fixed-math'
import { lnGamma } from './gamma'
import type { Random } from './random'

/** 1/n up to where a mean below 12 has no chance left. */
const RECIPROCALS = Float64Array.from({ length: 128 }, (_, n) => 1 / n)

/**
 * Draws a Poisson count.
 * Small means invert the distribution by one uniform, so that with the same dice a larger mean never counts fewer;
 * larger ones use the transformed rejection PTRS (Hörmann, "The
 * transformed rejection method for generating Poisson random variables", 1993); above 1e8, where the law's
 * skewness is below 1e-4, the normal law rounds.
 * @param mean ≥ 0, finite
 * @throws RangeError for any other, which no draw would ever be accepted for
 */
export function poissonCount(random: Random, mean: number): number {
  if (mean < 12) {
    let left = random.uniform()
    let chance = exp(-mean)
    let count = 0
    // Where the chances no longer add to what is left, they have added to 1.
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
  // A turn draws two uniforms and accepts with a chance above 0.75 at every mean from 12 on.
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
