import { type Parsed, parseQuantity } from '../quantity/parse-quantity'
import { plainly, type Decimals } from './decimals'

const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/
/** What a benchmark took for each of many. */
const EACH = /\s?\/\s?(?:op|iter|iteration|req|request|call)$/i

/** An entry of a column with durations, in seconds where it has its unit. */
export function readCell(cell: string, decimals: Decimals): Parsed {
  const text = plainly(cell, decimals)
  // Most columns are bare numbers, and a hundred thousand of them.
  if (PLAIN.test(text)) {
    const value = Number(text)
    return Number.isFinite(value) ? { ok: true, value, bare: true } : { ok: false, reason: '' }
  }
  return parseQuantity(text.replace(EACH, ''), 's')
}
