import { AgeRule } from './age-rule'
import { PaperRule } from './paper-rule'
import { storedDelta } from './quirks'
import { outOfReach, type Rule } from './rule'
import type { Model } from './scenario'
import { SteppedRule } from './stepped-rule'

/**
 * @returns the rule of this model, before anything is stored
 * @throws RangeError for a combination that no implementation has
 */
export function ruleOf({ beta, delta, rate, ttl, quirks = {} }: Model): Rule {
  if (quirks.losersWait && (quirks.age || quirks.remainingStep))
    throw new RangeError(
      'Losers that wait are counted for the paper’s rule only, and this model has another one'
    )
  if (quirks.age) return new AgeRule(beta, outOfReach(rate * ttl))
  const reach = outOfReach(rate * beta * storedDelta(delta, quirks.storedDelta))
  return quirks.remainingStep
    ? new SteppedRule(beta, quirks.remainingStep, outOfReach(rate * (beta * delta + quirks.remainingStep)))
    : new PaperRule(beta, reach)
}
