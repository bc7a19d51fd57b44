/** How finely, and between which β, a search looks for the best one. */
import { PARAMETERS } from '../model/fields'

/** Few keys need a larger β: the search goes beyond it only where no smaller one keeps late refreshes rare. */
export const USUAL = 1000
/** No smaller β protects any key: e^(−1/β) is then below the inverse of every request rate that can be set. */
const SMALLEST = 1e-4

/** How finely to search. */
export interface Plan {
  /** No smaller β is tried, */
  least: number
  /** and no larger one. */
  most: number
  /** Where the grid begins and ends; it is extended until it holds both limits. */
  from: number
  to: number
  /** Ratio of neighbouring β on the first grid. */
  ratio: number
  /** A limit is known when the ratio of its bracket's ends is at most this. */
  bracket: number
  /** The cheapest β is known when the ratio to each of its neighbours is at most this. */
  best: number
  /** Whether trials take long: the search for the cheapest β then begins with those that were made already. */
  dear?: true
}

/** For the closed form, where a trial costs microseconds. */
export const EXACT_PLAN: Plan = {
  least: SMALLEST,
  // Beyond what can be set, to say which β would protect. The window is then far wider than any lifetime.
  most: 1e15,
  from: SMALLEST,
  to: USUAL,
  ratio: 1.6,
  bracket: 1 + 1e-12,
  best: 1.003
}

/** For simulations, where a trial takes milliseconds. */
export const SIMULATED_PLAN = { least: SMALLEST, most: PARAMETERS.beta.max, dear: true } as const

/** The same search for an implementation in which every β below `least` does the same as `least`. */
export const atLeast = (least: number, plan: Plan): Plan => {
  const from = Math.max(least, plan.from)
  return { ...plan, least: Math.max(least, plan.least), from, to: Math.max(plan.to, from * plan.ratio) }
}
