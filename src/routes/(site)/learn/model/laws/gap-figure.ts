/**
 * The law of the gap for one key: exact, simulated, and the Gumbel law that it is a part of. The part of the Gumbel law
 * beyond the expiry is the share of misses; for a short lifetime it differs by the factor e^(x₀).
 */
import type { Bin } from '$lib/chart/marks/Bars.svelte'
import type { Point } from '$lib/chart/marks/Line.svelte'
import { curveThrough, placesAround } from '$lib/figure/plot/curve'
import { keyStyle } from '$lib/figure/palette'
import { asPercent, inSeconds } from '$lib/text/words'
import { type Model, exp, firstTrigger, gapCdf, gapDensity, gapQuantile, log, rebin, simulate } from '#core'
import { LIVE_CYCLES } from '../figures/keys'
import { timeAxis, words, type PlotData } from '../figures/plot'

const BINS = 44

interface GapData {
  /** Largest gap shown, and how far beyond the expiry, s. */
  max: number
  beyond: number
  /** Densities over the exact law's largest. */
  law: Point[]
  gumbel: Point[]
  bins: Bin[]
  mean: number | null
  low: number | null
  high: number | null
  missShare: number
}

/** Density of the Gumbel law with this location and scale. */
function gumbelDensity(gap: number, location: number, scale: number): number {
  const z = (gap - location) / scale
  return exp(-z - exp(-z)) / scale
}

/** @param model Poisson requests, a fixed rebuild time, no coordination, β > 0 */
export function gapData(model: Model): GapData {
  const law = firstTrigger(model)
  const max = Math.min(model.ttl, 1.12 * Math.max(gapQuantile(law, 0.999) ?? 0, 2 * model.delta))
  const beyond = (0.1 + 0.22 * Math.sqrt(gapCdf(law, 0))) * max
  const location = law.scale * log(law.x1)
  const curve = (from: number, density: (gap: number) => number) =>
    curveThrough(
      density,
      [...placesAround(location, law.scale, from, max), 0].sort((a, b) => a - b)
    )
  const exact = curve(0, (gap) => gapDensity(law, gap))
  const whole = curve(-beyond, (gap) => gumbelDensity(gap, location, law.scale))
  const over = (points: Point[]) => points.map(({ x, y }) => ({ x, y: top > 0 ? y / top : 0 }))
  const top = [...exact, ...whole].reduce((most, { y }) => Math.max(most, y), 0)
  const tally = simulate(model, LIVE_CYCLES, 1)
  const width = max / BINS
  const bins = Array.from(rebin(tally.gaps, max, BINS), (count, i) => ({
    from: i * width,
    to: (i + 1) * width,
    y: top > 0 ? Math.min(1.25, count / (tally.cycles * width * top)) : 0
  }))
  return {
    max,
    beyond,
    law: over(exact),
    gumbel: over(whole),
    bins,
    mean: law.earlyShare > 0 ? law.meanGapOrZero / law.earlyShare : null,
    low: gapQuantile(law, 0.05),
    high: gapQuantile(law, 0.95),
    missShare: gapCdf(law, 0)
  }
}

const { color } = keyStyle(0)

export function gapPlot({ max, beyond, law, gumbel, bins, mean, low, high, missShare }: GapData): PlotData {
  return {
    label: `How long before expiry the first trigger comes: on average ${
      mean === null ? 'never' : inSeconds(mean)
    }, 5 to 95 percent between ${inSeconds(low ?? 0)} and ${inSeconds(high ?? 0)}; ${asPercent(missShare)} of the cycles miss`,
    height: 150,
    margin: { top: 24, right: 12, bottom: 42, left: 12 },
    x: timeAxis(max, 'time before expiry of the first trigger', beyond),
    y: { domain: [0, 1.08], ticks: [], format: String },
    marks: ({ x, height }) => {
      const expiry = Math.round(x(0))
      return [
        { bars: { bins, fill: color, opacity: 0.3 } },
        { area: { points: gumbel.filter(({ x: gap }) => gap <= 0), fill: 'var(--muted)', opacity: 0.22 } },
        { line: { points: gumbel, stroke: 'var(--muted)', dash: '4 3', width: 1.4 } },
        { line: { points: law, stroke: color, width: 2.2 } },
        mean === null
          ? null
          : { path: { d: `M${x(mean).toFixed(1)},${height + 1}l-4.5,-8h9z`, fill: 'var(--ink)' } },
        { path: { d: `M${expiry},-4V${height}`, stroke: 'var(--ink)', 'stroke-dasharray': '4 3' } },
        words('missed', 0, 10, { fill: 'var(--muted)', weight: 400, halo: false }),
        words(asPercent(missShare), 0, 26, { fill: 'var(--ink)', halo: false })
      ]
    }
  }
}
