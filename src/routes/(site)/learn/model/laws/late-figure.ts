/** Late refreshes against the requests that come during a rebuild, at several β. */
import type { Point } from '$lib/chart/marks/Line.svelte'
import { keyStyle } from '$lib/figure/palette'
import { asPercent, inFull } from '$lib/text/words'
import { firstTrigger, logGrid } from '#core'
import { fewestRequests, leastBeta } from './laws'
import { keyWith } from '../figures/keys'
import { clamp, heatAxis, words, type PlotData } from '../figures/plot'

/** rΔ, from where nearly all refreshes are late to where none is. */
export const HEATS: [number, number] = [0.01, 1000]
/** The late share that the reader allows. */
export const ALLOWED = 0.001

interface LateData {
  /** The curve of the chosen β. */
  chosen: Point[]
  lateShare: number
  /** The smallest β that keeps this key's late share at ALLOWED; null when none does. */
  least: number | null
  /** Requests in a lifetime less a rebuild, and the fewest for which some β suffices. */
  requests: number
  fewest: number
}

const lateAt = (beta: number, heat: number) => firstTrigger(keyWith(beta, heat)).lateShare
const curve = (beta: number) => logGrid(...HEATS, 100).map((x) => ({ x, y: lateAt(beta, x) }))

/** The curves for comparison are the same at every position of the sliders. */
export const LATE_CURVES = [0.5, 1, 2, 4].map((beta) => ({ beta, points: curve(beta) }))

export function lateData(beta: number, heat: number): LateData {
  const key = keyWith(beta, heat)
  return {
    chosen: curve(beta),
    lateShare: lateAt(beta, heat),
    least: leastBeta(key, ALLOWED),
    requests: key.rate * (key.ttl - key.delta),
    fewest: fewestRequests(ALLOWED)
  }
}

const { color } = keyStyle(1)
const names = { fill: 'var(--muted)', weight: 400 }

export function latePlot({ chosen, lateShare }: LateData, beta: number, heat: number): PlotData {
  return {
    label: `Late refreshes fall from 100 percent to none as the requests in a rebuild time rise from a hundredth to a thousand; at ${inFull(heat)} requests a rebuild and β = ${inFull(beta)} they are ${asPercent(lateShare)}`,
    height: 170,
    margin: { top: 20, right: 16, bottom: 42, left: 46 },
    x: heatAxis(HEATS),
    y: { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], format: asPercent },
    marks: ({ x, y, width, height }) => {
      const [px, py] = [x(heat), y(lateShare)]
      const toTheLeft = px > 0.7 * width
      /** Each curve is named at a height of its own, where it falls through it. */
      const nameOf = ({ beta: other, points }: (typeof LATE_CURVES)[number], i: number) => {
        const share = 0.78 - 0.17 * i
        const point = points.find(({ y }) => y < share) ?? points[points.length - 1]
        return other === beta
          ? null
          : words(String(other), Math.round(x(point.x)) + 3, Math.round(y(share)), names)
      }
      return [
        ...LATE_CURVES.map(({ points }) => ({ line: { points, stroke: 'var(--muted)', width: 1.1 } })),
        { line: { points: chosen, stroke: color, width: 2.4 } },
        ...LATE_CURVES.map(nameOf),
        { path: { d: `M${px},${py}V${height}`, stroke: 'var(--muted)', 'stroke-dasharray': '3 3' } },
        { point: { x: px, y: py, r: 4.5, fill: color } },
        words(
          `β = ${inFull(beta)}: ${asPercent(lateShare)} late`,
          px + (toTheLeft ? -9 : 9),
          clamp(py - 9, 12, height - 8),
          { anchor: toTheLeft ? 'end' : 'start', fill: color }
        )
      ]
    }
  }
}
