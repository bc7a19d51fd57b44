import { FIELDS, PARAMETERS, type ParameterKey } from '#core'
import { echo } from '../echo'
import { parseQuantity } from '../quantity/parse-quantity'
import type { Parsed } from '../quantity/parse-quantity'

const INFINITE = /^\s*\+?\\?(?:php_?)?(?:inf(?:inity|inite)?|\u221e)\s*$/i
const FOR_EVER = /^\s*(?:for ?ever|never|none|no (?:expiry|ttl|expiration)|unlimited)\s*$/i

/**
 * Reads a text as a value of this parameter; like `parseQuantity`, and knows what people mean by a value that only
 * this parameter has, and its name in front: `ttl=5m`, `β: 2`.
 */
export function parseParameter(text: string, key: ParameterKey): Parsed {
  const refuse = (why: string): Parsed => ({ ok: false, cure: true, reason: `${echo(text)} ${why}` })
  if (key === 'beta' && INFINITE.test(text))
    return refuse(
      'makes Symfony recompute at that call, whatever is stored; write the β of the other calls, 1 if it was never set'
    )
  if (key === 'ttl' && (INFINITE.test(text) || FOR_EVER.test(text)))
    return refuse('has no expiry to refresh before; write the longest, 10y')
  const read = parseQuantity(text, PARAMETERS[key].unit)
  if (read.ok) return read
  const [, name, value] = /^\s*(?:--)?([\p{L}_-]{1,20})\s*[:=]\s*(.+)$/su.exec(text.slice(0, 100)) ?? []
  const link = FIELDS.find(([one]) => one === key)?.[1].link
  const isOwn = [key, link, PARAMETERS[key].symbol].some((own) => own?.toLowerCase() === name?.toLowerCase())
  const behind = name !== undefined && isOwn ? parseQuantity(value, PARAMETERS[key].unit) : read
  return behind.ok ? behind : read
}
