/** One β for several keys: which it should be, what each key pays for it, and what two classes with a β each save. */
import { hourly, settles } from '../closed-form/closed-form'
import { drive, geometric, searchCheapest } from './beta-search'
import { EXACT_PLAN } from './search-plan'
import type { Trial } from './trial'
import type { KeyAdvice } from './advise'
import { heightOnLogLine } from '../math/log-scale'
import { modelOf } from '../model/model-of'
import { FINE } from '../math/quadrature'
import type { Scenario } from '../model/scenario'

/** Rebuilds an hour of each key that some β protects, at this β. */
type Costs = (beta: number) => number[]

export interface BetaClass {
  /** Places of the keys in the scenario. */
  keys: number[]
  beta: number
  /** Rebuilds per hour of these keys together. */
  cost: number
}

export interface CommonBeta {
  /** The keys that some β protects: the others are left out. */
  keys: number[]
  /** The bounds that all of them share. */
  low: number
  high: number
  /** The β that suits them all; null when their bounds do not meet, or where it costs far more than two classes. */
  beta: number | null
  /** Rebuilds per hour of these keys together at that β. */
  cost: number | null
  /** What each of them pays for not having its own β, rebuilds per hour, in the order of `keys`. */
  extra: number[]
  /** The best two classes; null for fewer than two keys, or where no two classes are good either. */
  classes: [BetaClass, BetaClass] | null
  /** Rebuilds per hour that the two classes save against the common β; null where there is no common β. */
  saved: number | null
}

/** The cost at a β between two trials, on logarithmic scales. */
function interpolate(trials: Trial[], beta: number): number {
  const known = trials.filter(({ cost }) => cost > 0)
  if (known.length === 0) return NaN
  const at = known.findIndex((trial) => trial.beta >= beta)
  if (at <= 0) return known.at(at)!.cost
  const [a, b] = [known[at - 1], known[at]].map(({ beta, cost }) => ({ x: beta, y: cost }))
  return heightOnLogLine(a, b, beta)
}

/** One β for all is no good where it costs so many times what two classes cost. */
const TOO_DEAR = 1.5
/** How finely the classes are compared, as a ratio of neighbouring β. */
const STEP = 1.12

/**
 * @param advice for each key of the scenario, in its order; from the trials of simulated ones their costs are
 * interpolated
 * @returns null when no β protects any key
 */
export function commonBeta(scenario: Scenario, advice: KeyAdvice[]): CommonBeta | null {
  const keys = advice.flatMap(({ beta }, i) => (beta === null ? [] : [i]))
  if (keys.length === 0) return null
  const costOf = (key: number, beta: number) => {
    if (advice[key].basis === 'simulation') return interpolate(advice[key].trials, beta)
    const model = modelOf(scenario, scenario.keys[key], beta)
    // Where a key does not settle only a simulation knows its cost, so such a β is not advised.
    return settles(model) ? hourly(model, FINE).rebuildsPerHour : Infinity
  }
  const own = keys.map((key) => costOf(key, advice[key].beta!))
  const memo = new Map<number, number[]>()
  const costs: Costs = (beta) => {
    const known = memo.get(beta) ?? keys.map((key) => costOf(key, beta))
    memo.set(beta, known)
    return known
  }
  const bounds = (members: number[]) => ({
    low: Math.max(...members.map((at) => advice[keys[at]].safe!)),
    high: Math.min(...members.map((at) => advice[keys[at]].high!))
  })
  const all = keys.map((_, at) => at)
  const sum = (members: number[], beta: number) => members.reduce((total, at) => total + costs(beta)[at], 0)
  const best = (members: number[]): BetaClass | null => {
    if (members.length === 1) {
      const key = keys[members[0]]
      return { keys: [key], beta: advice[key].beta!, cost: own[members[0]] }
    }
    const { low, high } = bounds(members)
    if (low > high) return null
    const { beta } = drive(searchCheapest(low, high, EXACT_PLAN), ({ beta }) => ({
      beta,
      lateShare: 0,
      lateError: 0,
      lifetimeShare: 0,
      cost: sum(members, beta),
      costError: 0
    }))
    return { keys: members.map((at) => keys[at]), beta, cost: sum(members, beta) }
  }
  const together = best(all)
  const pair = cheapestPair(all, bounds, sum)
  const classes = pair ? ([best(pair[0])!, best(pair[1])!] as [BetaClass, BetaClass]) : null
  const apart = classes ? classes[0].cost + classes[1].cost : Infinity
  const good = together && together.cost <= TOO_DEAR * apart ? together : null
  return {
    keys,
    ...bounds(all),
    beta: good?.beta ?? null,
    cost: good?.cost ?? null,
    extra: good ? all.map((at) => Math.max(0, costs(good.beta)[at] - own[at])) : [],
    classes,
    saved: good && classes ? Math.max(0, good.cost - apart) : null
  }
}

/** The β that a key is to have when it shares: the common one, or that of its class; null where it has no part. */
export function betaOf(common: CommonBeta | null, key: number): number | null {
  if (!common?.keys.includes(key)) return null
  return common.beta ?? common.classes?.find(({ keys }) => keys.includes(key))?.beta ?? null
}

/** The two classes that cost the fewest rebuilds, looked for on a grid; null when no two have bounds that meet. */
function cheapestPair(
  all: number[],
  bounds: (members: number[]) => { low: number; high: number },
  sum: (members: number[], beta: number) => number
): [number[], number[]] | null {
  const reach = {
    low: Math.min(...all.map((at) => bounds([at]).low)),
    high: Math.max(...all.map((at) => bounds([at]).high))
  }
  const grid = geometric(reach.low, Math.max(reach.high, reach.low), STEP)
  const least = (members: number[]) => {
    const { low, high } = bounds(members)
    if (low > high) return Infinity
    const inside = grid.filter((beta) => beta >= low && beta <= high)
    return Math.min(...(inside.length > 0 ? inside : [low]).map((beta) => sum(members, beta)))
  }
  let found: { pair: [number[], number[]]; cost: number } | null = null
  // The last key is always in the second class, so that no pair is tried twice.
  for (let mask = 1; mask < 1 << (all.length - 1); mask++) {
    const first = all.filter((at) => mask & (1 << at))
    const pair: [number[], number[]] = [first, all.filter((at) => !first.includes(at))]
    const cost = least(pair[0]) + least(pair[1])
    if (cost < (found?.cost ?? Infinity)) found = { pair, cost }
  }
  return found?.pair ?? null
}
