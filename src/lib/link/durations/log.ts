/** The output of `time`, and lines of a log, as columns. */
import { parseQuantity } from '../quantity/parse-quantity'
import { SHORT_UNITS } from '../quantity/units'
import { NamedColumns, type PastedTable } from './columns'

/** At least half of some lines. */
const half = (lines: string[], test: (line: string) => boolean) =>
  lines.filter(test).length * 2 >= lines.length
export const most = (lines: string[], test: (line: string) => boolean) =>
  lines.filter(test).length * 2 > lines.length

/** One duration with blanks in it. Without a unit, blanks stand between numbers. */
export const isWhole = (line: string) => /[a-z]/i.test(line) && parseQuantity(line, 's').ok

/** What `time` says: of bash, POSIX, zsh and GNU. Waiting counts as well as work, so it is the wall clock that is read. */
const REAL = [
  /^real\s+(\S+)$/i,
  /\bcpu\s+([\d:.,]+)\s+total$/,
  /\s([\d:.,]+)\s*elapsed\b/,
  /^Elapsed \(wall clock\) time.*:\s+([\d:.,]+)$/
]
const OTHER_TIMES = /^(?:user|sys)\b|maxresident|pagefaults|^[A-Z][\w\s()/]*: /

export function timeTable(lines: string[]): PastedTable | null {
  const read = lines.map((line) =>
    REAL.map((pattern) => pattern.exec(line)?.[1]).find((one) => one !== undefined)
  )
  const cells = read.filter((one) => one !== undefined)
  if (cells.length === 0) return null
  const skipped = lines.filter((line, i) => read[i] === undefined && !OTHER_TIMES.test(line))
  return { columns: [{ name: null, cells: cells.map(wallClock) }], skipped, kind: 'the real time of time' }
}

/** `1:02.5` is minutes and seconds here, and a bare number seconds. */
function wallClock(cell: string): string {
  const parts = cell.replace(',', '.').split(':')
  if (parts.length === 3) return `${parts[0]}h${parts[1]}m${parts[2]}s`
  if (parts.length === 2) return `${parts[0]}m${parts[1]}s`
  return /[a-z]$/.test(cell) ? parts[0] : `${parts[0]}s`
}

const UNIT = `(?:${SHORT_UNITS.join('|')})`
const PAIR = new RegExp(
  String.raw`([\p{L}_@][\p{L}\d_.@-]*)\s?=\s?(?:"([^"]*)"|(\d[\d.,]*\s${UNIT}(?!\S)|[^\s,;"]+))`,
  'gu'
)
/** A name of up to five words, a colon and a number. */
const WORD = String.raw`[\p{L}_@][\p{L}\d_.@-]{0,40}`
const NAMED = String.raw`(${WORD}(?:\s${WORD}){0,4}(?:\s?[[(][^\])\d]{0,20}[\])])?)\s{0,30}:\s+`
const NUMBERED = new RegExp(
  String.raw`(?<![\p{L}\d_])${NAMED}"?(\d[\d.,:]*(?:\s?${UNIT}(?![\p{L}\d/]))?)(?![\p{L}\d])`,
  'gu'
)
const BEGINS_NAMED = new RegExp(`^${NAMED}`, 'u')
const DURATION = new RegExp(
  String.raw`(?<![\w.,:-])(?:\d{1,4}\s?(?:h|hours?|m|min|minutes?)\s?){0,2}\d+(?:[.,]\d+)*\s?${UNIT}(?!\w|/(?!op|iter|req|call))`,
  'g'
)
const durationsIn = (line: string): string[] => line.match(DURATION) ?? []

/** Lines of a log: `level=info took=198ms`, `Duration: 198 ms`, or with one duration in each, `rebuilt in 198 ms`. */
export function logTable(lines: string[]): PastedTable | null {
  if (most(lines, (line) => /\p{L}\s?=\s?\S/u.test(line))) return pairsTable(lines, PAIR)
  const pairs = (line: string) => [...line.matchAll(NUMBERED)]
  const isNamed = (line: string) => {
    if (!BEGINS_NAMED.test(line)) return false
    const values = pairs(line).map(([, , value = '']) => value)
    return values.length > 0 && durationsIn(line).every((one) => values.some((value) => value.includes(one)))
  }
  if (most(lines, isNamed)) return pairsTable(lines, NUMBERED)
  const found = lines.map(durationsIn)
  const worded = (line: string) => /\p{L}{3,}.*\d/u.test(line) && !/[\t;|]/.test(line)
  const withOne = lines.filter((_, i) => found[i].length === 1)
  if (
    withOne.length === 0 ||
    !most(withOne, worded) ||
    withOne.length * 2 < lines.length ||
    // A line that is a duration has no words besides; this takes longest.
    half(lines, isWhole)
  )
    return null
  return {
    columns: [{ name: null, cells: found.filter((all) => all.length === 1).map(([cell]) => cell) }],
    skipped: lines.filter((_, i) => found[i].length !== 1),
    kind: 'the one duration in each line'
  }
}

function pairsTable(lines: string[], pair: RegExp): PastedTable {
  const columns = new NamedColumns()
  const skipped: string[] = []
  for (const line of lines) {
    const pairs = [...line.matchAll(pair)]
    if (pairs.length === 0) skipped.push(line)
    for (const [, name, quoted, plain] of pairs) columns.push(name, quoted ?? plain)
  }
  return { columns: columns.columns, skipped }
}
