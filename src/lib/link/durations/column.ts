/** Which column of a table holds the durations. */
import { readCell } from './cell'
import type { Column } from './columns'
import { summaryOf } from './summary'
import { isRate, unitOfName, wordsOf } from './units'

/** What a column is, by its heading and by what stands in it. */
export type Role =
  /** Durations for certain: the heading or the units in it say so. */
  | 'duration'
  /** Numbers that may be durations. */
  | 'numbers'
  /** Averages of many durations. */
  | 'average'
  /** Other figures of many durations. */
  | 'summary'
  /** Numbers that count up by one, or that name something. */
  | 'index'
  /** Points in time. */
  | 'time'
  | 'words'

const DURATION_WORDS =
  /^(?:durations?|elapsed|latency|latencies|took|taken|runtime|walltime|wall|real|rebuild|recompute|compute|delta|response|responsetime|time|times|total|cost|ms|msec|millis)$/
const TIME_WORDS =
  /^(?:timestamp|timestamps|ts|date|datetime|epoch|unixtime|start|started|begin|end|ended|finished|created|updated|at)$/
const INDEX_WORDS =
  /^(?:#|id|ids|i|n|no|nr|num|number|idx|index|row|line|run|seq|iteration|iter|attempt|pid|tid|port|status|code|bytes|size|count|level|user|users|hits|rows|host|shard|version|retries|items|percent|%|score|age|share|rps|qps|tps|rpm|hz|iops|ops|requests|reqs|rate|throughput|bandwidth|speed|[kmg]i?b|bits?|temp|temperature)$/

const SECOND = 1e9
/** Points in time since 1970, in s, ms, µs and ns: from 2001 to 2096. */
export const isEpoch = (value: number) =>
  [1, 1e3, 1e6, 1e9].some((unit) => value >= SECOND * unit && value < 4 * SECOND * unit)
const IS_DATE =
  /^\d{4}-\d\d?-\d\d?(?:[T ].*)?$|^\d\d?[/.]\d\d?[/.]\d{2,4}\b|^\d{4}\/\d\d?\/\d\d?\b|^(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\s?[ap]m$/i

const CLOCK = /^(\d{1,2}):[0-5]\d:[0-5]\d(?:[.,]\d+)?$/
/** Whether most cells are times of a clock: beside a date, or from one o’clock on and in order. Shorter ones are durations. */
function isTimeOfDay(cells: string[], besideDates: boolean): boolean {
  const hours = cells.map((cell) => CLOCK.exec(cell)?.[1]).filter((one) => one !== undefined)
  if (hours.length * 2 <= cells.length) return false
  return (
    besideDates ||
    (cells.length > 1 && Number(hours[0]) >= 1 && cells.every((cell, i) => i === 0 || cell >= cells[i - 1]))
  )
}

const numberIn = (cell: string) => Number(cell.replace(',', '.'))
const some = ({ cells }: Column) => cells.slice(0, 1000)
const isDates = (column: Column) =>
  some(column).filter((cell) => IS_DATE.test(cell)).length * 2 > some(column).length

function roleOf(column: Column, columns: readonly Column[]): Role {
  const { name } = column
  const cells = some(column)
  if (isDates(column)) return 'time'
  const words = name === null ? [] : wordsOf(name)
  const named = words.join(' ')
  const isDuration = words.some((word) => DURATION_WORDS.test(word))
  const besideDates = columns.some((other) => other !== column && isDates(other))
  if (isTimeOfDay(cells, besideDates) && (!isDuration || /^times?$/.test(named))) return 'time'
  const read = cells.map((cell) => readCell(cell, 'point'))
  const readable = read.filter((one) => one.ok || one.cure)
  if (readable.length * 2 < cells.length || readable.length === 0) return 'words'
  const isUnit = name !== null && unitOfName(name) !== null
  const besideOthers = columns.some(
    ({ name }) => name !== null && summaryOf(wordsOf(name).join(' '), false) !== null
  )
  const sum = summaryOf(named, besideOthers && !isUnit)
  if (sum !== null) return sum
  if (read.filter((one) => one.ok && !one.bare && one.value !== 0).length * 2 > readable.length)
    return 'duration'
  if (name !== null && (isRate(name) || /[$€£¥°]/.test(name))) return 'index'
  if (isUnit && !words.some((word) => TIME_WORDS.test(word))) return 'duration'
  const numbers = cells.map(numberIn).filter(Number.isFinite)
  if (numbers.length > 0 && numbers.every(isEpoch)) return 'time'
  if (words.some((word) => INDEX_WORDS.test(word))) return 'index'
  if (words.some((word) => TIME_WORDS.test(word))) return 'time'
  if (isDuration) return 'duration'
  const counts = numbers.length > 1 && numbers.every((one, i) => i === 0 || one === numbers[i - 1] + 1)
  return counts ? 'index' : 'numbers'
}

type Chosen =
  | { kind: 'column'; place: number; averages: boolean }
  | { kind: 'ask'; places: number[] }
  | { kind: 'none'; roles: Role[] }

/** The column with the durations, or those among which only the reader can choose. */
export function chooseColumn(columns: readonly Column[]): Chosen {
  const roles = columns.map((column) => roleOf(column, columns))
  const chosen = (place: number): Chosen => ({ kind: 'column', place, averages: roles[place] === 'average' })
  if (columns.length === 1) {
    const [role] = roles
    // Alone, numbers that count up by one may be durations.
    const unfit =
      ['time', 'words', 'summary'].includes(role) || (role === 'index' && columns[0].name !== null)
    return unfit ? { kind: 'none', roles } : chosen(0)
  }
  const placesOf = (...wanted: Role[]) => roles.flatMap((one, i) => (wanted.includes(one) ? [i] : []))
  const places = placesOf(roles.includes('duration') ? 'duration' : 'numbers', 'average')
  if (places.length === 0) return { kind: 'none', roles }
  if (places.length === 1) return chosen(places[0])
  // Beside the time of the processor, that of the wall is how long a rebuild takes.
  const named = (pattern: RegExp) =>
    places.filter((i) => wordsOf(columns[i].name ?? '').some((word) => pattern.test(word)))
  const [wall, ...walls] = named(/^(?:real|wall|elapsed)$/)
  if (
    wall !== undefined &&
    walls.length === 0 &&
    named(/^(?:user|sys|system|cpu)$/).length === places.length - 1
  )
    return chosen(wall)
  return { kind: 'ask', places }
}
