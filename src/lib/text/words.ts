/** Numbers, units and lists in words. The page rounds numbers here and nowhere else. */
import { roundTo } from '#core'
import { readableQuantity } from '$lib/link/quantity/quantity'

/** Between a number and its unit: a narrow space that does not break. */
export const THIN = '\u202f'

/** A number to so many significant digits. */
export const toDigits = (value: number, digits: number) =>
  value === 0 ? 0 : Number(value.toPrecision(digits))

/** A duration: "7.5 s", "250 ms". */
export const inSeconds = (value: number, digits = 3) => readableQuantity(value, 's', digits)

/** A lower limit of a duration, rounded up, so that whoever follows it keeps the limit. */
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

/** A lower limit, rounded up, and an upper limit, rounded down: whoever follows the number keeps the limit. */
export const fullUp = (value: number, digits = 3) => inFull(upTo(value, digits), digits)
export const fullDown = (value: number, digits = 3) => inFull(downTo(value, digits), digits)
const upTo = (value: number, digits: number) => (value > 0 ? roundTo(value, digits, Math.ceil) : value)
const downTo = (value: number, digits: number) => (value > 0 ? roundTo(value, digits, Math.floor) : value)

/** The ends of a range, each rounded inwards: to two digits, or to more where that would leave no range. */
export function rangeInFull(low: number, high: number): [low: string, high: string] {
  for (let digits = 2; digits < 4; digits++)
    if (upTo(low, digits) <= downTo(high, digits)) return [fullUp(low, digits), fullDown(high, digits)]
  return [fullUp(low, 4), fullDown(high, 4)]
}

/** A share as a percentage. It reads 0 or 100 only where the share is exactly that. */
export function asPercent(share: number): string {
  const percent = 100 * share
  if (percent === 0 || percent === 100) return `${percent}${THIN}%`
  if (percent < 0.01) return `<${THIN}0.01${THIN}%`
  if (percent > 100) return `${toDigits(percent, 3)}${THIN}%`
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
): { per: string; write: (perHour: number) => string } {
  const hours = largest >= least || largest === 0 ? 1 : largest * 24 >= Math.min(least, 0.1) ? 24 : 8760
  return {
    per: { 1: 'an hour', 24: 'a day', 8760: 'a year' }[hours]!,
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

/** Rebuilds as part of a sentence: "105 rebuilds an hour", "1 rebuild a day". */
export function rebuilds(perHour: number): string {
  const { per, write } = timeInWords(Math.abs(perHour))
  const many = write(perHour)
  return `${many} rebuild${many === '1' ? '' : 's'} ${per}`
}

/** "a", "a and b", "a, b and c". */
export const list = (words: string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
