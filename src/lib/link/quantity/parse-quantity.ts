import { exactly, powerOfTen } from '#core'
import { decimalText, NUMERAL } from './decimal-text'
import { echo } from '../echo'
import { formatQuantity } from './format-quantity'
import { plainCharacters } from './plain-characters'
import { spelledDuration } from './spellings'
import { inDigits } from './in-digits'
import { isCounted, multiple, rateUnit, timeUnit } from './units'
import type { Unit } from './units'
import { whyNot } from './why-not'
import type { FoundQuantity } from './why-not'

/**
 * A quantity as read. `bare` says that a unit was due and missing, so that the unit can be said back;
 * zero needs none. `note` is there where the text can be read in two ways, and says which one was taken; `reason` says
 * why nothing was. Both are clauses that begin with the text: "5 kg is not a duration". `cure` says that the reason
 * tells what to write instead.
 */
export type Parsed =
  { ok: true; value: number; bare: boolean; note?: string } | { ok: false; reason: string; cure?: true }

/** Longer texts are not read: no quantity needs them, and the work stays bounded. */
const LONGEST = 64

const AMOUNT = `([+-]?)(${NUMERAL})` + String.raw`(?:[eE]([+-]?\d{1,4}))?\s*`
const TIMED = new RegExp(AMOUNT + String.raw`([a-zA-Z\u00b5\u03bc]*)(\s*,\s+(?!and)|\s*,?\s+and\s+|\s*)`, 'y')
const COUNTED = new RegExp(`^${AMOUNT}([kKMG]|(?:thousand|million|billion|bn)(?![a-z]))?\\s*(.*)$`)
/** A number of units may stand behind a word: `10 per 5 min`. 1/5 min could also be a fifth of a minute. */
const PER =
  /^([a-z]*)\s*(?:\/|\ban?\b|\b(?:per|in|every)\b(?:\s*([1-9]\d{0,5})(?![.,\d]))?)\s*([a-z\u00b5\u03bc]+)$/i
/** As a physicist writes it. */
const PER_SECOND = /^(?:1\/s|s\s?(?:\^?\s?-1|\u207b\u00b9))$/
const EACH_KEY = /\s*(?:\/|\bper\b|\ban?\b)\s*key$/i
const PERCENT = /^(?:%|percent|per cent|pct)$/i
/**
 * Reads a number with its unit and nothing else: `250ms`, `1 h 30 min`, `PT5M`, `max-age=300`, `40k/h`, `1200 req/s`,
 * `1e-3`, `0,25 s`. The value is in seconds, 1/s or plain, as `unit` says, always finite, not yet held against any
 * range. Never throws.
 */
export function parseQuantity(text: string, unit: Unit): Parsed {
  const refuse = (why: string): Parsed => ({ ok: false, reason: `${echo(text)} ${why}` })
  const usual = `is not ${kindOf(unit)}`
  if (text.length > LONGEST) return refuse(usual)
  const trimmed = plainCharacters(text).trim()
  const found = read(trimmed, unit) ?? read(inDigits(trimmed), unit)
  if (found === null) {
    const why = whyNot(trimmed, unit, (part) => read(part, unit))
    return why === null ? refuse(usual) : { ok: false, reason: `${echo(text)} ${why}`, cure: true }
  }
  if (!Number.isFinite(found.value)) return refuse('is too large')
  // Adding zero takes the sign of a negative zero away.
  const value = found.value + 0
  const bare = found.bare && value !== 0
  if (found.other === null || found.other === value) return { ok: true, value, bare }
  const other = formatQuantity(found.other, unit === '%' ? '' : unit)
  const note = `${echo(text)} is read as ${exactly(value, unit)}; write ${other} if you mean that`
  return { ok: true, value, bare, note }
}

/** What a text should have been, in words. */
export function kindOf(unit: Unit): string {
  return { '': 'a number', '%': 'a share', s: 'a duration', '1/s': 'a rate' }[unit]
}

function read(text: string, unit: Unit): FoundQuantity | null {
  if (unit !== 's') return counted(text, unit)
  const spelled = spelledDuration(text)
  return spelled === null ? duration(text) : { value: spelled, bare: false, other: null }
}

/** The decimal that the digits spell, times a power of ten, rounded once. */
function decimal(digits: string, exponent: string | undefined, shift: number): number {
  return Number(`${digits}e${Number(exponent ?? 0) + shift}`)
}

/** `90`, `90s` or parts from large to small, `1h30m`; a sign in front holds for all of them. */
function duration(text: string): FoundQuantity | null {
  let total = 0
  let other = 0
  let sign = 1
  let last = Infinity
  let at = 0
  do {
    TIMED.lastIndex = at
    const match = TIMED.exec(text)
    if (match === null) return null
    const [part, minus, numeral, exponent, name, joint] = match
    const number = decimalText(numeral)
    if (number === null) return null
    const first = at === 0
    at += part.length
    if (first && minus === '-') sign = -1
    if (!first && minus !== '') return null
    const second = number.other ?? number.digits
    if (name === '') {
      if (!first || at < text.length) return null
      return found(true, sign * decimal(number.digits, exponent, 0), sign * decimal(second, exponent, 0))
    }
    const unit = timeUnit(name)
    if (unit === undefined) return null
    const size = unit.seconds * powerOfTen(unit.exponent)
    if (size >= last) return null
    // Behind a symbol a comma stands between two durations, behind a word between the parts of one.
    if (joint.trim() === ',' && name.length < 3) return null
    last = size
    total += decimal(number.digits, exponent, unit.exponent) * unit.seconds
    other += decimal(second, exponent, unit.exponent) * unit.seconds
  } while (at < text.length)
  return found(false, sign * total, sign * other)
}

/** A plain number or a rate, which may carry k, M or G, or a share: `0.1%` is 0.001. */
function counted(text: string, unit: Unit): FoundQuantity | null {
  const match = COUNTED.exec(text)
  if (match === null) return null
  const [, minus, numeral, exponent, letter = '', tail] = match
  const number = decimalText(numeral)
  if (number === null) return null
  const sign = minus === '-' ? -1 : 1
  const shift = letter === '' ? 0 : multiple(letter)
  if (shift === undefined) return null
  const amount = (bare: boolean, more: number, seconds = 1) =>
    found(
      bare,
      (sign * decimal(number.digits, exponent, shift + more)) / seconds,
      (sign * decimal(number.other ?? number.digits, exponent, shift + more)) / seconds
    )
  if (unit === '%' && letter !== '') return null
  if (unit === '%' && PERCENT.test(tail)) return amount(false, -2)
  if (tail === '') return amount(unit === '1/s', 0)
  if (unit !== '1/s') return null
  const rest = tail.replace(EACH_KEY, '').replace(/^(?:page|cache)\s+(?=[a-z])/i, '')
  if (PER_SECOND.test(rest)) return amount(false, 0)
  const named = rateUnit(rest)
  if (named !== undefined) return amount(false, 0, named)
  const [, noun = '', times = '1', name = ''] = PER.exec(rest) ?? []
  const per = timeUnit(name)
  if (per === undefined) return null
  if (noun === '' || isCounted(noun)) return amount(false, -per.exponent, Number(times) * per.seconds)
  // The letter of GET/s is no multiple.
  return letter.length === 1 && isCounted(letter + noun)
    ? counted(text.replace(letter, letter.toLowerCase()), unit)
    : null
}

const found = (bare: boolean, value: number, other: number): FoundQuantity => ({
  value,
  bare,
  other: other === value ? null : other
})
