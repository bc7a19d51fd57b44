/** The figures to show for a key: from a formula where one holds, otherwise from the simulation. */
import { closedForm, firstTriggerFigures, whyNoClosedForm, whySimulated } from '../closed-form/closed-form'
import type { Figures } from '../model/figures'
import type { Model } from '../model/scenario'
import type { StandardErrors, Summary } from './summary'

export interface KnownFigures {
  figures: Figures
  /** Standard errors, 0 for a figure that a formula gives; null where a formula gives all figures. */
  errors: StandardErrors | null
}

/**
 * The figures to show for a key, and their errors.
 * @param summary of a simulation of this model; needed where whySimulated gives a reason
 * @returns null where a simulation is needed and there is none
 */
export function knownFigures(model: Model, summary: Summary | null): KnownFigures | null {
  if (whySimulated(model) === null) return { figures: closedForm(model), errors: null }
  if (summary === null) return null
  const { figures, standardErrors } = summary
  if (whyNoClosedForm(model) !== null) return { figures, errors: standardErrors }
  const exact = firstTriggerFigures(model)
  const noError = Object.fromEntries(Object.keys(exact).map((key) => [key, 0]))
  return { figures: { ...figures, ...exact }, errors: { ...standardErrors, ...noError } }
}
