/**
 * A logarithmic scale from one positive number to another: equal steps of position are equal ratios of values. Position
 * 0 is the first number and position 1 the second; positions outside go on in the same way.
 */
import { log, pow } from './fixed-math'

/** The value at a position: from·(to/from)^position. Good to three units in the last place. */
export const valueOnLogScale = (from: number, to: number, position: number) => from * pow(to / from, position)

/**
 * The position of a value above 0: ln(value/from) / ln(to/from).
 * @param to not equal to `from`
 */
export const positionOnLogScale = (from: number, to: number, value: number) =>
  log(value / from) / log(to / from)

/** So many steps of equal ratio from one number to another: `steps` + 1 values, both ends exactly. */
export const logGrid = (from: number, to: number, steps: number): number[] =>
  Array.from({ length: steps + 1 }, (_, i) =>
    i === 0 ? from : i === steps ? to : valueOnLogScale(from, to, i / steps)
  )

/** A point with both coordinates above 0. */
interface LogLinePoint {
  x: number
  y: number
}

/** The height at x of the line through two points that is straight on two logarithmic axes. */
export const heightOnLogLine = (a: LogLinePoint, b: LogLinePoint, x: number) =>
  valueOnLogScale(a.y, b.y, positionOnLogScale(a.x, b.x, x))
