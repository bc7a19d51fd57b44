/** Distribution functions of counts: Poisson and binomial, for the tails of the stampede size. */
import { exp, log, log1p } from './fixed-math'

const HALF_LOG_2PI = 0.9189385332046728

/** ln Γ(x) for x > 0, good to about 1e-15: Stirling's series (Abramowitz & Stegun 6.1.41) after shifting x above 10. */
export function lnGamma(x: number): number {
  let shift = 0
  while (x < 10) shift += log(x++)
  const y = 1 / (x * x)
  const tail =
    (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - (y * 691) / 360360))))) / x
  return (x - 0.5) * log(x) - x + HALF_LOG_2PI + tail - shift
}

/** Q(a, x) = Γ(a, x)/Γ(a): series below a + 1, Lentz's continued fraction above (Abramowitz & Stegun 6.5). */
function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  const front = exp(a * log(x) - x - lnGamma(a))
  if (x < a + 1) {
    let term = 1 / a
    let sum = term
    // The loop ends: x < a + 1, so terms fall, and from n = a + 2 on each is less than half of the one before.
    for (let n = 1; term > sum * 1e-16; n++) sum += term *= x / (a + n)
    return 1 - front * sum
  }
  let b = x + 1 - a
  let c = Infinity
  let d = 1 / b
  let h = d
  for (let n = 1; n < 10_000; n++) {
    const an = -n * (n - a)
    b += 2
    d = 1 / (an * d + b)
    c = b + an / c
    h *= c * d
    if (Math.abs(c * d - 1) < 1e-16) break
  }
  return front * h
}

/** P(N ≤ n) for a Poisson count with this mean ≥ 0. Above 1e4 its Edgeworth expansion, good to 1e-5. */
export function poissonCdf(n: number, mean: number): number {
  if (n < 0) return 0
  if (mean < 1e4) return upperGamma(n + 1, mean)
  const z = (n + 0.5 - mean) / Math.sqrt(mean)
  const tail = 0.5 * upperGamma(0.5, (z * z) / 2)
  const density = exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  const cdf = (z < 0 ? tail : 1 - tail) - (density * (z * z - 1)) / (6 * Math.sqrt(mean))
  return Math.min(1, Math.max(0, cdf))
}

/**
 * P(N ≤ n) for a binomial count N of `trials` trials with chance p. The terms are added from the nearer end, each from the
 * ratio to the one before.
 */
export function binomialCdf(n: number, trials: number, p: number): number {
  if (n < 0) return 0
  if (n >= trials || p <= 0) return 1
  if (p >= 1) return 0
  if (n > trials * p) return 1 - binomialCdf(trials - n - 1, trials, 1 - p)
  let term = exp(
    lnGamma(trials + 1) - lnGamma(n + 1) - lnGamma(trials - n + 1) + n * log(p) + (trials - n) * log1p(-p)
  )
  let sum = 0
  for (let k = n; k >= 0 && term > sum * 1e-16; k--) {
    sum += term
    term *= (k / (trials - k + 1)) * ((1 - p) / p)
  }
  return sum
}
