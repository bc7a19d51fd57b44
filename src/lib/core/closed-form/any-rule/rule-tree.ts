/** The rule of a model as an expression: that of the link, or of an implementation whose rule is not the paper’s. */
import { NO_OPTIONS } from '../../model/options/cache-options'
import type { Expression } from '../../model/options/tree'
import type { Model } from '../../model/scenario'

/** @returns null for the paper’s rule */
export function ruleTree({ beta, deviations = {}, options = NO_OPTIONS }: Model): Expression | null {
  if (options.rule !== null) return options.rule
  const { age, remainingStep } = deviations
  if (age) return beta > 0 ? refreshing('left', 'age') : 0
  if (remainingStep) {
    const nearest: Expression = { of: 'round', to: [{ of: '/', to: ['left', remainingStep] }] }
    if (beta === 0) return { of: '==', to: [nearest, 0] }
    return refreshing({ of: '*', to: [remainingStep, nearest] }, 'delta')
  }
  return null
}

/** e^(−left/(β·scale)). */
const refreshing = (left: Expression, scale: Expression): Expression => ({
  of: 'exp',
  to: [{ of: 'negative', to: [{ of: '/', to: [left, { of: '*', to: ['beta', scale] }] }] }]
})
