/** Whether a text that cannot be read may still become one that can, as `1h 3` becomes `1h 30m`. */
import { PARAMETERS, type ParameterKey } from '#core'
import type { Unit } from '$lib/link/quantity/units'
import { readParameter } from '../fields/quantity'

const TIME = ['s', 'ms', 'sec', 'second', 'min', 'minute', 'hour', 'day', 'week', 'year']

/** How texts of each unit end. */
const ENDS: Record<Unit, string[]> = {
  s: TIME,
  '1/s': [...TIME.flatMap((time) => [`/${time}`, `per ${time}`, `an ${time}`]), 'requests/s', 'rps', 'rpm'],
  '%': ['%'],
  '': []
}

/** An operator of a calculation may be followed by any number. */
const NUMBERS = ['1', '1)']

/** What may be missing: the end of an end, with or without a number before it. */
const missing = (unit: Unit): string[] => {
  const ends = ENDS[unit].flatMap((end) => [...end].map((_, from) => end.slice(from)))
  return [...new Set([...ends, ...NUMBERS, ...ENDS[unit].map((end) => `1${end}`), ')'])]
}

const kept = new Map<Unit, string[]>()

export async function isBeginning(text: string, key: ParameterKey): Promise<boolean> {
  const { unit } = PARAMETERS[key]
  const ends = kept.get(unit) ?? missing(unit)
  kept.set(unit, ends)
  for (const end of ends) if ((await readParameter(text + end, key)).ok) return true
  return false
}
