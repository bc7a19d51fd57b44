/** Apart from closed-form.ts, which every page loads at first: the laws of options are many times as large. */
import { NO_OPTIONS } from '../../model/options/cache-options'
import type { Model } from '../../model/scenario'
import { SETTLED } from '../closed-form'
import { compileBranch } from '../../model/options/compile'
import { GAUSS } from '../../math/quadrature'
import { hasJitterAlone, jitteredLives } from './jittered-lives'
import { beginningsOf } from './lives'
import { optionOverlap, startsOf, whyNoOptionLaw } from './option-law'
import { ruleTree } from './rule-tree'
import { NO_MORE } from './starts'
import { evenCuts, placesOf, WEIGHED } from './trigger-mass'

/**
 * A law is integrated between the steps of its rule, in each of its lifetimes. So many parts take about 10 s of a processor,
 * and the simulation has figures by then. Counted, so that it does not depend on the machine.
 */
const MOST_PARTS = 30_000
/** What starts after the first trigger of a cycle takes so many times the work of the first trigger. */
const MORE = 4
/** Steps are counted, and need not be found to the last bit. */
const CLOSELY = 1e-6

/** Lifetimes that share no triggers take up to 10 ms each: so many take about 1.5 s. Those that do are one sum. */
const MOST_ALONE = 160

/** Why the integral over all lifetimes, or steps of a rule, is more work than anybody waits for; null where it is not. */
function whyTooLong(model: Model): string | null {
  if (hasManySteps(model)) return 'a rule with so many steps'
  if (ruleTree(model) === null || !hasJitterAlone(model)) return null
  const { isFollowed, lives, shared } = jitteredLives(model)
  const isMuch = !isFollowed || (shared === null && lives.length > MOST_ALONE)
  return isMuch ? 'a rule under which lifetimes with jitter differ so much' : null
}

function hasManySteps(model: Model): boolean {
  const tree = ruleTree(model)
  if (tree === null) return false
  const cuts = evenCuts(model, { ...WEIGHED, parts: 256 })
  const steps = placesOf(compileBranch(tree), model, CLOSELY, cuts).bends.length
  const isMore = (lives: number) => steps * lives * (startsOf(model) === NO_MORE ? 1 : MORE) > MOST_PARTS
  if (isMore(model.resolution > 0 ? GAUSS.length : beginningsOf(model).length)) return true
  if (!hasJitterAlone(model)) return false
  const { lives, shared } = jitteredLives(model)
  return shared === null && isMore(lives.length)
}

/** Whether a law is found in a few milliseconds: one of a single lifetime, under the paper’s rule. */
export function isCheapLaw(model: Model): boolean {
  const { jitter, workers } = model.options ?? NO_OPTIONS
  const isSingle = jitter === 0 && model.deltaCv === 0 && model.resolution === 0
  return isSingle && workers === Infinity && ruleTree(model) === null
}

/** Why optionLaw does not give the figures of a model, else the chance that its cycles run into each other. */
export function overlapUnlessWhy(model: Model): { why: string } | { why: null; overlap: number } {
  const why = whyNoOptionLaw(model)
  if (why !== null) return { why }
  const whyLong = whyTooLong(model)
  if (whyLong !== null) return { why: whyLong }
  const overlap = optionOverlap(model)
  return overlap <= SETTLED ? { why, overlap } : { why: 'refreshes that run into each other' }
}

/** Why optionLaw does not give the figures of a model; null where it does. */
export const whyNoLaw = (model: Model): string | null => overlapUnlessWhy(model).why
