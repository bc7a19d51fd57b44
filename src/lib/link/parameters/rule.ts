import { PARAMETERS, type ChanceRule, type RuleFault, type Scenario } from '#core'
import { echo } from '../echo'
import type { Say } from '../note'
import { readableQuantity } from '../quantity/readable-quantity'
import { readRuleText } from '../rules/rule-reader'
import type { TypedScenario } from '../spelling'

/** A text as a rule: `paper`, or an expression such as `left < 0.2*ttl`; else why it is refused. */
export function ruleOf(text: string): { ok: true; rule: ChanceRule } | { ok: false; reason: string } {
  const typed = text.replace(/\s+/g, ' ').trim()
  if (typed.toLowerCase() === 'paper') return { ok: true, rule: { kind: 'paper' } }
  const read = readRuleText(typed)
  return read.ok ? { ok: true, rule: { kind: 'expression', text: typed, tree: read.tree } } : read
}

/** What is wrong with the rule of a scenario for one of its keys. */
interface KeyFault {
  kind: RuleFault['kind']
  /** Behind the rule: "is not a number 3 s before the expiry of hot". */
  says: string
}

/** Nothing while what reads rules is not loaded; else one for each key for which the rule has no value somewhere in the lifetime, never refreshes, or always does. */
export function ruleFaults({
  rule,
  keys,
  beta,
  ...all
}: Pick<Scenario, 'rule' | 'keys' | 'beta' | 'ttl' | 'delta'>): KeyFault[] {
  if (rule.kind === 'paper') return []
  const read = readRuleText(rule.text)
  if (!read.ok) return []
  // Most keys have the same times.
  const known = new Map<string, RuleFault | null>()
  return keys.flatMap((key) => {
    const ttl = key.ttl ?? all.ttl
    const delta = Math.min(key.delta ?? all.delta, ttl)
    const times = `${ttl} ${delta}`
    if (!known.has(times)) known.set(times, read.faultAt({ ttl, delta, beta }))
    const fault = known.get(times)!
    if (fault === null) return []
    return [{ kind: fault.kind, says: inWords(fault, keys.length > 1 ? echo(key.name) : '') }]
  })
}

/** @param whose the name of the key, '' where there is only one */
function inWords(fault: RuleFault, whose: string): string {
  if (fault.kind === 'no value') {
    const place = readableQuantity(Math.max(PARAMETERS.delta.min, fault.left), 's')
    return `is not a number ${place} before the expiry${whose && ` of ${whose}`}`
  }
  return fault.kind === 'never'
    ? `is 0 everywhere: no request${whose && ` for ${whose}`} refreshes early`
    : `is 1 everywhere: every request${whose && ` for ${whose}`} refreshes`
}

export function readRule(text: string, say: Say): ChanceRule {
  const read = ruleOf(text)
  if (read.ok) return read.rule
  say('bad', 'rule', `rule=${echo(text)} is refused: ${read.reason}; using paper`)
  return { kind: 'paper' }
}

/** Refuses a rule that has no value somewhere in the lifetime of a key, and says where. Changes the scenario. */
export function checkRule(_: Map<string, string>, scenario: TypedScenario, say: Say): void {
  const { rule } = scenario
  if (rule.kind === 'paper') return
  const name = `rule=${echo(rule.text)}`
  const faults = ruleFaults(scenario)
  const fatal = faults.find(({ kind }) => kind === 'no value')
  if (fatal) {
    say('bad', 'rule', `${name} ${fatal.says}; using paper`)
    scenario.rule = { kind: 'paper' }
  } else for (const { says } of faults) say('hint', 'rule', `${name} ${says}`)
}
