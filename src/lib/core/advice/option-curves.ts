/**
 * What β does to one key of a cache with options, by the laws: how late, how early, at what cost, and how often the origin
 * has more rebuilds than it can run. Under some rules a larger β refreshes later; the limits are then looked for the other
 * way round.
 */
import { CASES, keyIn } from './cases'
import {
  type Bounds,
  type Curves,
  byCase,
  interpolate,
  LARGEST,
  leastBeta,
  NEARLY,
  NEXT_TO_OFF,
  nodeAt,
  nodesFrom,
  placeOf,
  SMALLEST,
  USUAL
} from './curves'
import type { Limits } from './trial'
import { SETTLED, whyNoClosedForm } from '../closed-form/closed-form'
import { whyNoOptionLaw } from '../closed-form/any-rule/option-law'
import { costOf, livesAt, shareAbove, sharesOf, type Shares } from '../closed-form/any-rule/weigh'
import { massesOf, type Lives } from '../closed-form/any-rule/weighed-mass'
import { bisect, crossing, wholeMiddle } from '../math/bisect'
import { log } from '../math/fixed-math'
import { remember } from '../math/remember'
import { betaEffect, ruleFault, type BetaEffect } from '../model/options/fault'
import { mentions } from '../model/options/tree'
import { PARAMETERS } from '../model/fields'
import { modelOf } from '../model/model-of'
import type { Key, Model, Scenario } from '../model/scenario'

/** An expression may need any β that can be set. */
const { max: MOST, leastPositive } = PARAMETERS.beta
const LEAST = leastPositive!.value
/** A bound of a case other than what was entered is known to this ratio, on the side that keeps the limit. */
const CLOSELY = 1.001

/** The model without the limit of its origin, which slows down only what exceeds it. */
function unlimited(model: Model): Model {
  return model.options ? { ...model, options: { ...model.options, origin: Infinity } } : model
}

/** What a larger β does to a key. */
export const effectOfBeta = ({ rule }: Scenario, model: Model): BetaEffect =>
  rule.kind === 'paper' ? 'earlier' : betaEffect(rule.tree, model)

/**
 * Whether β = 0 is a setting that switches early refresh off. Some rules have no value there, or refresh at every request.
 * @param model with any β
 */
export const zeroIsOff = (scenario: Scenario, model: Model): boolean =>
  scenario.rule.kind === 'paper'
    ? leastBeta(scenario) <= SMALLEST
    : effectOfBeta(scenario, model) === 'earlier' &&
      ruleFault(scenario.rule.tree, { ...model, beta: 0 })?.kind === 'never'

/** Whether the laws of options tell what each β does to a key, in every case. */
export const hasOptionLaw = (scenario: Scenario, key: Key): boolean =>
  CASES.every((one) => {
    const model = unlimited(modelOf(scenario, keyIn(scenario, key, one), 1))
    const { options, ...usual } = model
    return options !== undefined && whyNoClosedForm(usual) === null && whyNoOptionLaw(model) === null
  })

export interface OptionCurves extends Curves {
  /** What a larger β does under the rule. */
  effect: BetaEffect
  /** The bounds for what was entered but for the limit of the origin. */
  withoutOrigin: Bounds
}

