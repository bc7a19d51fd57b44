import { AgeRule } from './age-rule'
import { PaperRule, paperRule } from './paper-rule'
import { storedDelta } from './deviations'
import { outOfReach, type Rule } from './rule'
import type { Model } from './scenario'
import { SteppedRule } from './stepped-rule'

/**
 * @returns the rule of this model, before anything is stored
 * @throws RangeError for a combination that no implementation has
 */
export function ruleOf({ beta, delta, rate, ttl, quirks = {} }: Model): Rule {
  const rule = quirks.age
    ? new AgeRule(beta, outOfReach(rate * ttl))
    : quirks.remainingStep
      ? new SteppedRule(beta, quirks.remainingStep, outOfReach(rate * (beta * delta + quirks.remainingStep)))
      : new PaperRule(beta, outOfReach(rate * beta * storedDelta(delta, quirks.storedDelta)))
  return quirks.losersWait || quirks.lifetime ? paperRule(rule) : rule
}
