/** Apart from closed-form.ts, which every page loads at first: the laws of options are many times as large. */
import type { Model } from '../../model/scenario'
import { SETTLED } from '../closed-form'
import { optionOverlap, whyNoOptionLaw } from './option-law'

/** Why optionLaw does not give the figures of a model, else the chance that its cycles run into each other. */
export function overlapUnlessWhy(model: Model): { why: string } | { why: null; overlap: number } {
  const why = whyNoOptionLaw(model)
  if (why !== null) return { why }
  const overlap = optionOverlap(model)
  return overlap <= SETTLED ? { why, overlap } : { why: 'refreshes that run into each other' }
}

/** Why optionLaw does not give the figures of a model; null where it does. */
export const whyNoLaw = (model: Model): string | null => overlapUnlessWhy(model).why
