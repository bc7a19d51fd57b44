/** Quantities that can be understood and yet be no value: what to write instead. */
import { formatQuantity } from './format-quantity'
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
  /^(?:[<>\u2264\u2265]=?|up to|at (?:most|least)|max(?:imum)?|min(?:imum)?|under|over|below|above)\s*[:=]?\s*(.+)$/i
const EACH =
  /^(.+?)\s*(?:\/|\bper\b|\bon each\b|\ban?\b)\s*(node|host|server|instance|pod|process|worker|core|cpu|machine|container|replica|shard|thread|user|client|customer)s?$/i
const MONTHS = /^(.*\d)\s*(?:mo|mos|months?)$|^P[\d.]*Y?\d+M/i
const TWO_PARTS = /^(\d{1,3}):([0-5]\d)$/

const tidy = (value: number) => Number(value.toPrecision(12))
const written = (value: number, unit: Unit) => formatQuantity(tidy(value), unit === '%' ? '' : unit)

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
  if (part(BOUND)) return 'is a bound; write the value itself'
  if (unit === 's') return whyNoDuration(text, part)
  return unit === '1/s' ? whyNoRate(text, read) : null
}

function whyNoDuration(text: string, part: (pattern: RegExp) => FoundQuantity | null): string | null {
  if (part(QUANTILE) || part(QUANTILE_BEHIND))
    return 'is a quantile, not a mean; “p50, p99” under Rebuild time makes a mean of two of them'
  if (MONTHS.test(text)) return 'names months, whose lengths differ; write 30d for thirty days'
  const [, first, second] = TWO_PARTS.exec(text) ?? []
  if (first === undefined) return null
  return `can be hours or minutes; write ${Number(first)}h${second}m or ${Number(first)}m${second}s`
}

function whyNoRate(text: string, read: Read): string | null {
  const [, rate = '', whom = ''] = EACH.exec(text) ?? []
  const each = read(rate)
  if (each !== null)
    return `counts one ${whom.toLowerCase()}; write the rate of all together, with 8 of them ${written(8 * each.value, '1/s')}`
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
