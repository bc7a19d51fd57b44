/** The sums of what requests got, over cycles: values, squares, cross products, and histograms. */
import { emptyHistogram, HistogramBuilder, mergeHistograms, type Histogram } from '../histogram'
import type { Model } from '../../model/scenario'
import type { ServedCycle } from './served-cycle'

/** The sums of no cycles. */
const NOTHING = {
  stale: 0,
  staleSquared: 0,
  staleStretch: 0,
  inFlight: 0,
  inFlightSquared: 0,
  waitSum: 0,
  waitSumSquared: 0,
  waitSumBlocked: 0,
  /** Cycles in which rebuilds ran for longer than T, and for so long that they were cut off. */
  collapsed: 0,
  forGood: 0,
  /** Waits of exactly Δ: with a fixed rebuild time many wait for exactly one. */
  whole: 0
}
type Sums = typeof NOTHING

/** Plain data, because threads send it to each other. */
export interface ServedSums extends Sums {
  /** T and Δ of the model, s. */
  ttl: number
  delta: number
  /** The most in flight at once. */
  peaks: Histogram
  /** Waits shorter than Δ, and longer. */
  shorter: Histogram
  longer: Histogram
}

const peaks = new HistogramBuilder()
const shorter = new HistogramBuilder(true)
const longer = new HistogramBuilder(true)

export function openServed({ ttl, delta }: Model): ServedSums {
  for (const builder of [peaks, shorter, longer]) builder.take()
  return {
    ...NOTHING,
    ttl,
    delta,
    peaks: emptyHistogram(),
    shorter: emptyHistogram(),
    longer: emptyHistogram()
  }
}

/** A cycle that lasts so many lifetimes at an origin with a limit has collapsed for good. */
export const COLLAPSED = 20
/** A cycle is longer than a lifetime if it exceeds this many of them: rounding must not decide. */
const LONGER = 1 + 1e-9

export function addServed(sums: ServedSums, cycle: ServedCycle): void {
  const { stale, stretch, mostInFlight, waitSum, blocked, busy, waits, weights } = cycle
  sums.stale += stale
  sums.staleSquared += stale * stale
  sums.staleStretch += stale * stretch
  sums.inFlight += mostInFlight
  sums.inFlightSquared += mostInFlight * mostInFlight
  sums.waitSum += waitSum
  sums.waitSumSquared += waitSum * waitSum
  sums.waitSumBlocked += waitSum * blocked
  if (busy > LONGER * sums.ttl) sums.collapsed++
  if (busy > COLLAPSED * sums.ttl) sums.forGood++
  peaks.add(mostInFlight)
  for (let i = 0; i < waits.length; i++) {
    if (waits[i] === sums.delta) sums.whole += weights[i]
    else if (waits[i] > 0) (waits[i] < sums.delta ? shorter : longer).add(waits[i], weights[i])
  }
}

export function closeServed(sums: ServedSums): void {
  sums.peaks = peaks.take()
  sums.shorter = shorter.take()
  sums.longer = longer.take()
}

export function mergeServed(all: ServedSums[]): ServedSums {
  const merged = { ...all[0] }
  for (const key of Object.keys(merged) as (keyof ServedSums)[]) {
    if (key === 'ttl' || key === 'delta') continue
    if (key === 'peaks' || key === 'shorter' || key === 'longer')
      merged[key] = mergeHistograms(all.map((one) => one[key]))
    else merged[key] = all.reduce((sum, one) => sum + one[key], 0)
  }
  return merged
}
