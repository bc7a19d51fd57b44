/** What the dots say, in words: they are counted, and so the words cannot say anything else. */
import type { TableData } from '$lib/chart/frame/DataTable.svelte'
import { inFull, inOneUnit, list } from '$lib/text/words'
import { countOf, type Columns } from './columns'
import { gapPiles, sizePiles, type DotData, type DotRow, type Pile } from './dot-data'
import { DOTS } from './quantiles'

const SMALL: Record<number, string> = { 2: 'two', 3: 'three', 5: 'five', 10: 'ten' }
const isKnown = ({ sizes }: DotRow) => sizes.length > 0
const starts = (count: number) => (count <= 1 ? 'starts' : 'start')
const inFifty = (count: number) =>
  count === DOTS ? `all ${DOTS}` : `${count === 0 ? 'none' : count} in ${DOTS}`

/** "8 in 50 start 5 or more", beside the dots. */
export function sizeLabel(row: DotRow): string {
  if (!isKnown(row)) return 'not simulated yet'
  const { reaching, atLeast } = row
  if (reaching === 0) return `none in ${DOTS} starts a second one`
  return `${inFifty(reaching)} ${starts(reaching)} ${inFull(atLeast)} or more`
}

/** "48 in 50 too late, 44 missed", beside the dots. */
export function gapLabel(row: DotRow): string {
  if (!isKnown(row)) return 'not simulated yet'
  const { late, missed } = row
  // Stale values bridge a miss.
  if (late < missed) return `${inFifty(late)} too late, ${missed} missed`
  if (missed === DOTS) return `all ${DOTS} missed`
  const of = missed === 0 ? '' : `, ${missed === late ? 'all' : missed} missed`
  return `${inFifty(late)} too late${of}`
}

/** What is shaded, for the legend; '' where stale values bridge every rebuild. */
export function shadeWords({ rows }: DotData): string {
  if (rows.every(({ needed }) => needed === 0)) return ''
  return rows.every(({ needed, delta }) => needed === delta)
    ? 'too late: less than a rebuild before expiry'
    : 'too late: the rebuild outlasts the stale value'
}

/** The names of keys that share the same words, in their order. */
function together(rows: DotRow[], say: (row: DotRow) => string): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const row of rows) groups.set(say(row), [...(groups.get(say(row)) ?? []), row.name])
  return [...groups]
}

function sizeWords({ reaching, atLeast }: DotRow): string {
  if (reaching === 0) return 'starts a second rebuild'
  return `${starts(reaching)} ${SMALL[atLeast] ?? inFull(atLeast)} or more rebuilds`
}

function missedWords({ late, missed }: DotRow): string {
  if (missed === 0 || missed >= late) return ''
  return ` (${missed} of them after a miss)`
}

/** How many expiries start many rebuilds, and how many are refreshed too late. */
export function dotFinding({ rows }: DotData): string {
  const known = rows.filter(isKnown)
  if (known.length === 0) return ''
  const sizes = together(known, (row) => `${inFifty(row.reaching)}|${sizeWords(row)}`).map(
    ([words, names], i) => {
      const [count, does] = words.split('|')
      const each = names.length > 1 ? ' each' : ''
      return `${count}${i === 0 ? ' expiries' : ''} of ${list(names)}${each} ${does}`
    }
  )
  const late = together(known, (row) => `${inFifty(row.late)}|${missedWords(row)}`).map(([words, names]) => {
    const [count, misses] = words.split('|')
    return `${count} of ${list(names)}${misses}`
  })
  const all = sizes.join('; ')
  return `${all[0].toUpperCase()}${all.slice(1)}. Refreshed too late: ${late.join('; ')}.`
}

/** The dots of the rebuilds, for screen readers. */
export const sizesSpoken = ({ rows }: DotData) =>
  `Fifty dots for each key. Each is one expiry, placed by the rebuilds that it starts. ${rows
    .map((row) =>
      isKnown(row)
        ? `The ${row.name} key: ${sizeLabel(row)}. Half start at most ${inFull(row.sizes[DOTS / 2 - 1])}; the most is ${inFull(row.sizes.at(-1)!)}`
        : `The ${row.name} key: not simulated yet`
    )
    .join('. ')}.`

/** The dots of the time before expiry, for screen readers. */
export function gapsSpoken({ rows }: DotData): string {
  const time = inOneUnit(rows.flatMap(({ gaps }) => (gaps.length > 0 ? [gaps.at(-1)!, gaps[0]] : [])))
  return `Fifty dots for each key. Each is one expiry, placed by how long before it the first rebuild starts. ${rows
    .map((row) => {
      const { gaps, name } = row
      if (!isKnown(row)) return `The ${name} key: not simulated yet`
      const ends = gaps.length > 0 ? [gaps.at(-1)!, gaps[0]].map((gap) => time(gap, 2)) : []
      const range = gaps.length > 0 ? `. They start ${[...new Set(ends)].join(' to ')} before expiry` : ''
      return `The ${name} key: ${gapLabel(row)}${range}`
    })
    .join('. ')}.`
}

const countName = ({ edges }: Columns, column: number) => {
  const low = Math.max(1, Math.ceil(edges[column]))
  const high = Math.floor(edges[column + 1])
  if (low < high) return `${inFull(low, 6)} to ${inFull(high, 6)} rebuilds`
  return low === 1 ? '1 rebuild' : `${low} rebuilds`
}
function timeName({ edges }: Columns, column: number): string {
  const ends = [edges[column], edges[column + 1]]
  const time = inOneUnit(ends)
  return `${ends.map((end) => time(end, 4)).join(' to ')} before expiry`
}

/** The number of dots in each column, for every key. */
export function dotTable(data: DotData): TableData {
  const { rows, sizeColumns, gapColumns } = data
  const section = (columns: Columns, piles: Pile[][], name: (columns: Columns, column: number) => string) =>
    Array.from({ length: countOf(columns) }, (_, column) => {
      const counts = piles.map((own) => own.find((pile) => pile.column === column))
      return counts.some((pile) => pile)
        ? [[name(columns, column), ...counts.map((pile) => `${pile ? pile.plain + pile.counted : 0}`)]]
        : []
    }).flat()
  return {
    caption: `How many in fifty expiries of ${list(rows.map(({ name }) => name))} start so many rebuilds, and how long before expiry the first of them starts`,
    columns: ['in fifty expiries', ...rows.map(({ name }) => name)],
    rows: [
      ...section(sizeColumns, sizePiles(data), countName),
      ...(rows.some(({ missed }) => missed > 0)
        ? [['missed: not before expiry', ...rows.map(({ missed }) => `${missed}`)]]
        : []),
      ...section(gapColumns, gapPiles(data), timeName)
    ]
  }
}
