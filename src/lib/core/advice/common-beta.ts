/** One β for several keys: which it should be, what each key pays for it, and what two classes with a β each save. */
import { curvesOf, limitsOf, type KeyAdvice } from './advise'
import { choose, type Choice, type Member } from './choose'
import type { Scenario } from '../model/scenario'

/** Keys that share a β. */
export interface BetaClass extends Choice {
  /** Places of the keys in the scenario. */
  keys: number[]
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
  together: BetaClass | null
  /** What each of them pays for not having its own β, rebuilds per hour, in the order of `keys`. */
  extra: number[]
  /** The best two classes; null for fewer than two keys, or where no two classes are good either. */
  classes: [BetaClass, BetaClass] | null
  /** Rebuilds per hour that the two classes save against the common β; null where there is no common β. */
  saved: number | null
}

/** One β for all is no good where it costs so many times what two classes cost. */
const TOO_DEAR = 1.5

/**
 * @param advice for each key of the scenario, in its order
 * @returns null when no β protects any key
 */
export function commonBeta(scenario: Scenario, advice: KeyAdvice[]): CommonBeta | null {
  const keys = advice.flatMap(({ beta }, i) => (beta === null ? [] : [i]))
  if (keys.length === 0) return null
  const limits = limitsOf(scenario)
  const members = keys.map((key): Member => ({
    key,
    curves: curvesOf(scenario, scenario.keys[key], advice[key])
  }))
  const costOf = ({ curves }: Member, beta: number) => curves.cost(0, beta)
  /** The choice for this key alone, which does not know the key's place. */
  const alone = ({ key }: Member): Choice | null => {
    const choice = advice[key].choice
    return choice?.breaking ? { ...choice, breaking: { ...choice.breaking, key } } : choice
  }
  const best = (members: Member[]): BetaClass | null => {
    const choice = members.length === 1 ? alone(members[0]) : choose(members, limits)
    if (choice === null) return null
    const cost = members.reduce((sum, member) => sum + costOf(member, choice.beta), 0)
    return { ...choice, keys: members.map(({ key }) => key), cost }
  }
  /** With a cost that may be shown. */
  const shown = (one: BetaClass): BetaClass => {
    const sharing = members.filter(({ key }) => one.keys.includes(key))
    return { ...one, cost: sharing.reduce((sum, { curves }) => sum + curves.shownCost(one.beta), 0) }
  }
  const one = best(members)
  const pair = cheapestPair(members, best)
  const classes: CommonBeta['classes'] = pair && [shown(pair[0]), shown(pair[1])]
  const apart = classes ? classes[0].cost + classes[1].cost : Infinity
  const common = one && shown(one)
  const together = common && common.cost <= TOO_DEAR * apart ? common : null
  const extra = ({ key, curves }: Member) =>
    Math.max(0, curves.shownCost(together!.beta) - curves.shownCost(advice[key].beta!))
  return {
    keys,
    low: Math.max(...keys.map((key) => advice[key].low!)),
    high: Math.min(...keys.map((key) => advice[key].high!)),
    together,
    extra: together ? members.map(extra) : [],
    classes,
    saved: together && classes ? Math.max(0, together.cost - apart) : null
  }
}

/** The β that a key is to have when it shares: the common one, or that of its class; null where it has no part. */
export function classOf(common: CommonBeta | null, key: number): BetaClass | null {
  if (!common?.keys.includes(key)) return null
  return common.together ?? common.classes?.find(({ keys }) => keys.includes(key)) ?? null
}

/** The two classes that cost the fewest rebuilds; null when no two have bounds that meet. */
function cheapestPair(
  all: Member[],
  best: (members: Member[]) => BetaClass | null
): [BetaClass, BetaClass] | null {
  let found: [BetaClass, BetaClass] | null = null
  const costOf = (pair: [BetaClass, BetaClass]) => pair[0].cost + pair[1].cost
  // The last key is always in the second class, so that no pair is tried twice.
  for (let mask = 1; mask < 1 << (all.length - 1); mask++) {
    const isFirst = (_: Member, i: number) => (mask & (1 << i)) !== 0
    const first = best(all.filter(isFirst))
    const second = first && best(all.filter((member, i) => !isFirst(member, i)))
    if (first && second && (found === null || first.cost + second.cost < costOf(found)))
      found = [first, second]
  }
  return found
}
