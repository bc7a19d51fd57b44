import { PARAMETERS, type ChanceRule, ruleFault } from '#core'
import { echo } from '../echo'
import type { Say } from '../note'
import { readableQuantity } from '../quantity/readable-quantity'
import { readRuleText } from '../rules/rule-reader'
import type { TypedScenario } from '../spelling'

/** `paper`, or an expression such as `left < 0.2*ttl`. */
export function readRule(text: string, say: Say): ChanceRule {
  const typed = text.replace(/\s+/g, ' ').trim()
  if (typed.toLowerCase() === 'paper') return { kind: 'paper' }
  const read = readRuleText(typed)
  if (read.ok) return { kind: 'expression', text: typed, tree: read.tree }
  say('bad', 'rule', `rule=${echo(text)} is refused: ${read.reason}; using paper`)
  return { kind: 'paper' }
}

/** Refuses a rule that has no value somewhere in the lifetime of a key, and says where. Changes the scenario. */
export function checkRule(_: Map<string, string>, scenario: TypedScenario, say: Say): void {
  const { rule, keys, beta } = scenario
  if (rule.kind === 'paper') return
  for (const key of keys) {
    const ttl = key.ttl ?? scenario.ttl
    const delta = Math.min(key.delta ?? scenario.delta, ttl)
    const fault = ruleFault(rule.tree, { ttl, delta, beta })
    if (fault === null) continue
    const of = keys.length > 1 ? ` of ${echo(key.name)}` : ''
    if (fault.kind === 'no value') {
      const place = readableQuantity(Math.max(PARAMETERS.delta.min, fault.left), 's')
      say(
        'bad',
        'rule',
        `rule=${echo(rule.text)} is not a number ${place} before the expiry${of}; using paper`
      )
      scenario.rule = { kind: 'paper' }
      return
    }
    const does =
      fault.kind === 'never'
        ? 'is 0 everywhere: no request refreshes early'
        : 'is 1 everywhere: every request refreshes'
    say('hint', 'rule', `rule=${echo(rule.text)} ${does}${of && ` the value${of}`}`)
  }
}
