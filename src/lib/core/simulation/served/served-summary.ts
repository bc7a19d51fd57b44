/** Figures of what requests got: means, shares and quantiles, each with its standard error. */
import { holdsLock } from '../../closed-form/plain-twin'
import type { Model } from '../../model/scenario'
import { countQuantile, histogramQuantile, histogramTotal, type Histogram } from '../histogram'
import { covarianceOf, quantileError, shareError, varianceOf, type ServedSummary } from '../summary'
import type { Tally } from '../tally'
import type { ServedSums } from './served-sums'

/** The quantile at place ⌊p·n⌋, counted from 0, of whole numbers. */
const atPlace = (histogram: Histogram, p: number) => {
  const n = histogramTotal(histogram)
  return countQuantile(histogram, Math.min(1, (Math.floor(p * n) + 0.5) / n))
}

export function summarizeServed(model: Model, tally: Tally, sums: ServedSums): ServedSummary {
  const n = tally.cycles
  const cycle = model.ttl + model.delta + tally.stretch / n
  const variance = (sum: number, squares: number) => varianceOf(sum, squares, n)
  const covariance = (products: number, a: number, b: number) => covarianceOf(products, a, b, n)
  const stale = sums.stale / n / (model.rate * cycle)
  const perCycle = sums.stale / n / cycle
  const staleVariance =
    variance(sums.stale, sums.staleSquared) -
    2 * perCycle * covariance(sums.staleStretch, sums.stale, tally.stretch) +
    perCycle * perCycle * variance(tally.stretch, tally.stretchSquared)
  const { blocked } = tally
  const wait = blocked > 0 ? sums.waitSum / blocked : null
  const waitVariance =
    wait === null
      ? 0
      : variance(sums.waitSum, sums.waitSumSquared) -
        2 * wait * covariance(sums.waitSumBlocked, sums.waitSum, blocked) +
        wait * wait * variance(blocked, tally.blockedSquared)
  const limited = (model.options?.origin ?? Infinity) < Infinity
  const collapse = sums.collapsed / n
  return {
    figures: {
      staleShare: Math.min(1, stale),
      inFlightMaxMean: sums.inFlight / n,
      inFlightMaxP99: atPlace(sums.peaks, 0.99)!,
      waitMean: wait,
      waitP99: waitQuantile(sums, 0.99),
      collapse: limited ? collapse : null
    },
    standardErrors: {
      staleShare: Math.sqrt(Math.max(0, staleVariance) / n) / cycle / model.rate,
      inFlightMaxMean: Math.sqrt(variance(sums.inFlight, sums.inFlightSquared) / n),
      inFlightMaxP99: Math.max(
        0.5,
        quantileError(countQuantile, sums.peaks, 0.99, n, 2 * countQuantile(sums.peaks, 1)!)!
      ),
      waitMean: wait === null ? null : (Math.sqrt(Math.max(0, waitVariance)) * Math.sqrt(n)) / blocked,
      waitP99: wait === null ? null : waitError(sums, (blocked * blocked) / tally.blockedSquared),
      collapse: limited ? shareError(collapse, n) : null
    },
    forGood: limited && !holdsLock(model) ? sums.forGood : 0
  }
}

/** The quantile of the waits: those below Δ, of Δ, and above it. */
function waitQuantile({ shorter, whole, longer, delta }: ServedSums, p: number): number | null {
  const below = histogramTotal(shorter)
  const n = below + whole + histogramTotal(longer)
  if (n === 0) return null
  const place = Math.min(n - 1, Math.floor(p * n))
  // A bin may reach across Δ; its values do not.
  if (place < below) return Math.min(delta, histogramQuantile(shorter, (place + 0.5) / below)!)
  if (place < below + whole) return delta
  const above = n - below - whole
  return Math.max(delta, histogramQuantile(longer, (place - below - whole + 0.5) / above)!)
}

/**
 * The waits of one cycle hang together, so a cycle counts as one value, and by how many waits it has.
 * @param values (Σ n)²/Σ n² for cycles with n waits each (Kish 1965)
 */
function waitError(sums: ServedSums, values: number): number {
  const step = Math.sqrt((0.99 * 0.01) / Math.max(1, values))
  const at = (p: number) => waitQuantile(sums, Math.min(1, p))!
  return (at(0.99 + step) - at(0.99 - step)) / (0.99 + step > 1 ? 1 : 2)
}
