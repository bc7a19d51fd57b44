import { PARAMETERS, type ParameterKey } from '#core'
import { parseParameter } from '../parameters/read-parameter'
import type { Spelling } from '../spelling'
import { formatQuantity } from './format-quantity'

/** What stands in a URL, and in a list of keys, as it is. */
const PLAIN = /^\d[\w./-]*\w$/
/** Plain numbers have one spelling each: 4 and 4.0 are one link. */
const HAS_UNIT = /[a-z]/i
const LONGEST = 24

/**
 * A typed text without its blanks, to be given back: one that is read without a remark, can stand in a link as it is,
 * and differs from what would be written anyway. Else undefined.
 */
export function spellingOf(text: string, value: number, key: ParameterKey): Spelling | undefined {
  if (text.length > 2 * LONGEST) return undefined
  const compact = text.replace(/\s+/g, '').replace(/[\u00b5\u03bc]/g, 'u')
  if (compact.length > LONGEST || !PLAIN.test(compact) || !HAS_UNIT.test(compact)) return undefined
  const read = parseParameter(compact, key)
  if (!read.ok || read.bare || read.note !== undefined || read.value !== value) return undefined
  return compact === formatQuantity(value, PARAMETERS[key].unit) ? undefined : { text: compact, value }
}
