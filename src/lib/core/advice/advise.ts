/**
 * Which β to set for one key, and why: the smallest that keeps late refreshes rare, the largest that gives away little
 * enough of the lifetime, and between them the one to set.
 */
import { choose, type Choice, type Reason } from './choose'
import { exactCurves, lawBounds, leastBeta, USUAL, type Bounds, type Curves } from './curves'
import { simulatedCurves, type SimulatedCurves } from './simulated-curves'
import type { Limits } from './trial'
import { settles, whyNoClosedForm } from '../closed-form/closed-form'
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

export interface KeyAdvice {
  basis: 'closed form' | 'simulation'
  /** The smallest β with few enough late refreshes, which may be larger than can be set; null when none is known. */
  low: number | null
  /**
   * The same with the doubt of a simulation: surely too late below the first, surely in time from the second on; null
   * in the second place where nothing that was tried is sure.
   */
  lowRange: [number, number | null] | null
  /**
   * The largest β that gives away little enough, null when not even the smallest does. Where none gives away too much
   * it is the largest that is considered: 1000, or more where `low` is larger.
   */
  high: number | null
  /** Whether a β above `high` gives away too much. */
  bounded: boolean
  /** Which β this key alone should have; null where none is good. */
  choice: Choice | null
  /** That β, and why. */
  beta: number | null
  reason: Reason | null
  /** Why there is no good β; null when there is one. */
  binding: Binding | null
  /** What was simulated; null where nothing was. */
  simulated: SimulatedCurves | null
}

export const limitsOf = ({ late, lifetimeBudget }: Scenario): Limits => ({ late, lifetimeBudget })

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

/** Whether it is plain without any search that not even a huge β protects. */
export const isHopeless = (model: Model, limits: Limits) => unavoidable(model) > limits.late

/**
 * Why no β is good.
 * @param lifetimeShare what the smallest β that protects gives away, or the largest that was tried where none does
 */
export function bindingOf(
  model: Model,
  limits: Limits,
  { low, high }: Bounds,
  lifetimeShare: (beta: number) => number
): Binding {
  const share = unavoidable(model)
  if (share > limits.late) {
    return { kind: 'requests', share, expected: model.rate * Math.max(0, longestLife(model) - model.delta) }
  }
  const most = PARAMETERS.beta.max
  if (low > most && high >= most && !(low < Infinity && low > high))
    return { kind: 'range', beta: low === Infinity ? null : low }
  return { kind: 'lifetime', share: lifetimeShare(Math.min(low, Number.MAX_VALUE)) }
}

const curves = new WeakMap<KeyAdvice, Curves>()

/** The curves that this advice was chosen by. */
export function curvesOf(scenario: Scenario, key: Key, advice: KeyAdvice): Curves {
  const known =
    curves.get(advice) ??
    (advice.simulated ? simulatedCurves(advice.simulated) : exactCurves(scenario, key, limitsOf(scenario)))
  curves.set(advice, known)
  return known
}

/** Advice from the bounds and the choice that was made between them. */
export const adviceFrom = (
  bounds: Bounds,
  choice: Choice | null,
  rest: Pick<KeyAdvice, 'basis' | 'lowRange' | 'binding' | 'simulated'>
): KeyAdvice => ({
  ...boundsOf(bounds),
  choice,
  beta: choice?.beta ?? null,
  reason: choice?.reason ?? null,
  ...rest
})

/** The latest advice, by what it depends on: the parts of a page ask for the same, and a change of one key asks for one. */
const latest = new Map<string, KeyAdvice | null>()
const MOST_LATEST = 24

/**
 * The advice for one key in closed form.
 * @returns null where the figures must be simulated: no closed form, or refreshes that do not settle
 */
export function adviseExactly(scenario: Scenario, key: Key): KeyAdvice | null {
  const name = JSON.stringify([
    { ...scenario, keys: null, beta: null, sweep: null, seed: null, cycles: null },
    { ...key, name: null }
  ])
  let advice = latest.get(name)
  if (advice === undefined) {
    advice = adviceInClosedForm(scenario, key)
    if (latest.size >= MOST_LATEST) latest.delete(latest.keys().next().value!)
    latest.set(name, advice)
  }
  return advice
}

function adviceInClosedForm(scenario: Scenario, key: Key): KeyAdvice | null {
  const at = (beta: number) => modelOf(scenario, key, beta)
  if (whyNoClosedForm(at(1)) !== null) return null
  const limits = limitsOf(scenario)
  const law = exactCurves(scenario, key, limits)
  const bounds = law.bounds(0)
  const protects = bounds.low <= Math.min(bounds.high, PARAMETERS.beta.max)
  const choice = choose([{ key: 0, curves: law }], limits)
  if (protects && (choice === null || !settles(at(choice.beta)))) return null
  const advice = adviceFrom(bounds, choice, {
    basis: 'closed form',
    lowRange: null,
    binding: choice ? null : bindingOf(at(1), limits, bounds, (beta) => law.lifetimeShare(0, beta)),
    simulated: null
  })
  curves.set(advice, law)
  return advice
}

/** Bounds as advice has them. */
export const boundsOf = ({ low, high }: Bounds): Pick<KeyAdvice, 'low' | 'high' | 'bounded'> => ({
  low: low === Infinity ? null : low,
  high: high === 0 ? null : high,
  bounded: high !== USUAL && high < PARAMETERS.beta.max
})

/** The bounds of β for one key as the closed form has them; coordination does not matter. */
export function boundsExactly(scenario: Scenario, key: Key): Pick<KeyAdvice, 'low' | 'high' | 'bounded'> {
  return boundsOf(lawBounds((beta) => modelOf(scenario, key, beta), leastBeta(scenario), limitsOf(scenario)))
}
