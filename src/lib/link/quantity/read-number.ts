import { PARAMETERS, type ParameterKey, checkParameter, exactly } from '#core'
import { echo } from '../echo'
import { ENCODED, isEncoded } from '../encoded'
import type { Say } from '../note'
import { parseParameter } from '../parameters/read-parameter'
import type { Unit } from './units'

/**
 * Reads a number of the parameter table from a link: within its range, or null where it cannot be read.
 * A note under the name `field` tells what is not taken as it stands.
 * @param fallback what the caller uses for null; the note names it
 */
export function readNumber(
  field: string,
  text: string,
  key: ParameterKey,
  say: Say,
  fallback = PARAMETERS[key].fallback
): number | null {
  const { unit, max } = PARAMETERS[key]
  const parsed = parseParameter(text, key)
  if (!parsed.ok) {
    say(
      'bad',
      field,
      `${field}=${parsed.reason}${isEncoded(text) ? ENCODED : ''}${another(text)}; using ${exactly(fallback, unit)}`
    )
    return null
  }
  if (parsed.bare)
    say('unit', field, `${field}=${echo(text)} has no unit; taken as ${exactly(parsed.value, unit)}`)
  if (parsed.note !== undefined) say('ambiguous', field, `${field}=${parsed.note}`)
  const { value, note } = checkParameter(key, parsed.value, field)
  if (note !== null) say('clamped', field, note + percentMeant(parsed.value, text, unit, max))
  return value
}

/** Of `5m;beta=2`: an ampersand stands between two parameters. */
const another = (text: string) =>
  /[;,&#]\s*[\w.]+=/.test(text) ? '; an & stands between two parameters' : ''

/** A share of 10 is hardly ever meant, and 10 % often is. */
function percentMeant(value: number, text: string, unit: Unit, max: number): string {
  const isPercent = unit === '%' && value > 1 && value <= 100 * max && !/[%a-z]/i.test(text)
  return isPercent ? `; write ${echo(text.trim())}% for ${exactly(value / 100, unit)}` : ''
}
