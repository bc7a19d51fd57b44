/** What the dots say, in words: they are counted, and so the words cannot say anything else. */
import type { TableData } from '../table-data'
import { inFull, inSeconds, list } from '../words'
import type { Columns } from './columns'
import { gapPiles, sizePiles, type DotData, type DotRow, type Pile } from './dot-data'
import { DOTS } from './quantiles'

const SMALL: Record<number, string> = { 2: 'two', 3: 'three', 5: 'five', 10: 'ten' }
const isKnown = ({ sizes }: DotRow) => sizes.length > 0
const starts = (count: number) => (count === 1 || count === 0 ? 'starts' : 'start')
const inFifty = (count: number) => (count === 0 ? `none in ${DOTS}` : `${count} in ${DOTS}`)

/** "8 in 50 start 5 or more", beside the dots. */
export function sizeLabel(row: DotRow): string {
  if (!isKnown(row)) return 'not simulated yet'
  const { reaching, atLeast } = row
  return reaching === 0
    ? `none in ${DOTS} starts a second one`
    : `${inFifty(reaching)} ${starts(reaching)} ${inFull(atLeast)} or more`
}

/** "48 in 50 too late, 39 of them missed", beside the dots. */
export function gapLabel(row: DotRow): string {
  if (!isKnown(row)) return 'not simulated yet'
  const { late, missed } = row
  const of = missed === 0 ? '' : missed === late ? ': missed' : `, ${missed} missed`
  return `${inFifty(late)} too late${of}`
}

function told({ name, reaching, atLeast, late, missed }: DotRow, first: boolean): string {
  const of = first ? `expiries of ${name}` : `of ${name}`
  const size =
    reaching === 0
      ? `none in ${DOTS} ${of} starts a second rebuild`
      : `${inFifty(reaching)} ${of} ${starts(reaching)} ${SMALL[atLeast] ?? inFull(atLeast)} or more rebuilds`
  const lateness = late === 0 ? 'none is' : late === DOTS ? 'all are' : late === 1 ? '1 is' : `${late} are`
  const misses = missed === 0 ? '' : missed === late ? ', after a miss' : `, ${missed} of them after a miss`
  return `${size}, and ${lateness} refreshed too late${misses}`
}

/** One sentence with a clause to each key. */
export function dotFinding({ rows }: DotData): string {
  const known = rows.filter(isKnown)
  if (known.length === 0) return ''
  const said = known.map((row, i) => told(row, i === 0)).join('; ')
  return `${said[0].toUpperCase()}${said.slice(1)}.`
}

/** For those who do not see the picture of the rebuilds. */
export const sizesHeard = ({ rows }: DotData) =>
  `Fifty dots to each key, one to each in fifty expiries, by the rebuilds that it starts. ${rows
    .map((row) =>
      isKnown(row)
        ? `${row.name}: ${sizeLabel(row)}; half of them at most ${inFull(row.sizes[DOTS / 2 - 1])}, the most ${inFull(row.sizes.at(-1)!)}`
        : `${row.name}: not simulated yet`
    )
    .join('. ')}.`

/** The same of the time before expiry. */
export const gapsHeard = ({ rows }: DotData) =>
  `Fifty dots to each key, by how long before expiry the first rebuild starts. ${rows
    .map((row) => {
      const { gaps, name } = row
      if (!isKnown(row)) return `${name}: not simulated yet`
      const range =
        gaps.length > 0
          ? `; from ${inSeconds(gaps.at(-1)!, 2)} to ${inSeconds(gaps[0], 2)} before expiry`
          : ''
      return `${name}: ${gapLabel(row)}${range}`
    })
    .join('. ')}.`

const countName = ({ from, step }: Columns, column: number) => {
  if (step === 1) return column === 0 ? '1 rebuild' : `${column + 1} rebuilds`
  const low = Math.max(1, from + column * step)
  return `${inFull(low)} to ${inFull(from + (column + 1) * step - 1)} rebuilds`
}
const timeName = ({ step }: Columns, column: number) =>
  `${inSeconds(column * step)} to ${inSeconds((column + 1) * step)} before expiry`

/** How many dots stand in each column, for every key. */
export function dotTable(data: DotData): TableData {
  const { rows, sizeColumns, gapColumns } = data
  const section = (columns: Columns, piles: Pile[][], name: (columns: Columns, column: number) => string) =>
    Array.from({ length: columns.count }, (_, column) => {
      const counts = piles.map((own) => own.find((pile) => pile.column === column))
      return counts.some((pile) => pile)
        ? [[name(columns, column), ...counts.map((pile) => `${pile ? pile.plain + pile.counted : 0}`)]]
        : []
    }).flat()
  return {
    caption: `How many in fifty expiries of ${list(rows.map(({ name }) => name))} start so many rebuilds, and how long before expiry the first of them starts`,
    columns: ['', ...rows.map(({ name }) => name)],
    rows: [
      ...section(sizeColumns, sizePiles(data), countName),
      ...(rows.some(({ missed }) => missed > 0)
        ? [['missed: not before expiry', ...rows.map(({ missed }) => `${missed}`)]]
        : []),
      ...section(gapColumns, gapPiles(data), timeName)
    ]
  }
}
