/** The chance that one request triggers, against the time that is left. */
import { curveThrough, placesAround } from '$lib/figure/plot/curve'
import { keyStyle } from '$lib/figure/palette'
import { asPercent, inSeconds } from '$lib/text/words'
import { timeAxis, words, type PlotData } from '../figures/plot'
import { chanceOf } from './laws'

const { color } = keyStyle(1)

/**
 * @param left s to expiry
 * @param scale k = βΔ, s
 */
export function chancePlot(left: number, scale: number): PlotData {
  const max = 1.15 * Math.max(left, 4 * scale)
  const chance = chanceOf(left, scale)
  const points = curveThrough((time) => chanceOf(time, scale), placesAround(scale, scale, 0, max), 1)
  return {
    label: `The chance that one request triggers falls by e for every ${inSeconds(scale)} before expiry; ${inSeconds(left)} before it, it is ${asPercent(chance)}`,
    height: 130,
    margin: { top: 22, right: 18, bottom: 42, left: 42 },
    x: timeAxis(max, 'time before expiry'),
    y: { domain: [0, 1], ticks: [0, 0.5, 1], format: asPercent },
    marks: ({ x, y, width, height }) => {
      const [px, py] = [x(left), y(chance)]
      const toTheRight = px < width / 2
      return [
        { area: { points, fill: color, opacity: 0.14 } },
        { line: { points, stroke: color, width: 2 } },
        { path: { d: `M${px},0V${height}`, stroke: 'var(--ink)', 'stroke-dasharray': '3 3' } },
        { point: { x: px, y: py, r: 4.5, fill: color } },
        words(asPercent(chance), px + (toTheRight ? 9 : -9), Math.max(10, py - 10), {
          anchor: toTheRight ? 'start' : 'end',
          weight: 650,
          halo: false
        })
      ]
    }
  }
}
