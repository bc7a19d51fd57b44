/**
 * Numbers, units and lists in words. The page rounds numbers here and in `numbers/measured.ts`, and nowhere else. A number has
 * at most four significant digits, a narrow space between thousands from 10 000 on, and one before its unit: people
 * paste such numbers into the fields, which would ask whether 20,000 means 20.
 */
import { roundTo } from '#core'
import { inGroups, readableQuantity } from '$lib/link/quantity/quantity'

/** Between a number and its unit: a narrow space that does not break. */
export const THIN = '\u202f'

/** A count, exactly: "1 048 576". */
export const inAll = inGroups

/** A limit as it was typed. */
export const exactShare = (share: number) => readableQuantity(share, '%')

/** A number to so many significant digits. */
export const toDigits = (value: number, digits: number) =>
  value === 0 ? 0 : Number(value.toPrecision(digits))

/** A duration: "7.5 s", "250 ms". */
export const inSeconds = (value: number, digits = 3) => readableQuantity(value, 's', digits)

/** Units of time that several durations can share, s, and the least number of them that people like to read. */
const SHARED: [seconds: number, least: number][] = [
  [365 * 86400, 0.1],
  [86400, 0.1],
  [3600, 0.1],
  // Nobody reads decimal minutes.
  [60, 2],
  [1, 0.01],
  [1e-3, 0.01],
  [1e-6, 0.01]
]
/** More than this, in the shared unit, is hard to read. */
const MOST_SHARED = 10_000

/** `up` never tells less than the value, `down` never more. */
type TimeInUnit = (value: number, digits?: number, way?: 'up' | 'down') => string

/**
 * Writes durations of one paragraph, all in the same unit, so that a reader can compare them: "1.38 s" and "0.25 s".
 * Where they are too far apart for that, each has its own.
 */
export function inOneUnit(durations: (number | null)[]): TimeInUnit {
  return writtenIn(sharedUnit(durations) ?? undefined)
}

const writtenIn =
  (unit?: number): TimeInUnit =>
  (value, digits = 3, way) =>
    readableQuantity(value, 's', digits, way, unit)

/**
 * The unit, s, in which all of these durations are easy to read; null where they are too far apart for that.
 * @param minutes whether minutes with seconds will do
 */
export function sharedUnit(durations: (number | null)[], minutes = true): number | null {
  const sizes = durations.flatMap((one) => (one ? [Math.abs(one)] : []))
  if (sizes.length === 0) return null
  const [low, high] = [Math.min(...sizes), Math.max(...sizes)]
  const unit = SHARED.find(
    ([seconds, least]) => high >= seconds && low >= least * seconds && (minutes || seconds !== 60)
  )
  return unit && high < MOST_SHARED * unit[0] ? unit[0] : null
}

/** The same in the unit, s, of an axis beside them, where that suits them all. */
export function inUnitOf(unit: number, durations: (number | null)[]): TimeInUnit {
  const sizes = durations.flatMap((one) => (one ? [Math.abs(one)] : []))
  const [, least] = SHARED.find(([seconds]) => seconds === unit) ?? [unit, Infinity]
  const suits = (size: number) => size >= Math.min(1, least) * unit && size < MOST_SHARED * unit
  return sizes.every(suits) ? writtenIn(unit) : inOneUnit(durations)
}

/** A lower limit of a duration, rounded up, so that a value at it keeps the limit. */
export const secondsUp = (value: number, digits = 3) => readableQuantity(value, 's', digits, 'up')
/** An upper limit of a duration, rounded down for the same reason. */
export const secondsDown = (value: number, digits = 3) => readableQuantity(value, 's', digits, 'down')

/** A request rate: "1000 req/s". */
export const atRate = (value: number) => readableQuantity(value, '1/s')

/** A plain number: "1.28", "14 900". */
export const inFull = (value: number, digits = 3) => {
  if (value !== 0 && Math.abs(value) < 1e-6) return value.toExponential(1).replace('e', '·10^')
  return readableQuantity(toDigits(value, Math.abs(value) >= 1e4 ? Math.max(digits, 4) : digits), '')
}

