/** What the advice weighs: what the operator allows, and what a β does. */
import type { Figures } from '../model/figures'
import type { StandardErrors } from '../simulation/summary'

/** What the operator allows. */
export interface Limits {
  /** ε: the largest share of late refreshes. */
  late: number
  /** The largest share of the lifetime that the p95 of the gap may reach. */
  lifetimeBudget: number
  /** The largest share of cycles with more rebuilds at once than the origin may run. */
  overload: number
}

/** What a β does. The errors are standard errors, 0 in closed form. */
export interface Trial {
  beta: number
  lateShare: number
  lateError: number
  /** p95 of the gap over the lifetime; 0 where no cycle is early. */
  lifetimeShare: number
  /** Rebuilds per hour; Infinity where refreshes do not settle. */
  cost: number
  costError: number
  /** The share of cycles with more rebuilds at once than the origin may run; absent where that has no limit. */
  overloadShare?: number
  /** Mean gap of the early cycles, s; absent where nobody needs it. */
  gapMean?: number
}

/**
 * A trial from the figures at a β.
 * @param errors standard errors; null for a closed form
 */
export function trialOf(beta: number, ttl: number, figures: Figures, errors: StandardErrors | null): Trial {
  return {
    beta,
    lateShare: figures.lateShare,
    lateError: errors?.lateShare ?? 0,
    lifetimeShare: (figures.gapP95 ?? 0) / ttl,
    cost: figures.rebuildsPerHour,
    costError: errors?.rebuildsPerHour ?? 0,
    gapMean: figures.gapMean ?? 0
  }
}
