/** The trigger rule of a model. */
import { AgeRule } from './age-rule'
import { storedDelta } from './deviations'
import { PaperRule } from './paper-rule'
import { outOfReach, type Rule } from './rule'
import type { Model } from './scenario'
import { SecondsRule } from './seconds-rule'

/**
 * @returns the rule of this model, before anything is stored
 * @throws RangeError for a combination that no implementation has
 */
export function ruleOf(model: Model): Rule {
  const { beta, delta, rate, ttl, deviations = {} } = model
  const { rule, lifetime, losersWait } = deviations
  if (losersWait || lifetime || !rule) return paperRuleOf(model)
  return rule === 'age'
    ? new AgeRule(beta, outOfReach(rate * ttl))
    : new SecondsRule(beta, outOfReach(rate * (beta * delta + 1)))
}

/**
 * @returns the rule of this model, before anything is stored, where it is the paper's
 * @throws RangeError where it is another one: only the paper's rule can count losers that wait, and values that die early
 */
export function paperRuleOf({ beta, delta, rate, deviations = {} }: Model): PaperRule {
  if (deviations.rule)
    throw new RangeError(
      'Losers that wait are counted for the paper’s rule only, and this model has another one'
    )
  return new PaperRule(beta, outOfReach(rate * beta * storedDelta(delta, deviations.storedDelta)))
}
