/** The dots as numbers: how many stand in which column. */
import { DOTS, type DotColumn, type DotData } from './dot-data'
import type { TableData } from './table-data'
import { inFull, inSeconds } from './words'

/** "5", "250 to 259". */
export const sizesIn = ({ from, to }: DotColumn) =>
  to - from === 1 ? inFull(from, 6) : `${inFull(from, 6)} to ${inFull(to - 1, 6)}`

export function dotTable({ keys }: DotData): TableData {
  return {
    caption: `Dots of ${DOTS}: one dot is one expiry in fifty.`,
    columns: ['Key, and what is counted', 'Value', `Dots of ${DOTS}`],
    rows: keys.flatMap(({ name, sizeColumns, gapColumns, missed }) => [
      ...sizeColumns
        .filter(({ count }) => count > 0)
        .map((column) => [`${name}: rebuilds of one expiry`, sizesIn(column), `${column.count}`]),
      ...gapColumns
        .filter(({ count }) => count > 0)
        .map(({ from, to, count }) => [
          `${name}: first refresh before expiry`,
          `${inSeconds(from)} to ${inSeconds(to)}`,
          `${count}`
        ]),
      ...(missed > 0 ? [[`${name}: first refresh before expiry`, 'missed', `${missed}`]] : [])
    ])
  }
}
