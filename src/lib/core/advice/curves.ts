/** What β does to one key in each case: how late, how early, and at what cost. */
import { CASES, keyIn } from './cases'
import { trialOf, type Limits, type Trial } from './trial'
import { closedForm, hourly, settles } from '../closed-form/closed-form'
import { gapQuantile, trigger } from '../closed-form/first-trigger'
import { bisect, geometricMean } from '../math/bisect'
import { exp, log } from '../math/fixed-math'
import { SKETCH } from '../math/quadrature'
import { remember } from '../math/remember'
import { PARAMETERS } from '../model/fields'
import { IMPLEMENTATIONS } from '../model/implementation'
import { modelOf } from '../model/model-of'
import type { Key, Model, Scenario } from '../model/scenario'

/** The β that keep both limits: those from `low` to `high`. None do where `low` is above `high`. */
export interface Bounds {
  /** The smallest with few enough late refreshes, which may be larger than can be set; Infinity when there is none. */
  low: number
  /** The largest that gives away little enough; 0 when not even the smallest does. */
  high: number
}

/** A case is named by its place in CASES. */
export interface Curves {
  /** The cases that are known; the first is always what was entered. */
  cases: readonly number[]
  bounds(at: number): Bounds
  /** Whether all β between these are sure to keep the limits in a case, where that is known in less time than its bounds. */
  keeps?(at: number, between: Bounds): boolean
  /** Rebuilds per hour, good enough to weigh one β against another. */
  cost(at: number, beta: number): number
  /** The same for what was entered, good enough to be shown. */
  shownCost(beta: number): number
  /** What a β does to what was entered. */
  trial(beta: number): Trial
  lateShare(at: number, beta: number): number
  /** p95 of the gap over the lifetime. */
  lifetimeShare(at: number, beta: number): number
  /** The share of cycles with more rebuilds at once than the origin may run; 0 where it has no limit. */
  overloadShare(at: number, beta: number): number
  /** Whether β = 0, which switches early refresh off, keeps all limits. */
  offKeeps(at: number): boolean
  /** The request rate and the rebuild time in this case. */
  inputs(at: number): { rate: number; delta: number }
  /** Whether refreshes do not run into each other for what was entered. */
  settles(beta: number): boolean
  /** Outside these β the costs of what was entered are not known. */
  known: readonly [from: number, to: number]
  /** Whether β is that of XFetch: β = 1 is then what most use, and few use more than 1000. */
  isUsual: boolean
  /** Whether a larger β refreshes later. */
  falls: boolean
}

/** What holds of the paper’s rule where no value is served after its expiry. */
export const PAPER = {
  overloadShare: () => 0,
  offKeeps: () => false,
  isUsual: true,
  falls: false
} satisfies Partial<Curves>

/** Few keys need a larger β: one is considered only where no smaller one keeps late refreshes rare. */
export const USUAL = 1000
/** No smaller β protects any key: e^(−1/β) is then below the inverse of every request rate that can be set. */
export const SMALLEST = 1e-4
/** A smaller β of the paper’s rule is as good as 0 where 0 is allowed. */
export const NEXT_TO_OFF = 0.02
/** Beyond what can be set, to say which β would protect. The window is then far wider than any lifetime. */
export const LARGEST = 1e15
/** A bound that is shown is known to this ratio, and one that only weighs to this. */
const EXACT = 1 + 1e-12
export const NEARLY = 1 + 1e-5

export const leastBeta = ({ implementation }: Scenario) =>
  Math.max(SMALLEST, IMPLEMENTATIONS[implementation].leastBeta)

const lateShareOf = (model: Model) => trigger(model).lateShare
const lifetimeShareOf = (model: Model) => (gapQuantile(trigger(model), 0.95) ?? 0) / model.ttl

/** The largest β up to `most` for which a condition holds that fails from some β on; 0 where it never holds. */
function last(holds: (beta: number) => boolean, least: number, most: number, ratio: number): number {
  if (!holds(least)) return 0
  if (holds(most)) return most
  const enough = (low: number, high: number) => high <= low * ratio
  return bisect((beta) => !holds(beta), least, most, { divide: geometricMean, enough })[0]
}

