/**
 * Durations as people paste them: a list, a column of a table, JSON, a log, the output of `time`. What is not certain
 * is asked about, and what makes no sense is refused; nothing is guessed.
 */
import { PARAMETERS } from '#core'
import { echo } from '../echo'
import type { Parsed } from '../quantity/parse-quantity'
import { readableQuantity } from '../quantity/readable-quantity'
import { readCell } from './cell'
import { chooseColumn, type Role } from './column'
import type { PastedTable } from './columns'
import { decimalsOf } from './decimals'
import { readTable, type Comma } from './table'
import { BARE_UNITS, inUnit, unitOfName, type BareUnit } from './units'

/** More than this is not read: no fit gets better by it, and the work stays bounded. */
export const MOST_CHARACTERS = 2_000_000
export const MOST_DURATIONS = 100_000

/** In place of a column: the numbers of all of them. */
const ALL = -1

/** What the reader has said about the text so far. */
export interface Answers {
  /** Of numbers without a unit. */
  unit?: BareUnit
  /** The place of a column, from 0; −1 is all of them. */
  column?: number
  comma?: Comma | 'thousands'
}

interface Durations {
  kind: 'read'
  /** Seconds, all within the limits of a rebuild time. */
  seconds: number[]
  /** How the text was understood: "4 durations in milliseconds, from column latency_ms; 1 skipped: timeout". */
  says: string
}

interface Question<Key extends keyof Answers = keyof Answers> {
  kind: 'question'
  about: Key
  /** Without its question mark. */
  asks: string
  choices: { value: NonNullable<Answers[Key]>; label: string }[]
}

/** `reason` is a sentence without its full stop: what is wrong, and the cure. */
type DurationsReading = Durations | Question | { kind: 'refused'; reason: string }

const refused = (reason: string): DurationsReading => ({ kind: 'refused', reason })
const quoted = (text: string) => `“${echo(text)}”`

/** Reads a pasted text. Never throws; the work is bounded. */
export function readDurations(whole: string, answers: Answers = {}): DurationsReading {
  const cut = whole.length > MOST_CHARACTERS
  // The last line of a text that was cut may be half a number.
  const text = cut ? whole.slice(0, whole.lastIndexOf('\n', MOST_CHARACTERS) + 1) : whole
  const { comma } = answers
  const table = readTable(text, comma === 'thousands' ? 'decimal' : (comma ?? null))
  if (table === null) return askComma(/\d+,\d+/.exec(text)?.[0] ?? '', true)
  const { columns } = table
  const all = { name: null, cells: columns.flatMap(({ cells }) => cells) }
  if (answers.column === ALL) return readColumn({ ...table, columns: [all] }, 0, answers, cut)
  if (columns.every(({ cells }) => cells.length === 0) && table.summed?.length)
    return refused(whySummary(table.summed[0]))
  if (columns.every(({ cells }) => cells.length === 0))
    return refused('There is no number in it; paste durations such as 198 ms')
  const chosen = chooseColumn(columns)
  if (answers.column !== undefined && columns[answers.column])
    return readColumn(table, answers.column, answers, cut)
  if (chosen.kind === 'column') return readColumn(table, chosen.place, answers, cut, chosen.averages)
  if (chosen.kind === 'none') return refused(whyNone(table, chosen.roles))
  const { places } = chosen
  return {
    kind: 'question',
    about: 'column',
    asks: 'Which column holds the rebuild times',
    choices: [
      ...places.slice(0, 12).map((value) => ({ value, label: titleOf(table, value) })),
      ...(places.length === columns.length && columns.every(({ name }) => name === null)
        ? [{ value: ALL, label: 'all of them' }]
        : [])
    ]
  }
}

const titleOf = ({ columns }: PastedTable, place: number) => {
  const { name, cells } = columns[place]
  return name === null || name === ''
    ? `column ${place + 1}: ${cells.slice(0, 3).map(echo).join(', ')} …`
    : echo(name)
}

/** @param between whether the comma may stand between two numbers of a line */
function askComma(example: string, between: boolean): Question<'comma'> {
  const sign = example.includes(',') ? ',' : '.'
  const [first, second = ''] = example.split(sign)
  const [digits] = /^\d*/.exec(second)!
  return {
    kind: 'question',
    about: 'comma',
    asks: `What is the ${sign === ',' ? 'comma' : 'point'} in ${echo(example)}`,
    choices: [
      { value: 'decimal', label: `decimal: ${echo(`${first}.${digits}`)}` },
      ...(between
        ? [{ value: 'separator' as const, label: `between two numbers: ${echo(first)} and ${echo(digits)}` }]
        : []),
      ...(/^[1-9]\d{0,2}$/.test(first) && digits.length === 3
        ? [{ value: 'thousands' as const, label: `thousands: ${first}${digits}` }]
        : [])
    ]
  }
}

const whySummary = (example: string) =>
  `${quoted(example)} sums up many rebuilds. Paste how long each took, or write two quantiles under “p50, p99”`

function whyNone({ columns }: PastedTable, roles: Role[]): string {
  const meanings: Record<Role, string> = {
    time: 'holds points in time',
    index: 'counts or names something',
    words: 'holds no durations',
    summary: 'sums up many rebuilds',
    average: '',
    numbers: '',
    duration: ''
  }
  const list = roles
    .slice(0, 4)
    .map(
      (role, i) =>
        `${columns[i].name ? quoted(columns[i].name) : columns.length > 1 ? `column ${i + 1}` : 'it'} ${meanings[role]}`
    )
  const quantiles = roles.includes('summary') ? ', or write two quantiles under “p50, p99”' : ''
  return `No durations were found: ${list.join(', ')}. Paste how long each rebuild took, such as 198 ms${quantiles}`
}

