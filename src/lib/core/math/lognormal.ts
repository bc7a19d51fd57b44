/**
 * The lognormal law of a rebuild time that varies: converts between mean and coefficient of variation, which a scenario
 * keeps, and p50 and p99, which monitoring shows. lognormal-fit.ts fits the law to measured durations.
 *
 * ln D is normal with mean μ and standard deviation σ. Then p50 = e^μ, mean = e^(μ + σ²/2), cv² = e^(σ²) − 1
 * (Johnson, Kotz & Balakrishnan, "Continuous Univariate Distributions" 1, 1994, chapter 14).
 */
import { bisect } from './bisect'
import { exp, expm1, log, log1p } from './fixed-math'

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
export const lognormalOfLogs = (mu: number, sigma: number): Lognormal => ({
  mean: exp(mu + (sigma * sigma) / 2),
  cv: Math.sqrt(expm1(sigma * sigma))
})

/** σ, the standard deviation of ln D: √ln(1 + cv²). */
export const lognormalSigma = ({ cv }: Lognormal) => Math.sqrt(log1p(cv * cv))

/**
 * The law with these quantiles: σ = ln(p99/p50)/2.326…, mean = p50·e^(σ²/2), cv = √(e^(σ²) − 1).
 * @throws RangeError unless 0 < p50 ≤ p99 < ∞
 */
export function lognormalOfQuantiles({ p50, p99 }: Quantiles): Lognormal {
  if (!(p50 > 0 && p99 >= p50 && p99 < Infinity))
    throw new RangeError(`Quantiles must be above 0 and p99 at least p50; p50 is ${p50}, p99 is ${p99}`)
  return lognormalOfLogs(log(p50), log(p99 / p50) / Z99)
}

/** Median and 99th percentile of a law, in the unit of its mean. */
export function lognormalQuantiles(law: Lognormal): Quantiles {
  const p50 = law.mean / Math.sqrt(1 + law.cv * law.cv)
  return { p50, p99: p50 * exp(Z99 * lognormalSigma(law)) }
}

/** How many times p50 the p99 of a law with this coefficient of variation is. */
export const lognormalSpread = (cv: number) => exp(Z99 * lognormalSigma({ mean: 1, cv }))

/**
 * The quantile of a lognormal duration, in the unit of its mean.
 * @param chance from 1e-12 to 1 − 1e-12
 */
export function lognormalQuantile(law: Lognormal, chance: number): number {
  if (law.cv === 0) return law.mean
  const [, z] = bisect((z) => normalCdf(z) >= chance, -8, 8, { most: 60 })
  const sigma = lognormalSigma(law)
  return law.mean * exp(sigma * z - (sigma * sigma) / 2)
}

/**
 * Φ(z), good to 1e-15 in the middle and 1e-12 everywhere: its power series, all terms of one sign (Marsaglia,
 * "Evaluating the normal distribution", J. Stat. Softw. 11(4), 2004).
 */
export function normalCdf(z: number): number {
  // Beyond this the tail is below 1e-15.
  if (Math.abs(z) > 8) return z < 0 ? 0 : 1
  let sum = z
  let term = z
  // z² ≤ 64: from the 64th term on each is less than half of the one before.
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) sum += term *= (z * z) / k
  return 0.5 + (sum * exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)
}

/** A value of a law, with its share. */
export interface LognormalNode {
  value: number
  weight: number
}

/**
 * Values, smallest first, whose weighted mean of a function is that over the law; a fixed duration is its only value.
 * @param count values on each side of the median
 * @param zOf how many σ the n-th of them is from it
 */
export function lognormalNodes(law: Lognormal, count: number, zOf: (n: number) => number): LognormalNode[] {
  if (law.cv === 0) return [{ value: law.mean, weight: 1 }]
  const { p50 } = lognormalQuantiles(law)
  const all = Array.from({ length: 2 * count + 1 }, (_, i) => {
    const z = zOf(i - count)
    return { value: p50 * exp(z * lognormalSigma(law)), weight: exp((-z * z) / 2) }
  })
  const total = all.reduce((sum, { weight }) => sum + weight, 0)
  return all.map(({ value, weight }) => ({ value, weight: weight / total }))
}
