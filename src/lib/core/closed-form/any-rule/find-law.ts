/** The law of a cache with options, or why it has none. */
import type { Model } from '../../model/scenario'
import { whyNoLaw } from '../closed-form'
import { optionLaw, type OptionLaw } from './option-law'

/** Either the figures, or why there are none, as the end of the sentence "There is no closed form for …". */
export type FoundLaw = { why: null; law: OptionLaw } | { why: string; law: null }

/** @param model one with options */
export function findLaw(model: Model): FoundLaw {
  const why = whyNoLaw(model)
  return why === null ? { why, law: optionLaw(model) } : { why, law: null }
}
