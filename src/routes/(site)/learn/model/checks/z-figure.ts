/** z-scores as bars against the standard normal law. */
import type { Bin } from '$lib/chart/marks/Bars.svelte'
import type { Point } from '$lib/chart/marks/Line.svelte'
import { ticks } from 'd3-array'
import { exp } from '#core'
import { keyStyle } from '$lib/figure/palette'
import { words, type PlotData } from '../figures/plot'

/** Width of a bin, standard errors. */
export const BIN = 0.5
/** Nothing is drawn beyond this: the tests refuse a score of four. */
export const EDGE = 4

interface ZData {
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

/** How many of n standard normal scores lie further off than two standard errors. */
export const expectedBeyondTwo = (n: number) => n * 0.045500263896358

/**
 * @param name what was compared
 * @param place of it among what is compared
 */
export function zPlot(name: string, scores: readonly number[], place: number): PlotData {
  const { bins, normal, top } = zData(scores)
  const end = 1.1 * top
  return {
    label: `z-scores of ${scores.length} comparisons, ${name} against brute force, beside the standard normal law`,
    height: 120,
    margin: { top: 26, right: 10, bottom: 40, left: 30 },
    x: {
      domain: [-EDGE, EDGE],
      ticks: [-4, -2, 0, 2, 4],
      format: (value) => String(value).replace('-', '−'),
      title: 'standard errors'
    },
    y: { domain: [0, end], ticks: ticks(0, end, 4).filter(Number.isInteger), format: String },
    marks: () => [
      { bars: { bins, fill: keyStyle(place).color, opacity: 0.4 } },
      { line: { points: normal, stroke: 'var(--ink)', width: 1.5 } },
      words(name, 0, -10, { halo: false })
    ]
  }
}
