/** Columns of equal width in which dots are stacked. Their ends are few and round: an axis seldom moves. */

export interface Columns {
  /** Where the first one begins. */
  from: number
  /** How wide each one is. */
  step: number
  count: number
}

/** The column in which a value stands; what lies outside stands at the edge. */
export const columnOf = ({ from, step, count }: Columns, value: number) =>
  Math.min(count - 1, Math.max(0, Math.floor((value - from) / step + 1e-9)))

/** How many of the values stand in each column. */
export function tally(columns: Columns, values: number[]): number[] {
  const counts = new Array<number>(columns.count).fill(0)
  for (const value of values) counts[columnOf(columns, value)]++
  return counts
}

/** Up to so many rebuilds, each number of them has a column of its own. */
const EACH = 16
const COUNTS = [6, 8, 10, 12, 16]

/**
 * For counts from 1: a column to each number while they are few, else columns of 2, 5, 10, 20 and so on from 0.
 * @param most the largest count to be shown
 */
export function countColumns(most: number): Columns {
  if (most <= EACH) return { from: 0.5, step: 1, count: COUNTS.find((count) => count >= most)! }
  for (let power = 1; ; power *= 10)
    for (const step of [2 * power, 5 * power, 10 * power])
      // The last column ends below its end: 32 stands in the one that begins there.
      if (most < EACH * step) return { from: 0, step, count: COUNTS.find((count) => most < count * step)! }
}

const TIME_COLUMNS = 20
const ENDS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10]

/**
 * For times before expiry, s.
 * @param most the longest to be shown, above 0
 */
export function timeColumns(most: number): Columns {
  const power = 10 ** Math.floor(Math.log10(most))
  const end = power * (ENDS.find((end) => end * power >= most * 0.999) ?? 10)
  return { from: 0, step: end / TIME_COLUMNS, count: TIME_COLUMNS }
}
