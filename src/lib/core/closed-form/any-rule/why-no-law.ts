/** Apart from closed-form.ts, so that a page loads the laws of options only with the advice. */
import { SETTLED, whyNoClosedForm } from '../closed-form'
import type { Model } from '../../model/scenario'
import { optionOverlap, whyNoOptionLaw } from './option-law'

/** Why optionLaw does not give the figures of a model with options; null where it does. */
export function whyNoLaw(model: Model): string | null {
  const { options: _, ...usual } = model
  const why = whyNoClosedForm(usual) ?? whyNoOptionLaw(model)
  return why ?? (optionOverlap(model) <= SETTLED ? null : 'refreshes that run into each other')
}
