/**
 * The lognormal law of a rebuild time that varies, between the three ways in which people know it: mean and
 * coefficient of variation (as a scenario keeps it), p50 and p99 (as monitoring shows it), and measured durations.
 *
 * ln D is normal with mean μ and standard deviation σ. Then p50 = e^μ, mean = e^(μ + σ²/2), cv² = e^(σ²) − 1
 * (Johnson, Kotz & Balakrishnan, "Continuous Univariate Distributions" 1, 1994, chapter 14).
 */

/** Mean > 0 in the unit of the durations, coefficient of variation ≥ 0; 0 is a fixed duration. */
export interface Lognormal {
  mean: number
  cv: number
}

export interface Quantiles {
  p50: number
  p99: number
}

/** The standard normal's quantile at 0.99. */
const Z99 = 2.3263478740408408

/** The law whose ln has this mean and this standard deviation ≥ 0. */
const ofLogs = (mu: number, sigma: number): Lognormal => ({
  mean: Math.exp(mu + (sigma * sigma) / 2),
  cv: Math.sqrt(Math.expm1(sigma * sigma))
})

/** σ, the standard deviation of ln D: √ln(1 + cv²). */
const sigmaOf = ({ cv }: Lognormal) => Math.sqrt(Math.log1p(cv * cv))

/**
 * The law with these quantiles: σ = ln(p99/p50)/2.326…, mean = p50·e^(σ²/2), cv = √(e^(σ²) − 1).
 * @throws RangeError unless 0 < p50 ≤ p99 < ∞
 */
export function lognormalOfQuantiles({ p50, p99 }: Quantiles): Lognormal {
  if (!(p50 > 0 && p99 >= p50 && p99 < Infinity))
    throw new RangeError(`Quantiles must be above 0 and p99 at least p50; p50 is ${p50}, p99 is ${p99}`)
  return ofLogs(Math.log(p50), Math.log(p99 / p50) / Z99)
}

/** Median and 99th percentile of a law, in the unit of its mean. */
export function lognormalQuantiles(law: Lognormal): Quantiles {
  const p50 = law.mean / Math.sqrt(1 + law.cv * law.cv)
  return { p50, p99: p50 * Math.exp(Z99 * sigmaOf(law)) }
}

/** How many times p50 the p99 of a law with this coefficient of variation is. */
export const lognormalSpread = (cv: number) => Math.exp(Z99 * sigmaOf({ mean: 1, cv }))

/**
 * What a lognormal duration stays below with this chance, in its unit.
 * @param chance from 1e-12 to 1 − 1e-12
 */
export function lognormalQuantile(law: Lognormal, chance: number): number {
  if (law.cv === 0) return law.mean
  let [low, high] = [-8, 8]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (normalCdf(middle) < chance) low = middle
    else high = middle
  }
  const sigma = sigmaOf(law)
  return law.mean * Math.exp(sigma * high - (sigma * sigma) / 2)
}

export interface LognormalFit extends Lognormal {
  /** Durations in the sample. */
  n: number
  /** Of the sample itself; quantiles between two values by linear interpolation. */
  sample: Quantiles & Lognormal
  /** Of the law that was fitted. */
  fitted: Quantiles
  /**
   * Kolmogorov and Smirnov's: the largest difference between the share of the sample and of the law below any
   * duration, 0 to 1; null where all durations are the same.
   */
  distance: number | null
  /** A lognormal sample of this size is further off than this in one of a hundred cases. */
  critical: number
}

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
  const logs = sorted.map(Math.log)
  const mu = logs.reduce((sum, x) => sum + x, 0) / n
  const same = sorted[0] === sorted[n - 1]
  const sigma = same ? 0 : Math.sqrt(logs.reduce((sum, x) => sum + (x - mu) ** 2, 0) / n)
  const law = same ? { mean: sorted[0], cv: 0 } : ofLogs(mu, sigma)
  return {
    ...law,
    n,
    sample: { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), ...momentsOf(sorted) },
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

function momentsOf(sorted: Float64Array): Lognormal {
  const n = sorted.length
  // Equal durations have no spread, whatever their mean was rounded to.
  if (sorted[0] === sorted[n - 1]) return { mean: sorted[0], cv: 0 }
  const mean = sorted.reduce((sum, x) => sum + x, 0) / n
  return { mean, cv: Math.sqrt(sorted.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n) / mean }
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

/**
 * Φ(z), good to 1e-15 in the middle and 1e-12 everywhere: its power series, all terms of one sign (Marsaglia,
 * "Evaluating the normal distribution", J. Stat. Softw. 11(4), 2004).
 */
function normalCdf(z: number): number {
  // Beyond this the tail is below 1e-15.
  if (Math.abs(z) > 8) return z < 0 ? 0 : 1
  let sum = z
  let term = z
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) sum += term *= (z * z) / k
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)
}
