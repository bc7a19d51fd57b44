import { DAY, HOUR, MINUTE, YEAR } from './time'
import type { Unit } from './units'

/** A number of at most so many characters stays a rate per second, where people expect it. */
const PLAIN = 8

/**
 * The shortest text that `parseQuantity` reads back to exactly the same double: 60s, 250ms, 10m, 0.5/s.
 * Takes any finite value in seconds, 1/s, shares or plain. ASCII only and no plus sign, so all but percentages can
 * stand in a URL as they are.
 */
export function formatQuantity(value: number, unit: Unit): string {
  if (unit === '') return digits(value)
  if (unit === '%') return percent(value)
  return unit === 's' ? duration(value) : rate(value)
}

/** A share too odd for a percentage stays a share. */
function percent(value: number): string {
  const shifted = shift(value, 2)
  return shift(shifted, -2) === value ? `${digits(shifted)}%` : digits(value)
}

function digits(value: number): string {
  return String(value).replace('e+', 'e')
}

/** From so many seconds on, whole multiples of so many seconds may take this unit. */
const LARGE: [name: string, seconds: number, from: number][] = [
  // 60 s and 90 s are what people write.
  ['m', MINUTE, 2 * MINUTE],
  ['h', HOUR, HOUR],
  ['d', DAY, DAY],
  ['y', YEAR, YEAR]
]

/** Below so many seconds, the decimal point may move by so many places. */
const SMALL: [name: string, places: number, below: number][] = [
  ['ms', 3, 1],
  ['us', 6, 1e-3],
  ['ns', 9, 1e-6]
]

function duration(value: number): string {
  const candidates = [`${digits(value)}s`]
  for (const [name, seconds, from] of LARGE) {
    if (value >= from && value % seconds === 0) candidates.push(`${digits(value / seconds)}${name}`)
  }
  for (const [name, places, below] of SMALL) {
    const shifted = shift(value, places)
    if (Math.abs(value) < below && shift(shifted, -places) === value)
      candidates.push(`${digits(shifted)}${name}`)
  }
  return shortest(candidates)
}

function rate(value: number): string {
  const perSecond = digits(value)
  if (perSecond.length <= PLAIN) return `${perSecond}/s`
  const candidates = [`${perSecond}/s`]
  for (const [name, seconds] of LARGE) {
    // The product is a rounding away from the number somebody typed; twelve digits get it back.
    const count = Number((value * seconds).toPrecision(12))
    if (count / seconds === value) candidates.push(`${digits(count)}/${name}`)
  }
  return shortest(candidates)
}

/** The shortest; among equals one without a decimal point, then the earliest. */
function shortest(candidates: string[]): string {
  const cost = (text: string) => 2 * text.length + (text.includes('.') ? 1 : 0)
  return candidates.reduce((best, next) => (cost(next) < cost(best) ? next : best))
}

/** The double nearest to the value's own decimal text with its point moved. */
function shift(value: number, places: number): number {
  const [mantissa, exponent] = value.toExponential().split('e')
  return Number(`${mantissa}e${Number(exponent) + places}`)
}
