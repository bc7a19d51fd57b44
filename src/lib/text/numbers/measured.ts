/**
 * Simulated values. Everywhere on the site ± is one standard error, written with one digit, or two where the first is
 * a 1. The value is rounded at the last digit of that error, and so is the closed form that stands beside it:
 * "95.42 ± 0.15 %" beside "95.46 %".
 */
import {
  type FigureKey,
  type Figures,
  type StandardErrors,
  decadeOf,
  FIGURE_UNITS,
  pow,
  powerOfTen,
  roundTo
} from '#core'
import {
  asPercent,
  inAll,
  inFull,
  inSeconds,
  inUnitOf,
  rebuildTime,
  sharedUnit,
  THIN,
  toDigits
} from '../words'

/** What ± means, on the page where it first stands. */
export const PLUS_MINUS = '± is one standard error'

/** A way to write a value: in which unit, and what it is without an error. */
export interface Measure {
  /** Of the unit in which a value is written. */
  unit: (value: number) => { size: number; name: string }
  /** A value that is exact. */
  exact: (value: number) => string
}

const percent = { size: 0.01, name: '%' }
const TIMES: [size: number, name: string][] = [
  [365 * 86400, 'y'],
  [86400, 'd'],
  [3600, 'h'],
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns']
]
/** Days from two on, as durations without an error have it. */
const fromOn = (size: number) => (size > 3600 ? 2 * size : size)

export const SHARE: Measure = { unit: () => percent, exact: asPercent }
export const NUMBER: Measure = { unit: () => ({ size: 1, name: '' }), exact: (value) => inFull(value) }
export const SECONDS: Measure = {
  unit: (value) => {
    const [size, name] = TIMES.find(([size]) => Math.abs(value) >= fromOn(size)) ?? [1, 's']
    return { size, name }
  },
  exact: (value) => inSeconds(value)
}
/**
 * Durations of one paragraph, all in one unit, those with an error and those without.
 * @param withErrors whether one of them may have an error: minutes with seconds have no room for it
 */
export function secondsTogether(durations: (number | null)[], withErrors: boolean, digits = 3): Measure {
  const size = sharedUnit(durations, !withErrors)
  const name = TIMES.find(([one]) => one === size)?.[1]
  const exact = (value: number) =>
    size === null ? inSeconds(value, digits) : inUnitOf(size, [])(value, digits)
  return { unit: size !== null && name ? () => ({ size, name }) : SECONDS.unit, exact }
}
/** Rebuilds an hour; their unit of time stands elsewhere, or behind the value. */
export const HOURLY: Measure = {
  unit: (value) => {
    const { hours, per } = rebuildTime(value)
    return { size: 1 / hours, name: hours === 1 ? '' : per }
  },
  exact: (value) => {
    const { hours, per, write } = rebuildTime(value)
    return hours === 1 ? write(value) : `${write(value)} ${per}`
  }
}

/** How each figure is written. */
export function measureOf(key: FigureKey): Measure {
  const unit = FIGURE_UNITS[key]
  if (unit.startsWith('share')) return SHARE
  return unit === 's' ? SECONDS : unit === '1/h' ? HOURLY : NUMBER
}

/** A figure as it stands in a sentence, with its error where it is simulated; '–' where it has no value. */
export function figure(figures: Figures, errors: Partial<StandardErrors> | null, key: FigureKey): string {
  const value = figures[key]
  return value === null ? '–' : measured(value, errors?.[key], measureOf(key))
}

/** A smaller error, as a part of the value, does not show: a value would need more than four digits for it. */
const SHOWN = 1e-3
/** Nobody can use the digits of a share that is so near to 0 or 1. */
const NEGLIGIBLE = 1e-5

/** Whether a value with this error is written like an exact one. */
function isExact(value: number, error: number | null | undefined, measure: Measure): boolean {
  if (!error || !(error > SHOWN * Math.abs(value))) return true
  return measure === SHARE && Math.min(value, 1 - value) + 2 * error < NEGLIGIBLE
}

/** The error with one digit, or two behind a first 1, and the power of ten of its last digit. */
function digitsOf(error: number): { place: number; error: string } {
  const two = toDigits(error, 2)
  const first = decadeOf(two)
  if (two < 2 * powerOfTen(first)) return { place: first - 1, error: rounded(two, first - 1) }
  const one = toDigits(error, 1)
  // 0.97 is 1.0.
  const place = Math.min(first, decadeOf(one))
  return { place, error: rounded(one, place) }
}

/** A number up to this power of ten, with the zeros behind the point that its precision claims. */
function rounded(value: number, place: number): string {
  if (place < 0) {
    const text = value.toFixed(Math.min(-place, 20))
    return Math.abs(value) < 10_000 ? text : inAll(Number(text))
  }
  const step = powerOfTen(place)
  return inAll(Math.round(value / step) * step)
}

/** The one of its unit that "an hour" and "%" stand for, with the right gap. */
const behind = (name: string) => (name === '' ? '' : name.includes(' ') ? ` ${name}` : `${THIN}${name}`)

/**
 * A simulated value with its standard error: "95.4 ± 0.15 %", "7.49 ± 0.02 s". A share of which none, or all, of the
 * cycles were seen says so, with the bound that holds in 95 % of the runs: "0 of 20 000 (< 0.015 %)".
 * @param error null or 0 for an exact value
 */
export function measured(value: number, error: number | null | undefined, measure: Measure): string {
  if (measure === SHARE && error && (value === 0 || value === 1)) return counted(value, error)
  if (isExact(value, error, measure)) return measure.exact(value)
  const { size, name } = measure.unit(value)
  const { place, error: written } = digitsOf(error! / size)
  // Nobody counts so many zeros.
  if (place < -6) return measure.exact(value)
  return `${rounded(value / size, place)}${THIN}±${THIN}${written}${behind(name)}`
}

/**
 * The closed form beside a simulated value, to the digit of its error.
 * @param error of the simulated value; null or 0 where there is none
 */
export function besideMeasured(value: number, error: number | null | undefined, measure: Measure): string {
  if (isExact(value, error, measure)) return measure.exact(value)
  const { size, name } = measure.unit(value)
  const { place } = digitsOf(error! / size)
  if (place < -6) return measure.exact(value)
  const text = rounded(value / size, place)
  // A share that is not 0 or 1 never reads as if it were.
  if (measure === SHARE && (Number(text) === 0 || Number(text) === 100)) return asPercent(value)
  return Number(text) === 0 ? measure.exact(value) : `${text}${behind(name)}`
}

/** Of a share that was never, or always, seen in n cycles the core gives the error 1/n. */
function counted(value: number, error: number): string {
  const cycles = Math.round(1 / error)
  const all = inAll(cycles)
  // With this share, n cycles without a single one happen in 5 % of the runs; from a hundred on it is nearly 3/n. Rounded up, as limits are.
  const bound = roundTo(100 * (1 - pow(0.05, 1 / cycles)), 2, Math.ceil)
  return value === 0
    ? `0 of ${all} (<${THIN}${inFull(bound, 2)}${THIN}%)`
    : `${all} of ${all} (>${THIN}${inFull(Math.floor(100 * (100 - bound)) / 100, 4)}${THIN}%)`
}
