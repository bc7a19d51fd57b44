/** The chance that one request triggers, against the time that is left. */
import { keyStyle } from '$lib/figure/palette'
import { asPercent, inSeconds } from '$lib/text/words'
import { roundTicks, type PlotData } from '../figures/plot'
import { chanceOf } from './laws'

const { color } = keyStyle(1)
const POINTS = 120

/**
 * @param left s to expiry
 * @param scale k = βΔ, s
 */
export function chancePlot(left: number, scale: number): PlotData {
  const max = 1.15 * Math.max(left, 4 * scale)
  const chance = chanceOf(left, scale)
  const points = Array.from({ length: POINTS + 1 }, (_, i) => {
    const x = (max * i) / POINTS
    return { x, y: chanceOf(x, scale) }
  })
  return {
    label: `The chance that one request triggers falls by e for every ${inSeconds(scale)} before expiry; ${inSeconds(left)} before it, it is ${asPercent(chance)}`,
    height: 130,
    margin: { top: 22, right: 18, bottom: 42, left: 42 },
    x: {
      domain: [max, 0],
      ticks: roundTicks([max, 0], 4, 7),
      format: (value) => inSeconds(value),
      title: 'time left to expiry; expiry is at the right'
    },
    y: { domain: [0, 1], ticks: [0, 0.5, 1], format: asPercent },
    marks: ({ x, y, width, height }) => {
      const [px, py] = [x(left), y(chance)]
      const toTheRight = px < width / 2
      return [
        { area: { points, fill: color, opacity: 0.14 } },
        { line: { points, stroke: color, width: 2 } },
        { path: { d: `M${px},0V${height}`, stroke: 'var(--ink)', 'stroke-dasharray': '3 3' } },
        { point: { x: px, y: py, r: 4.5, fill: color } },
        {
          words: {
            text: asPercent(chance),
            x: px + (toTheRight ? 9 : -9),
            y: Math.max(10, py - 10),
            anchor: toTheRight ? 'start' : 'end',
            weight: 650,
            halo: false
          }
        }
      ]
    }
  }
}
