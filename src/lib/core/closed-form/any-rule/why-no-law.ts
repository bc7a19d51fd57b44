/** Apart from closed-form.ts, which every page loads at first: the laws of options are many times as large. */
import type { Model } from '../../model/scenario'
import { SETTLED } from '../closed-form'
import { optionOverlap, whyNoOptionLaw } from './option-law'

/** Why optionLaw does not give the figures of a model; null where it does. */
export const whyNoLaw = (model: Model): string | null =>
  whyNoOptionLaw(model) ?? (optionOverlap(model) <= SETTLED ? null : 'refreshes that run into each other')
