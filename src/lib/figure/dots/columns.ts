/** Columns of equal width in which dots are stacked. An axis ends at one of a few values, so that it seldom moves. */
import { fromTopBits, log10, topBits } from '#core'

/** Column i holds the values from edges[i] on and below edges[i + 1]. */
export interface Columns {
  edges: number[]
}
interface CountColumns extends Columns {
  /** Which values to name on the axis. */
  ticks: number[]
}

export const countOf = ({ edges }: Columns) => edges.length - 1

/** The column of a value. A value outside all columns is in the first or last one. */
export function columnOf({ edges }: Columns, value: number): number {
  // A quantile that should lie on an edge may miss it by a rounding.
  const beyond = edges.findIndex((edge) => edge > value * (1 + 1e-9))
  return beyond === -1 ? edges.length - 2 : Math.max(0, beyond - 1)
}

const range = (count: number, of: (i: number) => number) => Array.from({ length: count }, (_, i) => of(i))

/** Half below a whole number: a column of 20 to 39 begins at 19.5. */
const below = (count: number) => count - 0.5

/** Up to so many rebuilds, each number has its own column. */
const EACH = 16
const COUNTS = [6, 8, 10, 12, 16]
/** Where one key has so many times more rebuilds than another, columns get wider from left to right. */
const APART = 8

/**
 * For whole numbers from 1: a column for each while they are few, else columns of 2, 5, 10, 20 and so on. Where all
 * dots of one key would be in the first column, columns get wider from left to right.
 * @param largest the largest number of each key
 */
export function countColumns(largest: number[]): CountColumns {
  const most = Math.max(1, ...largest)
  if (most <= EACH) {
    const count = COUNTS.find((count) => count >= most)!
    return { edges: range(count + 1, (i) => below(i + 1)), ticks: range(count, (i) => i + 1) }
  }
  if (Math.min(...largest) * APART < most) return wideningColumns(most)
  for (let power = 1; ; power *= 10)
    for (const step of [2 * power, 5 * power, 10 * power]) {
      const count = COUNTS.find((count) => most < count * step)
      if (count !== undefined)
        return {
          edges: range(count + 1, (i) => below(i * step)),
          ticks: range(count / 2 + 1, (i) => 2 * i * step)
        }
    }
}

const FINE = { first: [1, 2, 3, 4, 5, 7], decade: [1, 1.5, 2, 3, 5, 7] }
const COARSE = { first: [1, 2, 3, 5], decade: [1, 2, 3, 5] }
/** Beyond it fine columns would be too narrow for dots that can be counted. */
const FINE_END = 1000

/** The last one ends at 20, 50, 100 and so on. Every number of `roundCounts` begins a column. */
function wideningColumns(most: number): CountColumns {
  const { first, decade } = most < FINE_END ? FINE : COARSE
  const edges = first.map(below)
  const ticks = [1, 2, 5]
  for (let power = 10; ; power *= 10)
    for (const start of decade) {
      edges.push(below(start * power))
      if (![1, 2, 5].includes(start)) continue
      ticks.push(start * power)
      if (start * power > Math.max(most, EACH))
        return {
          edges,
          ticks: most < FINE_END ? ticks : ticks.filter((tick) => Number.isInteger(log10(tick)))
        }
    }
}

const TIME_COUNTS = [16, 20, 24]

/**
 * For times before expiry, s. A rebuild time is a whole number of columns, or a column a whole number of rebuild times,
 * so that few columns mix rebuilds that start too late with others.
 * @param most the longest to be shown
 * @param delta the rebuild time, s, above 0
 */
export function timeColumns(most: number, delta: number): Columns {
  // The power of two at or below that: a double without its fraction.
  let step = fromTopBits(topBits(most / delta / 64) & 0x7ff00000) * delta
  while (most > TIME_COUNTS.at(-1)! * step) step *= 2
  const count = TIME_COUNTS.find((count) => most <= count * step)!
  return { edges: range(count + 1, (i) => i * step) }
}
