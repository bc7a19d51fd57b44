/** What a β comes to for one key, as the advice compares it: from the closed form, or with the errors of a simulation. */
import { closedForm } from '$lib/core/closed-form'
import type { KeyAdvice } from '$lib/core/advise'
import { modelOf } from '$lib/core/model-of'
import type { Scenario } from '$lib/core/scenario'
import type { KeyView } from './key-view'

export interface Outcome {
  beta: number
  rebuildsPerHour: number
  lateShare: number
  /** p95 of the gap over the lifetime. */
  giveShare: number
  /** Standard errors; 0 in closed form. */
  errors: { rebuildsPerHour: number; lateShare: number }
}

/** What was computed for the page anyway; null while it is not there. */
export function outcomeOf(view: KeyView): Outcome | null {
  const { figures, summary, closed, model } = view
  if (!figures) return null
  const errors = closed ? null : summary?.standardErrors
  return {
    beta: view.beta,
    rebuildsPerHour: figures.rebuildsPerHour,
    lateShare: figures.lateShare,
    giveShare: (figures.gapP95 ?? 0) / model.ttl,
    errors: { rebuildsPerHour: errors?.rebuildsPerHour ?? 0, lateShare: errors?.lateShare ?? 0 }
  }
}

/** At the β that is recommended: in closed form, or from the trial that the search made of it. */
export function outcomeAt(
  scenario: Scenario,
  place: number,
  advice: KeyAdvice,
  beta: number
): Outcome | null {
  if (advice.basis === 'closed form') {
    const model = modelOf(scenario, scenario.keys[place], beta)
    const figures = closedForm(model)
    return {
      beta,
      rebuildsPerHour: figures.rebuildsPerHour,
      lateShare: figures.lateShare,
      giveShare: (figures.gapP95 ?? 0) / model.ttl,
      errors: { rebuildsPerHour: 0, lateShare: 0 }
    }
  }
  const trial = advice.trials.find((trial) => trial.beta === beta)
  return trial
    ? {
        beta,
        rebuildsPerHour: trial.cost,
        lateShare: trial.lateShare,
        giveShare: trial.giveShare,
        errors: { rebuildsPerHour: trial.costError, lateShare: trial.lateError }
      }
    : null
}
