import { powerOfTen, roundTo } from '#core'
import { DAY, HOUR, MINUTE, YEAR } from './time'
import type { Unit } from './units'

/** Narrow and unbreakable: a value never parts from its unit. */
const THIN = '\u202f'
const DIGITS = 4

/**
 * A quantity for people, to four significant digits by default: "250 ms", "5 min", "1000 req/s", "1 req/h".
 * Takes any finite value in seconds, 1/s, shares or plain. Not meant to be read back.
 * @param digits of a duration, in the unit in which it is written: rounded before, 8329 s would become 2.306 h
 * @param way in which a duration is rounded: `up` never tells less than the value, `down` never more
 * @param within the unit to write a duration in, s; the one that suits it best where none is given
 */
export function readableQuantity(
  value: number,
  unit: Unit,
  digits = DIGITS,
  way: Rounding = 'nearest',
  within?: number
): string {
  if (unit === '') return inGroups(round(value))
  if (unit === '%') return `${inGroups(round(100 * value))}${THIN}%`
  return unit === 's' ? duration(value, digits, way, within) : rate(value)
}

type Rounding = 'nearest' | 'up' | 'down'
const WAYS = { nearest: Math.round, up: Math.ceil, down: Math.floor }

const UNITS: [seconds: number, name: string][] = [
  [YEAR, 'y'],
  [DAY, 'd'],
  [HOUR, 'h'],
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs']
]

function duration(value: number, digits: number, way: Rounding, within?: number): string {
  const size = Math.abs(value)
  const round = (count: number) =>
    way === 'nearest' || count === 0 ? Number(count.toPrecision(digits)) : roundTo(count, digits, WAYS[way])
  const written = (count: number, name: string) => `${inGroups(round(count))}${THIN}${name}`
  if (within === MINUTE) return inMinutes(value, digits, way)
  const name = UNITS.find(([seconds]) => seconds === within)?.[1]
  if (name) return written(value / within!, name)
  /** At least so many of a unit, as they will be written: 0.99999 s is 1 s, not 1000 ms. */
  const reaches = (seconds: number, least: number) => round(size / seconds) >= least
  const whole = (seconds: number) => size >= seconds && size % seconds === 0
  if (reaches(YEAR, 2) || whole(YEAR)) return written(value / YEAR, 'y')
  if (reaches(DAY, 2) || whole(DAY)) return written(value / DAY, 'd')
  if (reaches(HOUR, 1)) return written(value / HOUR, 'h')
  if (reaches(MINUTE, 2)) return inMinutes(value, digits, way)
  if (reaches(1, 1) || size === 0) return written(value, 's')
  if (reaches(1e-3, 1)) return written(value * 1e3, 'ms')
  if (reaches(1e-6, 1)) return written(value * 1e6, 'µs')
  return written(value * 1e9, 'ns')
}

/** Round numbers of seconds. */
const STEPS = [60, 30, 10, 5, 1]

/** "5 min", "2 min 18 s": nobody reads decimal minutes. */
function inMinutes(value: number, digits: number, way: Rounding): string {
  const size = Math.abs(value)
  // No coarser than a fifth of what the last digit may stand for.
  const step = STEPS.find((one) => one <= size * 2 * powerOfTen(-digits)) ?? 1
  // The noise of binary fractions is no reason to round up or down.
  const seconds = WAYS[way](Number((size / step).toPrecision(12))) * step
  const rest = seconds % MINUTE
  const minutes = `${Math.sign(value) * Math.floor(seconds / MINUTE)}${THIN}min`
  return rest === 0 ? minutes : `${minutes}${THIN}${rest}${THIN}s`
}

/** Per second down to 0.1, or to 0.01 where two digits are enough; below that per the shortest time in which a whole request comes. */
function rate(value: number): string {
  const per = (seconds: number, name: string) => `${inGroups(round(value * seconds))}${THIN}req/${name}`
  const reaches = (seconds: number, least: number) => round(Math.abs(value) * seconds) >= least
  // 0.05 says itself, 0.06667 is 4 a minute.
  const isShort = reaches(1, 0.01) && Number(value.toPrecision(2)) === round(value)
  if (reaches(1, 0.1) || isShort || value === 0) return per(1, 's')
  if (reaches(MINUTE, 1)) return per(MINUTE, 'min')
  if (reaches(HOUR, 1)) return per(HOUR, 'h')
  if (reaches(DAY, 1)) return per(DAY, 'd')
  return per(YEAR, 'y')
}

function round(value: number): number {
  return Number(value.toPrecision(DIGITS))
}

/** A number with all of its digits, thousands apart from 10 000 on: "20 000". */
export function inGroups(value: number): string {
  const text = String(value)
  if (text.includes('e')) return text.replace(/e\+?/, '·10^')
  if (Math.abs(value) < 10_000) return text
  return text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, THIN)
}
