/** Makes figures of a tally: means, shares and quantiles, each with its standard error. */
import {
  hourOf,
  neededPerHour,
  splitWaste,
  type FigureKey,
  type Figures,
  type ServedFigures,
  type ServedKey
} from '../model/figures'
import { countQuantile, histogramQuantile, quantileBin, type Histogram } from './histogram'
import type { Model } from '../model/scenario'
import type { Tally } from './tally'

/** The standard error of each figure; null where the figure is null. */
export type StandardErrors = Record<FigureKey, number | null>

/** The figures of a cache with options. */
export interface ServedSummary {
  figures: ServedFigures
  standardErrors: Record<ServedKey, number | null>
  /** Cycles that were cut off because the origin had collapsed for good. */
  forGood: number
}

export interface Summary {
  figures: Figures
  standardErrors: StandardErrors
  cycles: number
  /** The most rebuilds that one cycle started. */
  stampedeSizeMax: number
  /** Cycles that were cut off before nothing was in flight; at most one in each shard. */
  unsettled: number
  /** Of a cache with options. */
  served?: ServedSummary
}

/** Standard error of a share; where all or none were seen, as if one of them had been the other way. */
export function shareError(share: number, n: number): number {
  return Math.sqrt(Math.max(share * (1 - share), 1 / n) / n)
}

/** The covariance of n values of two figures, from the sums of their products and of each. */
export const covarianceOf = (products: number, a: number, b: number, n: number) =>
  n > 1 ? (products - (a / n) * b) / (n - 1) : 0

/** The variance of n values, from the sums of their squares and of them. */
export const varianceOf = (sum: number, squares: number, n: number) =>
  Math.max(0, covarianceOf(squares, sum, sum, n))

/** With fewer values than this, neighbouring values may by chance lie much closer than the standard error. */
const FEW = 1000
/** Fewer values than this do not show how widely they are spread. */
const HARDLY_ANY = 8

/**
 * Standard error of the quantile p of n values, from the quantiles one standard error of p below and above it. With few
 * values the quantiles two and three standard errors away count too, each distance divided by their number, and the
 * largest result is taken. Where even one standard error leads beyond the smallest or largest value, the quantile may be
 * as far beyond that value as the median is on the other side of it.
 * @param most the largest possible value
 * @returns null where there are no values
 */
export function quantileError(
  quantile: (histogram: Histogram, p: number) => number | null,
  histogram: Histogram,
  p: number,
  n: number,
  most: number
): number | null {
  const at = (share: number) => quantile(histogram, Math.min(1, Math.max(0, share)))!
  const step = Math.sqrt((p * (1 - p)) / n)
  if (n === 0) return null
  if (n >= FEW) return (at(p + step) - at(p - step)) / 2
  const [value, median, smallest, largest] = [at(p), at(0.5), at(1 / n), at(1)]
  if (n < HARDLY_ANY) return Math.max(value, most - value)
  return Math.max(
    ...[1, 2, 3].flatMap((steps) => [
      (value - at(p - steps * step)) / steps,
      (at(p + steps * step) - value) / steps
    ]),
    p - step < 1 / n ? value - Math.max(0, 2 * smallest - median) : 0,
    p + step > 1 - 1 / n ? 2 * largest - median - value : 0
  )
}

/**
 * The figures of a simulated key. Cycles are renewals, so hourly figures are ratios of means; their standard errors come
 * from the delta method.
 * @param model the model that was simulated
 * @param tally at least one cycle
 * @throws RangeError when the tally is empty
 */
