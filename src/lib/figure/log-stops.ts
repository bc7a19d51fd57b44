/** The whole stops of a slider over a range by equal factors: as far from 1 to 10 as from 10 to 100. */
import { positionOnLogScale, valueOnLogScale } from '#core'

interface Stops {
  /** The last stop; the first is 0. */
  stops: number
  at: (stop: number) => number
  /** The stop nearest to a value; an end for a value beyond it. */
  stopOf: (value: number) => number
}

/** @param digits that a value is rounded to, so that it stays short; all of them without it */
export function logStops([low, high]: [number, number], stops: number, digits?: number): Stops {
  const value = (stop: number) =>
    stop <= 0 ? low : stop >= stops ? high : valueOnLogScale(low, high, stop / stops)
  return {
    stops,
    at: (stop) => (digits === undefined ? value(stop) : Number(value(stop).toPrecision(digits))),
    stopOf: (value) =>
      value <= 0 ? 0 : Math.round(stops * Math.min(1, Math.max(0, positionOnLogScale(low, high, value))))
  }
}
