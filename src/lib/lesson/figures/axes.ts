/** The axes on which a learner places a guess: seconds to expiry, and rebuilds on a logarithmic scale. */
import { type FirstTrigger, decadeOf, gapQuantile, log10, powerOfTen } from '#core'
import { scaleLinear } from 'd3-scale'
import { tickStep } from 'd3-array'
import { logStops } from '$lib/figure/log-stops'

/** The axis is this many times as long as the longest window, so that its end does not reveal the answer. */
const ROOM = 1.5
const STOPS = 250

/** The line that joins where a cycle refreshes at both β. */
export const JOINED = { width: 1.4, opacity: 1 }

/** The longest time to expiry to show, s. */
export function reachOf(laws: FirstTrigger[], delta: number, ttl: number): number {
  const longest = Math.max(2 * delta, ...laws.map((law) => gapQuantile(law, 0.995) ?? 0))
  return Math.min(
    ttl,
    scaleLinear([0, ROOM * longest], [0, 1])
      .nice(4)
      .domain()[1]
  )
}

/** Stops of a slider from 0 to `max`, at round values. */
export function linearStops(max: number) {
  const step = tickStep(0, max, STOPS)
  const stops = Math.floor(max / step + 1e-9)
  return {
    stops,
    at: (stop: number) => Number((stop * step).toPrecision(6)),
    stopOf: (value: number) => Math.min(stops, Math.round(value / step))
  }
}

/** Powers of ten around these values, with room on both sides. Values of 0 do not count. */
export function decades(values: number[]): [number, number] {
  const positive = values.filter((value) => value > 0)
  if (positive.length === 0) return [0.1, 10]
  const low = decadeOf(Math.min(...positive) / 2)
  const high = Math.ceil(log10(Math.max(...positive) * 2))
  return [powerOfTen(low), powerOfTen(Math.max(high, low + 2))]
}

/** Stops of a slider over powers of ten, at values of two digits. */
export const logarithmicStops = ([low, high]: [number, number]) =>
  logStops([low, high], Math.round(25 * log10(high / low)), 2)
