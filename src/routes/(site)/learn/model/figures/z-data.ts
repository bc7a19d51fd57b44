/** z-scores against the standard normal law, in data units. */
import type { Bin } from '$lib/chart/Bars.svelte'
import type { Point } from '$lib/chart/Line.svelte'
import { exp } from '#core'

/** Width of a bin, standard errors. */
export const BIN = 0.5
/** Beyond this nothing is drawn; the tests refuse four. */
export const EDGE = 4

export interface ZData {
  bins: Bin[]
  /** What the standard normal law expects in a bin around this z, for as many scores. */
  normal: Point[]
  /** Largest count to draw. */
  top: number
}

export function zData(scores: readonly number[]): ZData {
  const count = Math.round((2 * EDGE) / BIN)
  const bins = Array.from({ length: count }, (_, i) => ({
    from: -EDGE + i * BIN,
    to: -EDGE + (i + 1) * BIN,
    y: 0
  }))
  for (const score of scores) {
    const bin = Math.floor((score + EDGE) / BIN)
    bins[Math.min(count - 1, Math.max(0, bin))].y++
  }
  const each = (scores.length * BIN) / Math.sqrt(2 * Math.PI)
  const normal = Array.from({ length: 81 }, (_, i) => {
    const x = -EDGE + (2 * EDGE * i) / 80
    return { x, y: each * exp((-x * x) / 2) }
  })
  return { bins, normal, top: Math.max(each, ...bins.map(({ y }) => y), 1) }
}

/** How many of n standard normal scores lie further off than so many standard errors: 2, 3 or 4. */
export const expectedBeyond = (sigmas: 2 | 3 | 4, n: number) =>
  n * { 2: 0.045500263896358, 3: 0.00269979606326, 4: 0.000063342483666 }[sigmas]