export function summarizeCycles(model: Model, tally: Tally): Summary {
  const n = tally.cycles
  if (n === 0) throw new RangeError('A summary needs at least one cycle; the tally has 0')
  const early = tally.early
  const usual = model.ttl + model.delta
  const duplicates = tally.duplicates / n
  const stretch = tally.stretch / n
  const blocked = tally.blocked / n
  const cycle = usual + stretch
  const needed = neededPerHour(model)
  const hour = hourOf(model)
  const perHour = hour / cycle
  // Cycles per hour less `needed`. Subtracting these nearly equal numbers would lose digits, so they share a denominator.
  const premature = (needed / cycle) * (1 / model.rate - stretch)
  const waste = splitWaste(needed, perHour * duplicates, premature)

  const meanError = (sum: number, squares: number, count: number) =>
    Math.sqrt(varianceOf(sum, squares, count) / count)
  const stretchVariance = varianceOf(tally.stretch, tally.stretchSquared, n)
  /** Error of (a + mean of y) / cycle, from the variance of y and its covariance with the cycle's length. */
  const ratioError = (ratio: number, variance: number, covariance: number) =>
    Math.sqrt(Math.max(0, variance - 2 * ratio * covariance + ratio * ratio * stretchVariance) / n) / cycle
  const covarianceWith = (cross: number, sum: number) => covarianceOf(cross, sum, tally.stretch, n)
  const duplicateVariance = varianceOf(tally.duplicates, tally.duplicatesSquared, n)
  const duplicateCovariance = covarianceWith(tally.duplicatesStretch, tally.duplicates)
  const rebuildsError = hour * ratioError((1 + duplicates) / cycle, duplicateVariance, duplicateCovariance)
  const blockedError = ratioError(
    blocked / cycle,
    varianceOf(tally.blocked, tally.blockedSquared, n),
    covarianceWith(tally.blockedStretch, tally.blocked)
  )
  // The last bin may reach beyond the lifetime, but no gap does.
  const longest = model.ttl * (1 + (model.options?.jitter ?? 0))
  const gapQuantile = (p: number) => {
    const gap = histogramQuantile(tally.gaps, p)
    return gap === null ? null : Math.min(longest, gap)
  }
  /**
   * A quantile inside a bin assumes values spread evenly in it. They may not be: many gaps are close to the lifetime, and
   * gaps of evenly spaced requests lie on a lattice. So the error is at least half a bin, and where the statistical error
   * is smaller than half a bin, the error reaches to the further end of the bin.
   */
  const gapError = (p: number) => {
    const error = quantileError(histogramQuantile, tally.gaps, p, early, longest)
    if (error === null) return null
    const gap = gapQuantile(p)!
    const bin = quantileBin(tally.gaps, p)!
    const [below, above] = [gap - bin.from, Math.min(longest, bin.to) - gap]
    return 2 * error < bin.to - bin.from ? Math.max(error, below, above) : error
  }

  return {
    figures: {
      earlyShare: early / n,
      lateShare: tally.late / n,
      gapMean: early > 0 ? tally.gap / early : null,
      gapP05: gapQuantile(0.05),
      gapP50: gapQuantile(0.5),
      gapP95: gapQuantile(0.95),
      duplicatesMean: duplicates,
      stampedeSizeP99: Math.min(tally.largest, countQuantile(tally.sizes, 0.99)!),
      cycleSeconds: cycle,
      ...waste,
      blockedShare: Math.min(1, blocked / (model.rate * cycle)),
      requestsPerRebuild: model.rate * model.delta
    },
    standardErrors: {
      earlyShare: shareError(early / n, n),
      lateShare: shareError(tally.late / n, n),
      gapMean: early > 0 ? meanError(tally.gap, tally.gapSquared, early) : null,
      gapP05: gapError(0.05),
      gapP50: gapError(0.5),
      gapP95: gapError(0.95),
      duplicatesMean: meanError(tally.duplicates, tally.duplicatesSquared, n),
      // A whole number is known to half a rebuild at best.
      stampedeSizeP99: Math.max(0.5, quantileError(countQuantile, tally.sizes, 0.99, n, 2 * tally.largest)!),
      cycleSeconds: Math.sqrt(stretchVariance / n),
      rebuildsPerHour: rebuildsError,
      neededPerHour: 0,
      wastedPerHour: rebuildsError,
      // Where premature waste is negative, splitWaste takes it off the duplicates, which are then all of the waste.
      duplicatePerHour:
        premature < 0
          ? rebuildsError
          : hour * ratioError(duplicates / cycle, duplicateVariance, duplicateCovariance),
      prematurePerHour: hour * ratioError(1 / cycle, 0, 0),
      blockedShare: blockedError / model.rate,
      requestsPerRebuild: 0
    },
    cycles: n,
    stampedeSizeMax: tally.largest,
    unsettled: tally.unsettled
  }
}