/** A lower limit, rounded up, and an upper limit, rounded down, so that the written number keeps the limit. */
export const fullUp = (value: number, digits = 3) => inFull(upTo(value, digits), digits)
export const fullDown = (value: number, digits = 3) => inFull(downTo(value, digits), digits)
const upTo = (value: number, digits: number) => (value > 0 ? roundTo(value, digits, Math.ceil) : value)
const downTo = (value: number, digits: number) => (value > 0 ? roundTo(value, digits, Math.floor) : value)

/**
 * The ends of a range, each rounded inwards: to two digits, or to more where that would leave no range, or would leave out
 * a value that lies in it.
 */
export function rangeInFull(low: number, high: number, inside?: number): [low: string, high: string] {
  for (let digits = 2; digits < 4; digits++) {
    const [from, to] = [upTo(low, digits), downTo(high, digits)]
    if (from <= to && (inside === undefined || (from <= inside && inside <= to)))
      return [fullUp(low, digits), fullDown(high, digits)]
  }
  return [fullUp(low, 4), fullDown(high, 4)]
}

/** A share as a percentage. It reads 0 or 100 only where the share is exactly that. */
export function asPercent(share: number): string {
  const percent = 100 * share
  if (percent === 0 || percent === 100) return `${percent}${THIN}%`
  if (percent < 0.01) return `<${THIN}0.01${THIN}%`
  if (percent > 100) return `${inFull(percent)}${THIN}%`
  if (percent > 99.99) return `>${THIN}99.99${THIN}%`
  if (percent > 99) return `${percent.toFixed(2)}${THIN}%`
  return `${toDigits(percent, 2)}${THIN}%`
}

/**
 * Rebuilds in one unit of time for several rates: an hour, a day or a year, the shortest in which the largest rate
 * is no tiny number.
 * @param largest rebuilds an hour
 * @param least rebuilds an hour from which on the hour is the unit
 */
export function rebuildTime(
  largest: number,
  least = 0.01
): { hours: 1 | 24 | 8760; per: string; write: (perHour: number) => string } {
  const hours = largest >= least || largest === 0 ? 1 : largest * 24 >= Math.min(least, 0.1) ? 24 : 8760
  return {
    hours,
    per: { 1: 'an hour', 24: 'a day', 8760: 'a year' }[hours],
    write: (perHour) => (perHour === 0 ? '0' : inFull(perHour * hours))
  }
}

/** The same for a sentence. It goes over to days below one rebuild an hour, as no column has to be kept in one unit. */
export const timeInWords = (largest: number) => rebuildTime(largest, 1)

/** Rebuilds an hour; with their unit, a day or a year, where they are fewer than one in a hundred hours. */
export function perHour(value: number): string {
  const { per, write } = rebuildTime(value)
  return per === 'an hour' ? write(value) : `${write(value)} ${per}`
}

/** "1 request", "2 requests", "0.5 requests": of a number as it is written. */
export const counted = (written: string, one: string, more = `${one}s`) =>
  `${written} ${written === '1' ? one : more}`

/** "1 request", "20 000 requests". */
export const count = (number: number, one: string, more?: string) => counted(inFull(number, 4), one, more)

/** Rebuilds as part of a sentence: "105 rebuilds an hour", "1 rebuild a day". */
export const rebuilds = (perHour: number): string => rebuildsInOneUnit([perHour])(perHour)

/** Rates further apart than this would take too many digits in one unit of time. */
const FAR_APART = 1000

/** The unit of time for rates in one paragraph: that of the smallest, or of each its own where they are far apart. */
export function oneTime(perHour: number[]): (own: number) => ReturnType<typeof rebuildTime> {
  const sizes = perHour.map(Math.abs).filter((size) => size > 0)
  const [low, high] = [Math.min(...sizes), Math.max(...sizes)]
  const shared = sizes.length > 0 && high <= FAR_APART * low ? timeInWords(low) : null
  return (own) => shared ?? timeInWords(Math.abs(own))
}

/** The same for several rates that stand in one paragraph. */
export function rebuildsInOneUnit(perHour: number[]): (value: number) => string {
  const time = oneTime(perHour)
  return (value) => {
    const { per, write } = time(value)
    return `${counted(write(value), 'rebuild')} ${per}`
  }
}

/** "a", "a and b", "a, b and c"; with "or" behind what is denied. */
export const list = (words: string[], last: 'and' | 'or' = 'and') =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