function readColumn(
  table: PastedTable,
  place: number,
  answers: Answers,
  cut: boolean,
  averages = false
): DurationsReading {
  const { name, cells: all } = table.columns[place]
  const cells = all.slice(0, MOST_DURATIONS)
  const style = styleOf(cells, answers)
  if (style === 'mixed')
    return refused(
      'Some numbers have a decimal point and some a decimal comma; write all of them the same way'
    )
  if (style === 'open') return askComma(cells.find((cell) => /\d[.,]\d/.test(cell)) ?? '', false)
  const read = cells.map((cell) => readCell(cell, style))
  const isBare = (one: Parsed) => one.ok && one.bare && one.value > 0
  const bare = read.filter(isBare).length
  const known = name === null ? null : unitOfName(name)
  const unit = known ?? answers.unit ?? null
  if (bare > 0 && unit === null) return askUnit(cells[read.findIndex(isBare)])
  const seconds: number[] = []
  const skipped = [...table.skipped]
  const nothing: string[] = []
  read.forEach((one, i) => {
    const value = !one.ok ? null : isBare(one) ? inUnit(one.value, unit!) : one.value
    if (value === null) skipped.push(cells[i])
    else if (value > 0) seconds.push(value)
    else nothing.push(cells[i])
  })
  const cured = read.find((one) => !one.ok && one.cure)
  if (seconds.length === 0 && nothing.length === 0 && cured?.ok === false)
    return refused(capital(cured.reason))
  if (seconds.length === 0)
    return refused(`No duration above 0 was found${cells.length > 0 ? `, but ${quoted(cells[0])}` : ''}`)
  if (skipped.length > seconds.length)
    return refused(
      `Only ${seconds.length} of ${seconds.length + skipped.length} entries can be read as durations; ${quoted(skipped[0])} cannot`
    )
  const beyond = whyBeyond(seconds, unit !== null && bare > 0 ? BARE_UNITS[unit] : null)
  if (beyond !== null) return refused(beyond)
  const counts = table.columns.find(({ name }) => name !== null && HOW_OFTEN.test(name))
  const says = [
    `${count(seconds.length, 'duration')}${bare > 0 && bare === read.filter((one) => one.ok && one.value > 0).length ? ` in ${BARE_UNITS[unit!]}` : bare > 0 ? `, those without a unit in ${BARE_UNITS[unit!]}` : ''}`,
    ...(table.columns.length > 1 || name ? [`from column ${name ? quoted(name) : place + 1}`] : []),
    ...(table.kind ? [`from ${table.kind}`] : []),
    ...(averages ? ['each an average, so they vary less than rebuild times do'] : []),
    ...(style === 'comma' ? ['with a decimal comma'] : [])
  ].join(', ')
  const rest = [
    skipped.length > 0
      ? `${skipped.length} skipped: ${quoted(skipped[0])}${skipped.length > 1 ? ' and others' : ''}`
      : '',
    counts ? `column ${quoted(counts.name!)} is not used, each counts once` : '',
    table.summed?.length ? `${quoted(table.summed[0])} sums up others, skipped` : '',
    nothing.length > 0 ? `${nothing.length} zero or negative, skipped` : '',
    cut || all.length > cells.length
      ? `what is beyond ${MOST_DURATIONS} durations or ${MOST_CHARACTERS / 1e6} MB was not read`
      : ''
  ].filter((part) => part !== '')
  return { kind: 'read', seconds, says: [says, ...rest].join('; ') }
}

const HOW_OFTEN = /^(?:counts?|freq|frequency|occurrences|samples|hits)$/i

/** The decimals of a column, by what was answered where they are open. */
function styleOf(cells: readonly string[], { comma }: Answers) {
  const style = decimalsOf(cells)
  if (style !== 'open' || (comma !== 'decimal' && comma !== 'thousands')) return style
  return cells.some((cell) => cell.includes(',')) === (comma === 'decimal') ? 'comma' : 'point'
}

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1)

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`

function askUnit(example: string): Question<'unit'> {
  const choices = (Object.keys(BARE_UNITS) as BareUnit[]).map((value) => ({
    value,
    label: BARE_UNITS[value]
  }))
  return { kind: 'question', about: 'unit', asks: `Which unit is ${echo(example)} in`, choices }
}

/** Why durations cannot be rebuild times; null where all can. */
function whyBeyond(seconds: readonly number[], unit: string | null): string | null {
  const { min, max } = PARAMETERS.delta
  const beyond = seconds.filter((one) => one < min || one > max)
  if (beyond.length === 0) return null
  const [first] = beyond
  const bound =
    first > max
      ? `above the longest rebuild time, ${readableQuantity(max, 's')}`
      : `below the shortest rebuild time, ${readableQuantity(min, 's')}`
  const cure =
    unit === null ? 'remove what is no rebuild time' : `are they in ${unit}, and is it the right column?`
  return `${beyond.length} of ${count(seconds.length, 'duration')} ${beyond.length === 1 ? 'lies' : 'lie'} ${bound}, such as ${readableQuantity(first, 's')}; ${cure}`
}
