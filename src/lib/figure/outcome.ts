/** What a β comes to for one key, as the advice compares it: from the closed form, or with the errors of a simulation. */
import { type KeyAdvice, type Scenario, type Trial, closedForm, modelOf, trialOf } from '#core'
import type { KeyView } from '$lib/text/key-view'

/** What was computed for the page anyway; null while it is not there. */
export function outcomeOf({ beta, figures, errors, model }: KeyView): Trial | null {
  if (!figures) return null
  return trialOf(beta, model.ttl, figures, errors)
}

/** At the β that is advised: in closed form, or the trial that the search made of it. */
export function outcomeAt(scenario: Scenario, place: number, advice: KeyAdvice, beta: number): Trial | null {
  if (advice.basis === 'simulation') return advice.trials.find((trial) => trial.beta === beta) ?? null
  const model = modelOf(scenario, scenario.keys[place], beta)
  return trialOf(beta, model.ttl, closedForm(model), null)
}
