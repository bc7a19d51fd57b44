import { PARAMETERS, type ParameterKey } from '#core'
import { echo } from '../echo'
import { parseQuantity } from '../quantity/parse-quantity'
import type { Parsed } from '../quantity/parse-quantity'

const INFINITE = /^\s*\+?\\?(?:php_?)?(?:inf(?:inity)?|\u221e)\s*$/i

/**
 * Reads a text as a value of this parameter; like `parseQuantity`, and knows what people mean by a value that only
 * this parameter has.
 */
export function parseParameter(text: string, key: ParameterKey): Parsed {
  if (key === 'beta' && INFINITE.test(text))
    return {
      ok: false,
      cure: true,
      reason: `${echo(text)} makes Symfony recompute at that call, whatever is stored; write the β of the other calls, 1 if it was never set`
    }
  return parseQuantity(text, PARAMETERS[key].unit)
}
