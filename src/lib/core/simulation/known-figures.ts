/** The figures to show for a key: by formula where one holds, else by simulation. */
import {
  closedForm,
  firstTriggerFigures,
  whyNoClosedForm,
  whySimulated,
  type FirstTriggerFigures
} from '../closed-form/closed-form'
import type { Figures } from '../model/figures'
import type { Model } from '../model/scenario'
import type { StandardErrors, Summary } from './summary'

export interface KnownFigures {
  figures: Figures
  /** Standard errors of simulated figures, 0 for those among them that a formula gives; null where all are exact. */
  errors: StandardErrors | null
}

const EXACT: Record<keyof FirstTriggerFigures, 0> = {
  earlyShare: 0,
  lateShare: 0,
  gapMean: 0,
  gapP05: 0,
  gapP50: 0,
  gapP95: 0
}

/**
 * @param summary of a simulation of this model; needed where whySimulated says so
 * @returns null where only a simulation knows, and there is none
 */
export function knownFigures(model: Model, summary: Summary | null): KnownFigures | null {
  if (whySimulated(model) === null) return { figures: closedForm(model), errors: null }
  if (summary === null) return null
  const { figures, standardErrors } = summary
  if (whyNoClosedForm(model) !== null) return { figures, errors: standardErrors }
  return {
    figures: { ...figures, ...firstTriggerFigures(model) },
    errors: { ...standardErrors, ...EXACT }
  }
}
