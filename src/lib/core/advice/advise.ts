/**
 * Which β to set for one key, and why: the smallest that keeps late refreshes rare, the largest that gives away little
 * enough of the lifetime, and between them the one to set.
 */
import { choose, type Choice, type Reason } from './choose'
import { hasOptionLaw, optionCurves, type OptionCurves } from './option-curves'
import { exactCurves, lawBounds, leastBeta, USUAL, type Bounds, type Curves } from './curves'
import { simulatedCurves, type SimulatedCurves } from './simulated-curves'
import type { Limits } from './trial'
import { whyNoClosedForm } from '../closed-form/closed-form'
import { modelOf } from '../model/model-of'
import { logGrid } from '../math/log-scale'
import { Latest, remember } from '../math/remember'
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
  /** At each β that keeps the other limits more expiries than allowed overload the origin: at the best so many. */
  | { kind: 'overload'; share: number; beta: number }
  /** The rule does not use β. What it comes to, and whether that keeps the limits. */
  | { kind: 'unused'; late: number; lifetime: number; overload: number; keeps: boolean }

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
  /** Whether a larger β refreshes later: then `low` is the smallest that gives away little enough, and `high` the largest that is in time. */
  falls: boolean
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

/**
 * An expiry in a hundred may start more rebuilds at once than the origin runs. The laws leave out that such expiries take
 * longer and store a longer rebuild time, so they are held to a little less.
 */
const OVERLOAD = 0.009

export const limitsOf = ({ late, lifetimeBudget, origin }: Scenario): Limits => ({
  late,
  lifetimeBudget,
  // Without a limit nothing is beyond it.
  overload: origin > 0 ? OVERLOAD : 1
})

/** The longest time that a value may be served, s. */
export function servableLife(model: Model): number {
  const { jitter = 0, stale = 0 } = model.options ?? {}
  return longestLife(model) + jitter * model.ttl + stale
}

/**
 * A share of late refreshes that no β can go below: expiries before which no request comes in time. A rebuild that
 * happens to be short could still come in time, so where its time varies only a whole lifetime without requests counts.
 */
function unavoidable(model: Model): number {
  const { rate, arrivals, delta, deltaCv } = model
  const life = servableLife(model)
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
    return { kind: 'requests', share, expected: model.rate * Math.max(0, servableLife(model) - model.delta) }
  }
  const most = PARAMETERS.beta.max
  if (low > most && high >= most && !(low < Infinity && low > high))
    return { kind: 'range', beta: low === Infinity ? null : low }
  // With jitter a value can live longer than the TTL, and so can what is given away of it.
  return { kind: 'lifetime', share: Math.min(1, lifetimeShare(Math.min(low, Number.MAX_VALUE))) }
}

/** The curves in closed form, where there are any. */
export function lawCurves(scenario: Scenario, key: Key): Curves | OptionCurves | null {
  const model = modelOf(scenario, key, 1)
  const limits = limitsOf(scenario)
  if (model.options) return hasOptionLaw(scenario, key) ? optionCurves(scenario, key, limits) : null
  return whyNoClosedForm(model) === null ? exactCurves(scenario, key, limits) : null
}

const curves = new WeakMap<KeyAdvice, Curves>()

/** The curves that this advice was chosen by. */
export function curvesOf(scenario: Scenario, key: Key, advice: KeyAdvice): Curves {
  return remember(curves, advice, () =>
    advice.simulated ? simulatedCurves(advice.simulated) : lawCurves(scenario, key)!
  )
}

/** Advice from the bounds and the choice that was made between them. */
export const adviceFrom = (
  bounds: Bounds,
  choice: Choice | null,
  {
    off,
    falls,
    ...rest
  }: Pick<KeyAdvice, 'basis' | 'lowRange' | 'binding' | 'simulated'> & { off?: boolean; falls?: boolean }
): KeyAdvice => ({
  ...boundsOf(bounds, off, falls),
  choice,
  beta: choice?.beta ?? null,
  reason: choice?.reason ?? null,
  ...rest
})

/** The latest advice, by what it depends on: the parts of a page ask for the same, and a change of one key asks for one. */
const latest = new Latest<KeyAdvice | null>(24)

/**
 * The advice for one key in closed form.
 * @returns null where the figures must be simulated: no closed form, or refreshes that do not settle
 */
