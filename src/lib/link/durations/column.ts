/** Which column of a table holds the durations. */
import { parseQuantity } from '../quantity/parse-quantity'
import type { Column } from './table'
import { unitOfName, wordsOf } from './units'

/** What a column is, by its heading and by what stands in it. */
export type Role =
  /** Durations for certain: the heading or the units in it say so. */
  | 'duration'
  /** Numbers that may be durations. */
  | 'numbers'
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
  /^(?:#|id|ids|i|n|no|nr|num|number|idx|index|row|line|run|seq|iteration|iter|attempt|pid|tid|port|status|code|bytes|size|count|level|user|users|hits|rows|host|shard|version|retries|items|percent|%|score|age)$/

const SECOND = 1e9
/** Points in time since 1970, in s, ms, µs and ns: from 2001 to 2096. */
const isEpoch = (value: number) =>
  [1, 1e3, 1e6, 1e9].some((unit) => value >= SECOND * unit && value < 4 * SECOND * unit)
const IS_DATE =
  /^\d{4}-\d\d?-\d\d?(?:[T ].*)?$|^\d\d?[/.]\d\d?[/.]\d{2,4}\b|^\d{4}\/\d\d?\/\d\d?\b|^(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\s?[ap]m$/i

const numberIn = (cell: string) => Number(cell.replace(',', '.'))

function roleOf({ name, cells }: Column): Role {
  const some = cells.slice(0, 1000)
  const dates = some.filter((cell) => IS_DATE.test(cell)).length
  if (dates * 2 > some.length) return 'time'
  const words = name === null ? [] : wordsOf(name)
  const read = some.map((cell) => parseQuantity(cell, 's'))
  const readable = read.filter((one) => one.ok || one.cure)
  if (readable.length * 2 < some.length || readable.length === 0) return 'words'
  if (read.filter((one) => one.ok && !one.bare && one.value !== 0).length * 2 > readable.length)
    return 'duration'
  if (name !== null && unitOfName(name) !== null && !words.some((word) => TIME_WORDS.test(word)))
    return 'duration'
  const numbers = some.map(numberIn).filter(Number.isFinite)
  if (numbers.length > 0 && numbers.every(isEpoch)) return 'time'
  if (words.some((word) => INDEX_WORDS.test(word))) return 'index'
  if (words.some((word) => TIME_WORDS.test(word))) return 'time'
  if (words.some((word) => DURATION_WORDS.test(word))) return 'duration'
  const counts = numbers.length > 1 && numbers.every((one, i) => i === 0 || one === numbers[i - 1] + 1)
  return counts ? 'index' : 'numbers'
}

type Chosen =
  { kind: 'column'; place: number } | { kind: 'ask'; places: number[] } | { kind: 'none'; roles: Role[] }

/** The column with the durations, or those among which only the reader can choose. */
export function chooseColumn(columns: readonly Column[]): Chosen {
  if (columns.length === 1) {
    const role = roleOf(columns[0])
    // Alone, numbers that count up by one may be durations.
    const unfit = role === 'time' || role === 'words' || (role === 'index' && columns[0].name !== null)
    return unfit ? { kind: 'none', roles: [role] } : { kind: 'column', place: 0 }
  }
  const roles = columns.map(roleOf)
  const placesOf = (role: Role) => roles.flatMap((one, i) => (one === role ? [i] : []))
  const sure = placesOf('duration')
  const places = sure.length > 0 ? sure : placesOf('numbers')
  if (places.length === 0) return { kind: 'none', roles }
  if (places.length === 1) return { kind: 'column', place: places[0] }
  // Beside the time of the processor, that of the wall is how long a rebuild takes.
  const named = (pattern: RegExp) =>
    places.filter((i) => wordsOf(columns[i].name ?? '').some((word) => pattern.test(word)))
  const [wall, ...walls] = named(/^(?:real|wall|elapsed)$/)
  if (
    wall !== undefined &&
    walls.length === 0 &&
    named(/^(?:user|sys|system|cpu)$/).length === places.length - 1
  )
    return { kind: 'column', place: wall }
  return { kind: 'ask', places }
}
