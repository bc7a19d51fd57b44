/** What a quadrature can say of a cache with options. */
import { expressedChance } from '../../model/options/chance'
import type { Model } from '../../model/scenario'
import { overlapUnlessWhy } from './why-no-law'
import { optionLaw, type OptionLaw } from './option-law'

/** The figures of a model with options by their law, or why it has none. Plain data, which threads send to each other. */
export type FoundLaw = {
  /** The chance that a request refreshes at even gaps from 0 to the lifetime, by an expression; null without one. */
  chances: number[] | null
} & (
  | {
      why: null
      law: OptionLaw
      /** The chance that a cycle begins while rebuilds of the one before run. */
      overlap: number
    }
  /** The end of the sentence "There is no closed form for …". */
  | { why: string; law: null; overlap: null }
)

/** So close that the step of a refresh-ahead looks upright in a picture. */
const PLACES = 400

/** @param model one that closedForm does not cover */
export function findLaw(model: Model): FoundLaw {
  const chances = chancesOf(model)
  const found = overlapUnlessWhy(model)
  return found.why === null
    ? { chances, why: null, law: optionLaw(model), overlap: found.overlap }
    : { chances, why: found.why, law: null, overlap: null }
}

function chancesOf(model: Model): number[] | null {
  const chance = expressedChance(model)
  return chance && Array.from({ length: PLACES + 1 }, (_, i) => chance((i / PLACES) * model.ttl))
}
