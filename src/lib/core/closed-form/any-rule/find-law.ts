/** The law of a cache with options, or why it has none. */
import type { Model } from '../../model/scenario'
import { SETTLED, whyNoClosedForm } from '../closed-form'
import { optionLaw, type OptionLaw, optionOverlap, whyNoOptionLaw } from './option-law'

/** Why optionLaw does not give the figures of a model with options; null where it does. */
export function whyNoLaw(model: Model): string | null {
  const { options: _, ...usual } = model
  const why = whyNoClosedForm(usual) ?? whyNoOptionLaw(model)
  return why ?? (optionOverlap(model) <= SETTLED ? null : 'refreshes that run into each other')
}

/** Either the figures, or why there are none, as the end of the sentence "There is no closed form for …". */
export type FoundLaw = { why: null; law: OptionLaw } | { why: string; law: null }

/** @param model one with options */
export function findLaw(model: Model): FoundLaw {
  const why = whyNoLaw(model)
  return why === null ? { why, law: optionLaw(model) } : { why, law: null }
}
