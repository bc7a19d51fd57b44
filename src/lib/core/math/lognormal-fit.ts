/** Fits a lognormal law to measured durations, and measures how well it fits. */
import { log } from './fixed-math'
import { lognormalOfLogs, lognormalQuantiles, normalCdf, type Lognormal, type Quantiles } from './lognormal'

export interface LognormalFit extends Lognormal {
  /** Number of durations in the sample. */
  n: number
  /** Figures of the sample itself; a quantile between two values is interpolated linearly. */
  sample: Quantiles & Lognormal
  /** Quantiles of the fitted law. */
  fitted: Quantiles
  /**
   * Kolmogorov and Smirnov's: the largest difference between the share of the sample and of the law below any
   * duration, 0 to 1; null where all durations are the same.
   */
  distance: number | null
  /** The distance that a lognormal sample of this size exceeds in one of a hundred cases. */
  critical: number
}

const square = (x: number) => x * x

/**
 * The lognormal of greatest likelihood: μ and σ are mean and standard deviation (over n, not n − 1) of the logarithms.
 * @param sample durations > 0 in one unit, in any order; not changed
 * @throws RangeError when the sample is empty, or a duration is not above 0 or not finite
 */
export function fitLognormal(sample: ArrayLike<number>): LognormalFit {
  const sorted = Float64Array.from(sample).sort()
  const n = sorted.length
  if (n === 0) throw new RangeError('A fit needs at least one duration; the sample has 0')
  // Sorted, the first is the least and the last the greatest; NaN sorts last.
  if (!(sorted[0] > 0 && sorted[n - 1] < Infinity))
    throw new RangeError(
      `Durations must be above 0 and finite; the sample has ${sorted[0]} to ${sorted[n - 1]}`
    )
  const logs = sorted.map(log)
  const mu = logs.reduce((sum, x) => sum + x, 0) / n
  const same = sorted[0] === sorted[n - 1]
  const sigma = same ? 0 : Math.sqrt(logs.reduce((sum, x) => sum + square(x - mu), 0) / n)
  const law = same ? { mean: sorted[0], cv: 0 } : lognormalOfLogs(mu, sigma)
  return {
    ...law,
    n,
    sample: { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), ...logMoments(sorted) },
    fitted: lognormalQuantiles(law),
    distance: sigma > 0 ? distanceToNormal(logs, mu, sigma) : null,
    critical: criticalDistance(n)
  }
}

function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1)
  const low = Math.floor(at)
  const high = Math.min(sorted.length - 1, low + 1)
  return sorted[low] + (at - low) * (sorted[high] - sorted[low])
}

function logMoments(sorted: Float64Array): Lognormal {
  const n = sorted.length
  // Equal durations have no spread, whatever their mean was rounded to.
  if (sorted[0] === sorted[n - 1]) return { mean: sorted[0], cv: 0 }
  const mean = sorted.reduce((sum, x) => sum + x, 0) / n
  return { mean, cv: Math.sqrt(sorted.reduce((sum, x) => sum + square(x - mean), 0) / n) / mean }
}

function distanceToNormal(sorted: Float64Array, mu: number, sigma: number): number {
  const n = sorted.length
  let distance = 0
  sorted.forEach((x, i) => {
    const p = normalCdf((x - mu) / sigma)
    distance = Math.max(distance, p - i / n, (i + 1) / n - p)
  })
  return distance
}

/**
 * Kolmogorov and Smirnov's distance at the level 1 % where μ and σ come from the sample itself: smaller than where
 * the law is given, because a fit follows its sample. Stephens, "EDF statistics for goodness of fit and some
 * comparisons", J. Am. Stat. Assoc. 69, 1974, table 1A, case 3.
 */
const criticalDistance = (n: number) => 1.035 / (Math.sqrt(n) - 0.01 + 0.85 / Math.sqrt(n))
