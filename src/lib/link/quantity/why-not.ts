/** Quantities that can be understood and yet be no value: what to write instead. */
import { formatQuantity } from './format-quantity'
import { agesIn } from './spellings'
import type { Unit } from './units'

/** A quantity as its text has it. */
export interface FoundQuantity {
  value: number
  /** Without the unit that was due. */
  bare: boolean
  /** The value in the second reading of an ambiguous separator, else null. */
  other: number | null
}

type Read = (text: string) => FoundQuantity | null

const RANGE = /^(.*?[\d%a-z])\s*(?:-|\u2013|\u2014|\.{2,3}|\u2026|\bto\b)\s*([\d.].*)$/i
const QUANTILE = /^(?:[pq]\s?\d{1,2}(?:[.,]\d+)?|median|\d{1,2}th(?:\s+percentile)?)\s*[:=\s]\s*(.+)$/i
const QUANTILE_BEHIND = /^(.+?)\s*\(?(?:\bp\d{2}(?:\.\d+)?|\bmedian)\)?$/i
const SPREAD = /^(.+?)\s*(?:\u00b1|\+\/-)/
const BOUND =
  /^(?:[<>\u2264\u2265]=?|up to|at (?:most|least)|(?:no )?(?:less|more) than|(?:max|min)(?:imum)?\.?(?![-\w.])|under|over|below|above)\s*[:=]?\s*(.+)$/i
const BOUND_BEHIND = /^(.+?)\s*(?:\+|[([]?\b(?:max|min|peak)(?:imum)?\.?[)\]]?)$/i
const EACH =
  /^(.+?)\s*(?:\/|\bper\b|\bon each\b|\ban?\b)?\s*\b(each|node|host|server|instance|pod|process|worker|core|cpu|machine|container|replica|shard|thread|user|client|customer)s?$/i
const MONTHS = /^(.*\d)\s*(?:mo|mos|months?)$|^P[\d.]*Y?\d+M/i
const TWO_PARTS = /^(\d{1,3}):([0-5]\d)$/

const tidy = (value: number) => Number(value.toPrecision(12))
const written = (value: number, unit: Unit) =>
  unit === '%' ? `${tidy(100 * value)}%` : formatQuantity(tidy(value), unit)

/**
 * Why a text that has something of a quantity is none, as a clause behind the text, with the cure; null where it has
 * nothing of one.
 * @param read what a part of the text comes to, or null
 */
export function whyNot(text: string, unit: Unit, read: Read): string | null {
  const part = (pattern: RegExp) => {
    const match = pattern.exec(text)
    return match && read(match[1])
  }
  const middle = middleOf(text, unit, read)
  if (middle !== null) return `is a range; write one value, such as its middle, ${written(middle, unit)}`
  if (part(SPREAD)) return `has a spread; write ${SPREAD.exec(text)![1]}, and the spread over it as cv`
  if (part(BOUND) || part(BOUND_BEHIND)) return 'is a bound; write the value itself'
  if (unit === 's') return whyNoDuration(text, part, read)
  if (unit === '%') return whyNoShare(text)
  if (unit === '1/s') return whyNoRate(text, read)
  const percent = /^([\d.,]+)\s?%$/.exec(text)
  const share = percent && read(percent[1])
  return share && `is a percentage, and a number is due; write ${tidy(share.value / 100)}`
}

/** `1 in 1000` or `1‰`; a field computes 1/1000. */
function whyNoShare(text: string): string | null {
  const [, part, whole] = /^(\d{1,9})\s?(?::|in|out of|\u2030|per ?mille)\s?(\d{0,9})$/i.exec(text) ?? []
  const value = Number(part) / Number(whole || 1000)
  return value <= 1 ? `is a fraction; write ${tidy(100 * value)}%` : null
}

const NEXT_UNIT: Record<string, string> = { d: 'h', h: 'm', m: 's' }

function whyNoDuration(
  text: string,
  part: (pattern: RegExp) => FoundQuantity | null,
  read: Read
): string | null {
  if (part(QUANTILE) || part(QUANTILE_BEHIND))
    return 'is a quantile, not a mean; “p50, p99” under Rebuild time makes a mean of two of them'
  if (MONTHS.test(text)) return 'names months, whose lengths differ; write 30d for thirty days'
  const ages = agesIn(text)
  if (ages.length > 1)
    return `names ${ages.length} lifetimes; write that of this cache, such as ${ages.at(-1)}s`
  // 1h30 is 1h30m; behind seconds the rest could be decimals.
  const [, start, letter, rest] = /^(.*\d\s*([dhm])[a-z]*)\s*(\d+)$/i.exec(text) ?? []
  const next = NEXT_UNIT[letter?.toLowerCase()]
  if (next !== undefined && read(`${start}${rest}${next}`))
    return `has no unit behind ${rest}; write ${text}${next} if that is meant`
  const lower = text.toLowerCase()
  if (lower !== text && read(lower)) return `has its unit in capitals; write ${lower} if that is meant`
  const [, first, second] = TWO_PARTS.exec(text) ?? []
  if (first === undefined) return null
  return `can be hours or minutes; write ${Number(first)}h${second}m or ${Number(first)}m${second}s`
}

function whyNoRate(text: string, read: Read): string | null {
  const [, count] = /^(.*?)\s*(?:\/|\bper\b|\ba\b)\s*(?:mo|mos|months?)$/i.exec(text) ?? []
  if (count !== undefined && read(`${count} per 30 d`))
    return `names months, whose lengths differ; write ${count} per 30 d for thirty days`
  const [, rate = '', whom = ''] = EACH.exec(text) ?? []
  const each = read(rate)
  if (each !== null)
    return `counts one ${whom.toLowerCase() === 'each' ? 'of several' : whom.toLowerCase()}; write the rate of all together, with 8 of them ${written(8 * each.value, '1/s')}`
  const [, number = ''] =
    /^(.*\d\s*[kKMG]?)\s*(?:r|reqs?|requests?|ops?|calls?|reads?|hits?|quer(?:y|ies))$/i.exec(text) ?? []
  const counted = read(number)
  return counted && `names no time; write ${written(counted.value, '1/s')} if it is per second`
}

/** The middle of `3-5s`, `3s – 5s`, `100 to 200/s`; null where it is no range from low to high. */
function middleOf(text: string, unit: Unit, read: Read): number | null {
  const [, first, second] = RANGE.exec(text) ?? []
  if (first === undefined) return null
  const high = read(second)
  let low = read(first)
  // A unit behind the second holds for both.
  if (low?.bare && high?.bare === false) low = read(first + second.replace(/^[\d.,]+/, '')) ?? low
  if (unit === '%' && !first.includes('%') && second.includes('%')) low = read(`${first}%`) ?? low
  if (low === null || high === null || !(low.value < high.value)) return null
  return (low.value + high.value) / 2
}
