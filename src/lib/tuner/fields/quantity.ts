import { PARAMETERS, type Checked, type ParameterKey, checkParameter } from '#core'
import { parseParameter } from '$lib/link/parameters/read-parameter'
import type { Parsed, Unit } from '$lib/link/quantity/quantity'

/** The reading of a field's text: a value in SI units, or a sentence without full stop that says why there is none. */
export type FieldReading = Parsed

/** Longer texts are not computed, so that a paste cannot block the page. */
const LONGEST = 200

/** All characters of a calculation: quotes, brackets, braces and equals signs are refused. */
const CALCULATION = /^[\w\s.,+\-*/^()\u00b5\u03bc\u00d7\u00b7\u00f7\u2212]+$/

const EXAMPLES: Record<Unit, string> = {
  s: 'a duration, such as 250 ms or 5 min',
  '1/s': 'a rate, such as 1200 req/s or 40k/h',
  '%': 'a share, such as 0.1 %',
  '': 'a number'
}

/**
 * Reads a text typed into a parameter's field; the range is not checked here. A calculation, such as `3 * 80 ms`, needs
 * the calculator, which loads at the first one. Never throws and never rejects.
 */
export function readParameter(text: string, key: ParameterKey): FieldReading | Promise<FieldReading> {
  const { unit } = PARAMETERS[key]
  if (text.trim() === '') return { ok: false, reason: `Type ${EXAMPLES[unit]}` }
  if (text.length > LONGEST) return { ok: false, reason: `That is longer than ${LONGEST} characters` }
  const parsed = parseParameter(text, key)
  return parsed.ok || parsed.cure || !looksLikeCalculation(text) ? parsed : calculate(text, unit)
}

/** The same within the range of the parameter, with what to tell the user. */
export async function readWithin(
  text: string,
  key: ParameterKey
): Promise<({ ok: true } & Checked) | { ok: false; reason: string }> {
  const reading = await readParameter(text, key)
  if (!reading.ok) return reading
  const { value, note } = checkParameter(key, reading.value)
  return { ok: true, value, note: note ?? reading.note ?? null }
}

/** Why a value is refused that must be above 0, or at least 0; null if it is allowed. */
export function whyNegative(value: number, { min, label }: { min: number; label: string }): string | null {
  if (value > 0 || (value === 0 && min <= 0)) return null
  return `${label} ${min > 0 ? 'has to be above 0' : 'cannot be below 0'}`
}

/** Whether a text looks like a calculation: a digit and an operator. */
function looksLikeCalculation(text: string): boolean {
  return CALCULATION.test(text) && /\d/.test(text) && /[+\-*/^()\u00d7\u00b7\u00f7\u2212]|\bper\b/.test(text)
}

async function calculate(text: string, unit: Unit): Promise<FieldReading> {
  try {
    const { readExpression } = await import('./expression')
    return readExpression(text, unit)
  } catch {
    return { ok: false, reason: `The calculator could not be loaded; type ${EXAMPLES[unit]}` }
  }
}
