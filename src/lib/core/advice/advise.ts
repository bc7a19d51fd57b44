/**
 * Which β to set for one key, and why: the smallest that keeps late refreshes rare, the largest that gives away little
 * enough of the lifetime, and between them the one that costs the fewest rebuilds.
 */
import { drive, searchBeta, searchBounds, type Bounds, type SearchResult } from './beta-search'
import { atLeast, EXACT_PLAN } from './search-plan'
import type { Ask, Limits, Trial } from './trial'
import { hourly, settles, whyNoClosedForm } from '../closed-form/closed-form'
import { gapQuantile, trigger } from '../closed-form/first-trigger'
import { IMPLEMENTATIONS } from '../model/implementation'
import { modelOf } from '../model/model-of'
import { longestLife } from '../model/deviations'
import { PARAMETERS } from '../model/fields'
import type { Key, Model, Scenario } from '../model/scenario'
import { idleChance } from '../closed-form/idle-interval'

/** What stands between a key and a good β. */
export type Binding =
  /** Not even a huge β helps: too few requests come in a lifetime. `share`: expiries that no request comes before. */
  | { kind: 'requests'; share: number; expected: number }
  /** The β that protects is above those that can be set: this one, or null where none up to there protects. */
  | { kind: 'range'; beta: number | null }
  /** The β that protects gives away more of the lifetime than allowed: so much. */
  | { kind: 'lifetime'; share: number }

export interface KeyAdvice extends SearchResult {
  basis: 'closed form' | 'simulation'
  /** Why there is no good β; null when there is one. */
  binding: Binding | null
  /** Cycles of a simulated trial whose cost counted; null where nothing was simulated. */
  cycles: number | null
}

export const limitsOf = ({ late, lifetimeBudget }: Scenario): Limits => ({ late, lifetimeBudget })

const planOf = ({ implementation }: Scenario) =>
  atLeast(IMPLEMENTATIONS[implementation].leastBeta, EXACT_PLAN)

/** A β tried in closed form. */
function closedTrial(at: (beta: number) => Model): (ask: Ask) => Trial {
  return ({ beta, cost }) => {
    const model = at(beta)
    const law = trigger(model)
    return {
      beta,
      lateShare: law.lateShare,
      lateError: 0,
      lifetimeShare: (gapQuantile(law, 0.95) ?? 0) / model.ttl,
      cost: cost ? hourly(model).rebuildsPerHour : NaN,
      costError: 0
    }
  }
}

/**
 * A share of late refreshes that no β can go below: expiries before which no request comes in time. A rebuild that
 * happens to be short could still come in time, so where its time varies only a whole lifetime without requests counts.
 */
function unavoidable(model: Model): number {
  const { rate, arrivals, delta, deltaCv } = model
  const life = longestLife(model)
  if (arrivals.kind === 'even') {
    // Rebuilds begin at a request, so with a fixed rebuild time the next request comes at a known time after the write.
    return deltaCv === 0 && Math.max(1, Math.ceil(rate * delta)) / rate > life ? 1 : 0
  }
  return idleChance(rate, arrivals, deltaCv > 0 ? life : Math.max(0, life - delta))
}

/** What is known without any search where not even a huge β protects; null where one might. */
export function hopeless(model: Model, limits: Limits): SearchResult | null {
  if (unavoidable(model) <= limits.late) return null
  return { low: null, lowRange: null, safe: null, high: null, beta: null, reason: null, trials: [] }
}

/** @returns why no β between the bounds is good; null when one is */
export function bindingOf(model: Model, limits: Limits, found: SearchResult): Binding | null {
  if (found.beta !== null) return null
  const share = unavoidable(model)
  if (share > limits.late) {
    return { kind: 'requests', share, expected: model.rate * Math.max(0, longestLife(model) - model.delta) }
  }
  const most = PARAMETERS.beta.max
  if ((found.low ?? Infinity) > most && (found.high ?? 0) >= most && (found.low ?? 0) <= found.high!)
    return { kind: 'range', beta: found.low }
  const needed = found.trials.filter(({ beta }) => found.low === null || beta <= found.low).at(-1)
  return { kind: 'lifetime', share: needed?.lifetimeShare ?? 1 }
}

/**
 * The advice for one key in closed form.
 * @returns null where the figures must be simulated: no closed form, or refreshes that do not settle
 */
export function adviseExactly(scenario: Scenario, key: Key): KeyAdvice | null {
  const at = (beta: number) => modelOf(scenario, key, beta)
  if (whyNoClosedForm(at(1)) !== null) return null
  const limits = limitsOf(scenario)
  const found = drive(searchBeta(limits, planOf(scenario)), closedTrial(at))
  if (found.beta !== null && !settles(at(found.beta))) return null
  return { ...found, basis: 'closed form', binding: bindingOf(at(1), limits, found), cycles: null }
}

/** The bounds of β for one key as the closed form has them; coordination does not matter. */
export function boundsExactly(scenario: Scenario, key: Key): Bounds {
  return drive(
    searchBounds(limitsOf(scenario), planOf(scenario)),
    closedTrial((beta) => modelOf(scenario, key, beta))
  )
}