/** @param key one for which hasOptionLaw */
export function optionCurves(scenario: Scenario, key: Key, limits: Limits): OptionCurves {
  const keys = CASES.map((one) => keyIn(scenario, key, one))
  const modelAt = (at: number, beta: number) => unlimited(modelOf(scenario, keys[at], beta))
  const { origin } = modelOf(scenario, key, 1).options!
  const isPaper = scenario.rule.kind === 'paper'
  const effect = effectOfBeta(scenario, modelAt(0, 1))

  // Where neither the rule nor the least lifetime has to do with the rebuild time all cases do.
  const sharesDelta =
    scenario.rule.kind === 'expression' &&
    !mentions(scenario.rule.tree, 'delta') &&
    (scenario.jitter === 0 ||
      Math.max(...keys.map((one) => one.delta!)) < modelAt(0, 1).ttl * (1 - scenario.jitter))
  // Cases with the same rebuild time share the triggers at a rate of 1/s.
  const masses = scenario.rule.kind === 'expression' ? massesOf(scenario.rule.tree) : null
  const lives = new Map<string, Lives>()
  const livesOf = (at: number, beta: number): Lives => {
    const name = sharesDelta ? `${beta}` : `${keys[at].delta} ${beta}`
    return remember(lives, name, () => livesAt(modelAt(at, beta), masses))
  }
  const shares = byCase((at, beta): Shares => sharesOf(modelAt(at, beta), livesOf(at, beta)))
  const costs = byCase((at, beta) => costOf(modelAt(at, beta), livesOf(at, beta)))
  const overloads = byCase((at, beta) =>
    origin === Infinity ? 0 : shareAbove(modelAt(at, beta), livesOf(at, beta), origin)
  )

  /** How far a β is above each limit: at most 0 where it keeps it. */
  const excess = {
    late: (at: number, beta: number) => log(Math.max(1e-300, shares(at, beta).late) / limits.late),
    lifetime: (at: number, beta: number) => shares(at, beta).lifetime / limits.lifetimeBudget - 1,
    overload: (at: number, beta: number) => log(Math.max(1e-300, overloads(at, beta)) / limits.overload)
  }
  const offKeeps = CASES.map((_, at) => {
    const model = modelAt(at, 1)
    if (model.options!.stale === 0 || !zeroIsOff(scenario, model)) return false
    return shares(at, 0).late <= limits.late && overloads(at, 0) <= limits.overload
  })

  const bounds: Bounds[] = []
  const withoutOrigin = byCase((at): Bounds => {
    if (effect === 'nothing') return { low: Infinity, high: 0 }
    if (effect === 'either') return longestRun(at, { low: LEAST, high: MOST })
    const flip = (x: number) => (effect === 'later' ? 1 / x : x)
    const least = isPaper ? Math.max(leastBeta(scenario), offKeeps[at] ? NEXT_TO_OFF : 0) : LEAST
    const ratio = at === 0 ? NEARLY : CLOSELY
    const late = (x: number) => excess.late(at, flip(x))
    const lifetime = (x: number) => 1e-12 - excess.lifetime(at, flip(x))
    const most = isPaper ? LARGEST : MOST
    const low = firstWhere(late, least, most, ratio)
    const end = !isPaper ? MOST : low > USUAL ? Math.max(MOST, low < Infinity ? low : 0) : USUAL
    const high = lastWhere(lifetime, least, end, ratio)
    if (effect !== 'later') return { low, high }
    return {
      low: high === 0 ? Infinity : high >= end ? LEAST : 1 / high,
      high: low === Infinity ? 0 : 1 / low
    }
  })
  /** The β between two that keep a condition, as the widest run of them on a grid. */
  const widest = (f: (beta: number) => number, { low, high }: Bounds): Bounds => {
    const grid = [...nodesFrom(low, high), high]
    let best: Bounds = { low: Infinity, high: 0 }
    for (let i = 0; i < grid.length; i++) {
      if (f(grid[i]) > 0) continue
      let last = i
      while (last + 1 < grid.length && f(grid[last + 1]) <= 0) last++
      const from = i === 0 ? grid[0] : crossing(f, grid[i - 1], grid[i], NEARLY)[1]
      const to =
        last === grid.length - 1
          ? high
          : 1 / crossing((x) => f(1 / x), 1 / grid[last + 1], 1 / grid[last], NEARLY)[1]
      if (to / from >= best.high / best.low || best.low === Infinity) best = { low: from, high: to }
      i = last
    }
    return best
  }
  const longestRun = (at: number, range: Bounds) =>
    widest((beta) => Math.max(excess.late(at, beta), excess.lifetime(at, beta)), range)
  const withinOrigin = (at: number, range: Bounds): Bounds => {
    if (origin === Infinity || range.low > Math.min(range.high, MOST)) return range
    return widest((beta) => excess.overload(at, beta), { ...range, high: Math.min(range.high, MOST) })
  }
  /** Both ends do, and between them nothing gets worse. */
  const keeps = (at: number, { low, high }: Bounds): boolean => {
    if (bounds[at] || origin < Infinity || effect === 'nothing' || effect === 'either') return false
    if (!(low >= LEAST && low <= high && (low <= USUAL || !isPaper))) return false
    const [later, earlier] = effect === 'later' ? [high, low] : [low, high]
    return excess.late(at, later) <= 0 && excess.lifetime(at, earlier) <= 0
  }
  const settled = (beta: number) => SETTLED - shares(0, beta).overlap + 1e-15

  return {
    cases: CASES.map((_, at) => at),
    bounds: (at) => (bounds[at] ??= withinOrigin(at, withoutOrigin(at, 0))),
    keeps,
    cost: (at, beta) =>
      beta === 0
        ? costs(at, 0).cost
        : interpolate(placeOf(beta), (node) => log(costs(at, nodeAt(node)).cost)),
    shownCost: (beta) => costs(0, beta).cost,
    trial: (beta) => ({
      beta,
      lateShare: shares(0, beta).late,
      lateError: 0,
      lifetimeShare: shares(0, beta).lifetime,
      cost: costs(0, beta).cost,
      costError: 0,
      gapMean: costs(0, beta).gapMean
    }),
    lateShare: (at, beta) => shares(at, beta).late,
    lifetimeShare: (at, beta) => shares(at, beta).lifetime,
    overloadShare: overloads,
    offKeeps: (at) => offKeeps[at],
    inputs: (at) => ({ rate: modelAt(at, 1).rate, delta: modelAt(at, 1).delta }),
    settles: (beta) => settled(beta) >= 0,
    known:
      effect === 'nothing' || effect === 'either'
        ? [0, MOST]
        : effect === 'later'
          ? [
              1 /
                Math.max(
                  1e-300,
                  lastWhere((x) => settled(1 / x), LEAST, MOST, CLOSELY)
                ),
              MOST
            ]
          : [0, lastWhere(settled, isPaper ? leastBeta(scenario) : LEAST, MOST, CLOSELY)],
    isUsual: isPaper,
    falls: effect === 'later',
    effect,
    get withoutOrigin() {
      return withoutOrigin(0, 0)
    }
  }
}

