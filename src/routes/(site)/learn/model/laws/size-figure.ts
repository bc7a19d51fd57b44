/** How many rebuilds a cycle of a hot key starts: the geometric law, and a simulation. */
import type { Bin } from '$lib/chart/marks/Bars.svelte'
import { keyStyle } from '$lib/figure/palette'
import { asPercent, inFull } from '$lib/text/words'
import { expm1, log, pow, rebin, simulate } from '#core'
import { hotCoalesced, hotSizeMean, hotSizeShare } from './laws'
import { LIVE_CYCLES, keyWith } from '../figures/keys'
import { words, type PlotData } from '../figures/plot'

/** Hot enough that the limit holds to every digit shown. */
export const HOT = 250
/** Sizes shown one by one. */
export const SHOWN = 12

interface SizeData {
  /** P(S = n) for n = 1 … SHOWN. */
  law: Bin[]
  simulated: { x: number; y: number; error: number }[]
  /** P(S > SHOWN). */
  beyond: number
  mean: number
  /** P(S = 1). */
  alone: number
  p99: number
  /** Mean size with this many coalescing processes. */
  coalesced: number
}

export function sizeData(beta: number, processes: number): SizeData {
  const tally = simulate(keyWith(beta, HOT), LIVE_CYCLES, 1)
  const sizes = Array.from({ length: SHOWN }, (_, i) => i + 1)
  // Every small count has a bin of its own there.
  const counts = rebin(tally.sizes, SHOWN + 1, SHOWN + 1)
  return {
    law: sizes.map((n) => ({ from: n - 0.5, to: n + 0.5, y: hotSizeShare(beta, n) })),
    simulated: sizes.map((n) => {
      const y = counts[n] / tally.cycles
      return { x: n, y, error: 2 * Math.sqrt((y * (1 - y)) / tally.cycles) }
    }),
    beyond: pow(-expm1(-1 / beta), SHOWN),
    mean: hotSizeMean(beta),
    alone: hotSizeShare(beta, 1),
    p99: Math.max(1, Math.ceil(log(0.01) / log(-expm1(-1 / beta)))),
    coalesced: 1 + hotCoalesced(beta, processes)
  }
}

const { color } = keyStyle(0)

export function sizePlot({ law, simulated, beyond, mean, alone }: SizeData): PlotData {
  return {
    label: `Rebuilds that one refresh starts: one in ${asPercent(alone)} of the cycles, ${inFull(mean)} on average, more than ${SHOWN} in ${asPercent(beyond)}`,
    height: 150,
    margin: { top: 14, right: 62, bottom: 42, left: 42 },
    x: {
      domain: [0.5, SHOWN + 0.5],
      ticks: law.map((_, i) => i + 1),
      format: String,
      title: 'rebuilds that one refresh starts'
    },
    y: { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], format: asPercent },
    marks: ({ width, height }) => {
      const right = { anchor: 'end', halo: false } as const
      return [
        { bars: { bins: law, fill: color, opacity: 0.38 } },
        { dots: { dots: simulated, color: 'var(--ink)', radius: 2.4 } },
        words(`> ${SHOWN}:`, width + 56, height - 18, { ...right, fill: 'var(--muted)', weight: 400 }),
        words(asPercent(beyond), width + 56, height - 3, { ...right, fill: 'var(--ink)' })
      ]
    }
  }
}
