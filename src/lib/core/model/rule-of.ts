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
export function ruleOf({ beta, delta, rate, ttl, deviations = {} }: Model): Rule {
  const rule = deviations.age
    ? new AgeRule(beta, outOfReach(rate * ttl))
    : deviations.remainingStep
      ? new SteppedRule(
          beta,
          deviations.remainingStep,
          outOfReach(rate * (beta * delta + deviations.remainingStep))
        )
      : new PaperRule(beta, outOfReach(rate * beta * storedDelta(delta, deviations.storedDelta)))
  return deviations.losersWait || deviations.lifetime ? paperRule(rule) : rule
}
