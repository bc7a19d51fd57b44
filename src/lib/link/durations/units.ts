import { timeUnit, type TimeUnit } from '../quantity/units'

/** Units that bare durations may be in, and how they are called. */
export const BARE_UNITS = {
  ns: 'nanoseconds',
  us: 'microseconds',
  ms: 'milliseconds',
  s: 'seconds',
  min: 'minutes',
  h: 'hours'
} as const
export type BareUnit = keyof typeof BARE_UNITS

/** A bare number in a unit, in seconds: its decimal point is moved, so that 198 ms is the double of 0.198. */
export function inUnit(value: number, unit: BareUnit): number {
  const { seconds, exponent } = timeUnit(unit)!
  const [mantissa, power = '0'] = `${value}`.split('e')
  return Number(`${mantissa}e${Number(power) + exponent}`) * seconds
}

const sameUnit = (a: TimeUnit, b: TimeUnit) => a.seconds === b.seconds && a.exponent === b.exponent

/** The words of a heading: `latencyMs`, `elapsed (s)` and `duration_seconds` have two each. */
export const wordsOf = (name: string) =>
  name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d%#]+/u)
    .filter((word) => word !== '')

/** A name of several letters in brackets, or a letter that stands for one unit only. */
const IN_BRACKETS = /[([]\s*(\p{L}{2,}|[sh])\.?\s*[)\]]/u
/** Words that are hardly ever anything else than a unit. `min` is a minimum as well, `second` a number. */
const SURE = /^(?:ns|us|\u00b5s|\u03bcs|ms|secs?|mins|hrs?|.{4,}s)$/

const unitNamed = (word: string): BareUnit | null => {
  const unit = timeUnit(word)
  const names = Object.keys(BARE_UNITS) as BareUnit[]
  return (unit && names.find((one) => sameUnit(timeUnit(one)!, unit))) ?? null
}

/** The unit in a heading, or null. A letter alone is one only where it stands apart, at the end or in brackets. */
export function unitOfName(name: string): BareUnit | null {
  if (isRate(name)) return null
  const [, bracketed] = IN_BRACKETS.exec(name) ?? []
  const inBrackets = bracketed === undefined ? null : unitNamed(bracketed.toLowerCase())
  if (inBrackets !== null) return inBrackets
  const words = wordsOf(name)
  if (words.at(-1) === 's') return 's'
  const units = new Set(words.filter((word) => SURE.test(word)).map(unitNamed))
  units.delete(null)
  const [unit = null] = units
  return units.size === 1 ? unit : null
}

/** Whether a heading names so many of something in a unit of time: req/s, MB/s, requests per second. */
export const isRate = (name: string) =>
  /(?:\b(?:[kmgt]i?b|bytes?|bits?)|\p{L}{3,})\s?(?:\/|\bper\b)\s?(?:m?s|sec|seconds?|min|minutes?|h|hours?)(?!\p{L})/iu.test(
    name
  ) && !/(?:time|duration|latency|dauer|elapsed)\s?\//i.test(name)
