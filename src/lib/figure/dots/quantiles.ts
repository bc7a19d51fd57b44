/**
 * Fifty expiries that stand for all expiries of a key: the 1 %, 3 %, … 99 % quantiles. They are computed by the closed
 * form where it holds, else from the simulation so far.
 */
import {
  countQuantile,
  gapQuantile,
  histogramQuantile,
  optionsUnlikePlain,
  plainTwin,
  stampedeSizeQuantiles
} from '#core'
import type { KeyView } from '$lib/text/key-view'

export const DOTS = 50

/** The quantile that each dot shows: the middle of its fiftieth. */
export const SHARES = Array.from({ length: DOTS }, (_, i) => (2 * i + 1) / (2 * DOTS))

/** How many dots a share of the expiries is. */
export const dotsOf = (share: number) => SHARES.filter((p) => p <= share).length

/** Whether the rebuilds of an expiry have a closed form: with some options only their mean has. */
export const hasSizeLaw = ({ closed, law, model }: KeyView): boolean =>
  closed !== null && law !== null && optionsUnlikePlain(model).length === 0

/** Rebuilds that an expiry starts, ascending; empty where nothing is known yet. */
export function sizeQuantiles(view: KeyView): number[] {
  const { model, law, tally } = view
  if (hasSizeLaw(view)) return stampedeSizeQuantiles(plainTwin(model), law!, SHARES)
  if (!tally || tally.cycles === 0) return []
  return SHARES.map((p) => Math.min(tally.largest, countQuantile(tally.sizes, p)!))
}

/**
 * How long before expiry the first rebuild starts, s, ascending. A cycle that misses is null; these come first. Empty
 * where nothing is known yet.
 */
export function gapQuantiles({ model, law, tally }: KeyView): (number | null)[] {
  if (!law && (!tally || tally.cycles === 0)) return []
  const early = law ? law.earlyShare : tally!.early / tally!.cycles
  return SHARES.map((p) => {
    // From the early end: a miss share near 0 would lose its digits in 1 − share.
    const among = 1 - (1 - p) / early
    if (!(among > 0)) return null
    const gap = law ? gapQuantile(law, among) : histogramQuantile(tally!.gaps, among)
    return gap === null ? null : Math.min(model.ttl, gap)
  })
}