/** The smallest number from `least` to `most` at which a falling function is at most 0; Infinity where it stays above. */
function firstWhere(f: (x: number) => number, least: number, most: number, ratio: number): number {
  if (f(least) <= 0) return least
  const [low, high] = onGrid((x) => f(x) <= 0, least, most)
  return high === null ? Infinity : crossing(f, low, high, ratio)[1]
}

/** The largest number from `least` to `most` at which a falling function is above 0; 0 where none is, `most` where all are. */
function lastWhere(f: (x: number) => number, least: number, most: number, ratio: number): number {
  if (!(f(least) > 0)) return 0
  const [low, high] = onGrid((x) => !(f(x) > 0), least, most)
  return high === null ? most : crossing(f, low, high, ratio)[0]
}

/** The neighbouring nodes between which a condition begins to hold; null in the second place where it never does. */
function onGrid(holds: (x: number) => boolean, least: number, most: number): [number, number | null] {
  const [first, last] = [Math.floor(placeOf(least)) + 1, Math.ceil(placeOf(most)) - 1]
  const at = (place: number) => (place < first ? least : place > last ? most : nodeAt(place))
  if (!holds(most)) return [most, null]
  const [low, high] = bisect((place) => holds(at(place)), first - 1, last + 1, { divide: wholeMiddle })
  return [at(low), at(high)]
}
