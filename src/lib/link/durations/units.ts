import { timeUnit, type TimeUnit } from '../quantity/units'

/** Units that bare durations may be in, and how they are called. */
export const BARE_UNITS = {
  us: 'microseconds',
  ms: 'milliseconds',
  s: 'seconds',
  min: 'minutes'
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

/** The unit that a heading ends with, or null. A letter alone is one only where it stands apart. */
export function unitOfName(name: string): BareUnit | null {
  const last = wordsOf(name).at(-1)
  // A heading `m` or `h` may be anything.
  if (last === undefined || (last.length === 1 && last !== 's')) return null
  const unit = timeUnit(last)
  if (unit === undefined) return null
  const names = Object.keys(BARE_UNITS) as BareUnit[]
  return names.find((one) => sameUnit(timeUnit(one)!, unit)) ?? null
}