/**
 * Both shares are monotone in β: a larger β is never later and never gives away less. So each bound is found by bisection.
 * @param at the model at a β, of which only the law of the first trigger is asked
 */
export function lawBounds(
  at: (beta: number) => Model,
  least: number,
  { late, lifetimeBudget }: Limits,
  ratio = EXACT
): Bounds {
  const tooLate = last((beta) => lateShareOf(at(beta)) > late, least, LARGEST, ratio)
  const low = tooLate === 0 ? least : tooLate === LARGEST ? Infinity : tooLate * ratio
  const end = low > USUAL ? Math.max(PARAMETERS.beta.max, low < Infinity ? low : 0) : USUAL
  return { low, high: last((beta) => lifetimeShareOf(at(beta)) <= lifetimeBudget, least, end, ratio) }
}

/** Costs are computed at β = 2^(j/2) and interpolated between: a cubic is then good to 1e-3 of the cost. */
const LN_STEP = log(2) / 2
/** The place of a β among the nodes; a whole number at a node. */
export const placeOf = (beta: number) => log(beta) / LN_STEP
export const nodeAt = (place: number) => exp(place * LN_STEP)

/** A β, and the nodes above it that are below another. */
export function nodesFrom(low: number, high: number): number[] {
  const nodes = [low]
  for (let place = Math.floor(placeOf(low)) + 1; nodeAt(place) < high; place++) nodes.push(nodeAt(place))
  return nodes
}

/** The value between nodes, by a cubic through the logarithms at the four nearest. */
export function interpolate(place: number, logAt: (place: number) => number): number {
  const left = Math.floor(place)
  const t = place - left
  if (t < 1e-9) return exp(logAt(left))
  const [a, b, c, d] = [logAt(left - 1), logAt(left), logAt(left + 1), logAt(left + 2)]
  const cubic =
    (-a * t * (t - 1) * (t - 2)) / 6 +
    (b * (t + 1) * (t - 1) * (t - 2)) / 2 -
    (c * (t + 1) * t * (t - 2)) / 2 +
    (d * (t + 1) * t * (t - 1)) / 6
  return exp(cubic)
}

/** What a number gives in each case, computed once. */
export function byCase<Value>(
  compute: (place: number, x: number) => Value
): (place: number, x: number) => Value {
  const known = CASES.map(() => new Map<number, Value>())
  return (place, x) => remember(known[place], x, () => compute(place, x))
}

/**
 * The curves in closed form. The costs hold where refreshes settle; in a case other than what was entered they are
 * taken from the law anyway: they weigh one β against another, and are never shown.
 * @param key one for which whyNoClosedForm is null
 */
export function exactCurves(scenario: Scenario, key: Key, limits: Limits): Curves {
  const keys = CASES.map((one) => keyIn(scenario, key, one))
  const least = leastBeta(scenario)
  const at = (place: number, beta: number) => modelOf(scenario, keys[place], beta)
  const bounds: Bounds[] = []
  const logCosts = byCase((place, node) => log(hourly(at(place, nodeAt(node)), SKETCH).rebuildsPerHour))
  const shown = byCase((_, beta) => hourly(at(0, beta)).rebuildsPerHour)
  const trials = byCase((_, beta) => trialOf(beta, at(0, beta).ttl, closedForm(at(0, beta)), null))
  return {
    ...PAPER,
    cases: CASES.map((_, place) => place),
    bounds: (place) =>
      (bounds[place] ??= lawBounds((beta) => at(place, beta), least, limits, place === 0 ? EXACT : NEARLY)),
    cost: (place, beta) => interpolate(placeOf(beta), (node) => logCosts(place, node)),
    shownCost: (beta) => shown(0, beta),
    trial: (beta) => trials(0, beta),
    lateShare: (place, beta) => lateShareOf(at(place, beta)),
    lifetimeShare: (place, beta) => lifetimeShareOf(at(place, beta)),
    inputs: (place) => ({ rate: keys[place].rate, delta: keys[place].delta! }),
    settles: (beta) => settles(at(0, beta)),
    known: [0, last((beta) => settles(at(0, beta)), least, PARAMETERS.beta.max, NEARLY)]
  }
}