export function adviseExactly(scenario: Scenario, key: Key): KeyAdvice | null {
  const name = JSON.stringify([
    { ...scenario, keys: null, beta: null, sweep: null, seed: null, cycles: null },
    { ...key, name: null }
  ])
  return remember(latest, name, () => adviceInClosedForm(scenario, key))
}

function adviceInClosedForm(scenario: Scenario, key: Key): KeyAdvice | null {
  const law = lawCurves(scenario, key)
  if (law === null) return null
  const limits = limitsOf(scenario)
  const bounds = law.bounds(0)
  const off = law.offKeeps(0)
  const protects = off || bounds.low <= Math.min(bounds.high, PARAMETERS.beta.max)
  const choice = choose([{ key: 0, curves: law }], limits)
  if (protects && (choice === null || !law.settles(choice.beta))) return null
  const advice = adviceFrom(bounds, choice, {
    basis: 'closed form',
    lowRange: null,
    binding: choice ? null : lawBinding(scenario, key, law),
    simulated: null,
    off,
    falls: law.falls
  })
  curves.set(advice, law)
  return advice
}

/** Why no β is good by the law. */
function lawBinding(scenario: Scenario, key: Key, law: Curves | OptionCurves): Binding {
  const model = modelOf(scenario, key, 1)
  const limits = limitsOf(scenario)
  const bounds = law.bounds(0)
  const lifetime = (beta: number) => law.lifetimeShare(0, beta)
  if (!('effect' in law)) return bindingOf(model, limits, bounds, lifetime)
  if (law.effect === 'nothing') return unusedBinding(law, limits)
  const { low, high } = law.withoutOrigin
  if (low <= high && low <= PARAMETERS.beta.max) return overloadBinding(law)
  if (!law.falls) return bindingOf(model, limits, { low, high }, lifetime)
  const inverse = (bound: number) => (bound === 0 ? Infinity : bound === Infinity ? 0 : 1 / bound)
  const turned = bindingOf(model, limits, { low: inverse(high), high: inverse(low) }, (x) =>
    lifetime(Math.max(PARAMETERS.beta.leastPositive!.value, 1 / x))
  )
  return 'beta' in turned && turned.beta !== null ? { ...turned, beta: 1 / turned.beta } : turned
}

/** Rebuilds per hour with a β that protects and cannot be set; null for any other key, or where that is not known. */
export function costBeyond(scenario: Scenario, key: Key, advice: KeyAdvice): number | null {
  const { binding, basis } = advice
  if (binding?.kind !== 'range' || binding.beta === null || basis === 'simulation') return null
  const law = curvesOf(scenario, key, advice)
  return law.settles(binding.beta) ? law.shownCost(binding.beta) : null
}

/** What a rule comes to that does not use β. */
function unusedBinding(law: Curves, limits: Limits): Binding {
  const late = law.lateShare(0, 1)
  const lifetime = law.lifetimeShare(0, 1)
  const overload = law.overloadShare(0, 1)
  const keeps = late <= limits.late && lifetime <= limits.lifetimeBudget && overload <= limits.overload
  return { kind: 'unused', late, lifetime, overload, keeps }
}

/** Where the origin is overloaded least. */
function overloadBinding(law: OptionCurves): Binding {
  const { low, high } = law.withoutOrigin
  const betas = logGrid(low, Math.min(high, PARAMETERS.beta.max), OVERLOAD_STEPS)
  const all = betas.map((beta) => ({ beta, share: law.overloadShare(0, beta) }))
  return { kind: 'overload', ...all.reduce((best, one) => (one.share < best.share ? one : best)) }
}

const OVERLOAD_STEPS = 24

/** Bounds as advice has them. */
export const boundsOf = (
  { low, high }: Bounds,
  off = false,
  falls = false
): Pick<KeyAdvice, 'low' | 'high' | 'bounded' | 'falls'> => ({
  low: off ? 0 : low === Infinity ? null : low,
  high: high > 0 ? high : off ? 0 : null,
  bounded: high !== USUAL && high < PARAMETERS.beta.max,
  falls
})

/** The bounds of β for one key as the closed form has them; coordination does not matter. */
export function boundsExactly(scenario: Scenario, key: Key): Pick<KeyAdvice, 'low' | 'high' | 'bounded'> {
  return boundsOf(lawBounds((beta) => modelOf(scenario, key, beta), leastBeta(scenario), limitsOf(scenario)))
}
