import { powerOfTen } from '$lib/core/fixed-math'
import { echo } from './echo'
import { multiple, rateUnit, timeUnit } from './units'
import type { Unit } from './units'

/**
 * A quantity as read. `bare` says that a unit was due and missing, so that the unit can be said back;
 * nought needs none. `reason` is a clause that begins with the text: "5 kg is not a duration".
 */
export type Parsed = { ok: true; value: number; bare: boolean } | { ok: false; reason: string }

/** Longer texts are not read: no quantity needs them, and the work stays bounded. */
const LONGEST = 64

const AMOUNT = String.raw`([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,4}))?\s*`
const TIMED = new RegExp(AMOUNT + String.raw`([a-zA-Z\u00b5\u03bc]*)\s*`, 'y')
const COUNTED = new RegExp(`^${AMOUNT}([kKMG]?)\\s*(.*)$`)
const PER = /^(?:(?:r|reqs?|requests?|hits?|quer(?:y|ies))\b)?\s*(?:\/|per\b)\s*([a-z\u00b5\u03bc]+)$/i

/**
 * Reads a number with its unit and nothing else: `250ms`, `1 h 30 min`, `40k/h`, `1200 req/s`, `1e-3`.
 * The value is in seconds, 1/s or plain, as `unit` says, always finite, not yet held against any range.
 * Never throws.
 */
export function parseQuantity(text: string, unit: Unit): Parsed {
  if (text.length > LONGEST) return refuse(text, unit)
  const trimmed = text.trim().replace(/^\u2212/, '-')
  const found = unit === 's' ? duration(trimmed) : counted(trimmed, unit)
  if (found === null) return refuse(text, unit)
  if (!Number.isFinite(found.value)) return { ok: false, reason: `${echo(text)} is too large` }
  return { ok: true, value: found.value, bare: found.bare && found.value !== 0 }
}

/** What a text should have been, in words. */
export function kindOf(unit: Unit): string {
  return { '': 'a number', '%': 'a share', s: 'a duration', '1/s': 'a rate' }[unit]
}

interface Found {
  value: number
  bare: boolean
}

function refuse(text: string, unit: Unit): Parsed {
  return { ok: false, reason: `${echo(text)} is not ${kindOf(unit)}` }
}

/** The decimal that the text spells, times a power of ten, rounded once. */
function decimal(digits: string, exponent: string | undefined, shift: number): number {
  return Number(`${digits.replaceAll(',', '')}e${Number(exponent ?? 0) + shift}`)
}

/** `90`, `90s` or parts from large to small, `1h30m`; a sign in front holds for all of them. */
function duration(text: string): Found | null {
  let total = 0
  let sign = 1
  let last = Infinity
  let at = 0
  do {
    TIMED.lastIndex = at
    const match = TIMED.exec(text)
    if (match === null) return null
    const [part, minus, digits, exponent, name] = match
    const first = at === 0
    at += part.length
    if (first && minus === '-') sign = -1
    if (!first && minus !== '') return null
    if (name === '')
      return first && at === text.length ? bareNumber(sign * decimal(digits, exponent, 0)) : null
    const unit = timeUnit(name)
    if (unit === undefined) return null
    const size = unit.seconds * powerOfTen(unit.exponent)
    if (size >= last) return null
    last = size
    total += decimal(digits, exponent, unit.exponent) * unit.seconds
  } while (at < text.length)
  return { value: sign * total, bare: false }
}

/** A plain number or a rate, which may carry k, M or G, or a share: `0.1%` is 0.001. */
function counted(text: string, unit: Unit): Found | null {
  const match = COUNTED.exec(text)
  if (match === null) return null
  const [, minus, digits, exponent, letter, rest] = match
  const sign = minus === '-' ? -1 : 1
  const shift = letter === '' ? 0 : multiple(letter)
  if (shift === undefined) return null
  const amount = (more: number) => sign * decimal(digits, exponent, shift + more)
  if (unit === '%' && letter !== '') return null
  if (unit === '%' && rest === '%') return { value: amount(-2), bare: false }
  if (rest === '') return unit === '1/s' ? bareNumber(amount(0)) : { value: amount(0), bare: false }
  if (unit !== '1/s') return null
  const named = rateUnit(rest)
  if (named !== undefined) return { value: amount(0) / named, bare: false }
  const per = timeUnit(PER.exec(rest)?.[1] ?? '')
  return per === undefined ? null : { value: amount(-per.exponent) / per.seconds, bare: false }
}

function bareNumber(value: number): Found {
  return { value, bare: true }
}
