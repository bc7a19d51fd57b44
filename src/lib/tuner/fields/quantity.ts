import { PARAMETERS, type ParameterKey } from '#core'
import { parseQuantity } from '$lib/link/quantity/parse-quantity'
import { parseParameter } from '$lib/link/parameters/read-parameter'
import type { Parsed, Unit } from '$lib/link/quantity/quantity'

/** What a field's text comes to: a value in SI, or a sentence (without its full stop) that says why not. */
export type Reading = Parsed

/** Longer texts are not worked out, so that nobody's paste can hold the page up. */
const LONGEST = 200

/** Every character that a calculation may have: no quotes, brackets, braces or equals signs get further. */
const CALCULATION = /^[\w\s.,+\-*/^()\u00b5\u03bc\u00d7\u00b7\u00f7\u2212]+$/

const EXAMPLES: Record<Unit, string> = {
  s: 'a duration, such as 250 ms or 5 min',
  '1/s': 'a rate, such as 1200 req/s or 40k/h',
  '%': 'a share, such as 0.1 %',
  '': 'a number'
}

/**
 * Reads what somebody typed into a field for this parameter, not yet held against its range.
 */
export function readParameter(text: string, key: ParameterKey): Reading | Promise<Reading> {
  return reading(text, PARAMETERS[key].unit, parseParameter(text, key))
}

/**
 * The same for any quantity of this unit. A plain number-and-unit is read at once. Whatever has the look of a calculation, `3 * 80 ms`, is worked
 * out after the calculator has loaded, once. Never throws and never rejects.
 */
export function readField(text: string, unit: Unit): Reading | Promise<Reading> {
  return reading(text, unit, parseQuantity(text, unit))
}

function reading(text: string, unit: Unit, parsed: Parsed): Reading | Promise<Reading> {
  if (text.trim() === '') return { ok: false, reason: `Type ${EXAMPLES[unit]}` }
  if (text.length > LONGEST) return { ok: false, reason: `That is longer than ${LONGEST} characters` }
  return parsed.ok || parsed.cure || !looksLikeCalculation(text) ? parsed : calculate(text, unit)
}

/** Why a value is none for something that has to be above 0, or at least 0; null where it is. */
export function whyNegative(value: number, { min, label }: { min: number; label: string }): string | null {
  if (value > 0 || (value === 0 && min <= 0)) return null
  return `${label} ${min > 0 ? 'has to be above 0' : 'cannot be below 0'}`
}

/** A number, and something to do with it. */
function looksLikeCalculation(text: string): boolean {
  return CALCULATION.test(text) && /\d/.test(text) && /[+\-*/^()\u00d7\u00b7\u00f7\u2212]|\bper\b/.test(text)
}

async function calculate(text: string, unit: Unit): Promise<Reading> {
  try {
    const { readExpression } = await import('./expression')
    return readExpression(text, unit)
  } catch {
    return { ok: false, reason: `The calculator could not be loaded; type ${EXAMPLES[unit]}` }
  }
}
