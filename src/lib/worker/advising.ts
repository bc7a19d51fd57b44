/**
 * The advice where there is no closed form. It is simulated in a few rounds: the bounds of β in each case, from chances
 * that are added up; what the β between them cost; and that again, near the best. All β and all cases use the same random
 * numbers. The work is counted in cycles and not in seconds, so that every machine gives the same answer.
 */
import {
  type Binding,
  type Bounds,
  type Choice,
  type Curves,
  type Key,
  type KeyAdvice,
  type Limits,
  type Model,
  PARAMETERS,
  type Scenario,
  type SimulatedCurves,
  adviceFrom,
  adviseExactly,
  effectOfBeta,
  bindingOf,
  choose,
  countAbove,
  isHopeless,
  limitsOf,
  modelOf,
  simulatedCurves,
  summarize
} from '#core'
import { boundsBySimulation, type CaseBounds } from './advice-bounds'
import { costsBySimulation, refinedCosts } from './advice-costs'
import type { Runner } from './runner'

/** How far a simulated advice is. */
export interface Told {
  /** From 0 to 1. */
  progress: number
  /** The answer will lie between these β; null while that is not known. */
  between: [low: number, high: number] | null
}

/**
 * The advice for one key, in closed form where that is to be had, else from simulations.
 * @param runner may be null where a closed form is sure to be had
 * @param tell is told how far it is
 */
export async function adviseKey(
  scenario: Scenario,
  key: Key,
  runner: Runner | null,
  signal: AbortSignal,
  tell: (told: Told) => void = () => {}
): Promise<KeyAdvice> {
  const exact = adviseExactly(scenario, key)
  if (exact) return exact
  const at = (beta: number) => modelOf(scenario, key, beta)
  const limits = limitsOf(scenario)
  const falls = effectOfBeta(scenario, at(1)) === 'later'
  const without = (bounds: Bounds, share: (beta: number) => number, binding?: Binding) =>
    adviceFrom(bounds, null, {
      basis: 'simulation',
      lowRange: null,
      binding: binding ?? simulatedBinding(at(1), limits, bounds, share, falls),
      simulated: null,
      falls
    })
  if (isHopeless(at(1), limits)) return without({ low: Infinity, high: 0 }, () => 1)
  if (!runner) throw new Error('This advice needs simulations, and there is no runner')

  if (effectOfBeta(scenario, at(1)) === 'nothing')
    return without({ low: Infinity, high: 0 }, () => 1, await unusedRule(at(1), scenario, runner, signal))

  const found = await boundsBySimulation(scenario, key, runner, signal, (share) =>
    tell({ progress: 0.4 * share, between: null })
  )
  const [entered] = found
  if (entered.bounds.low > entered.bounds.high && !entered.offKeeps)
    return without(entered.bounds, entered.lifetimeShare)
  const between = betweenOf(found, scenario)
  tell({ progress: 0.4, between })
  const first = await costsBySimulation(scenario, key, found, runner, signal)
  const guess = chosen(first)
  if (guess === null)
    return without(entered.bounds, entered.lifetimeShare, overloadBinding(first, limits) ?? undefined)
  const near = nearTo(guess)
  tell({ progress: 0.8, between: near })
  const curves = await refinedCosts(scenario, key, first, guess.beta, runner, signal)
  const refined = chosen(curves)
  // What was told is kept.
  const choice = refined && refined.beta >= near[0] && refined.beta <= near[1] ? refined : guess
  return adviceFrom(curves.cases[0].bounds, choice, {
    basis: 'simulation',
    lowRange: entered.lowRange,
    binding: null,
    simulated: curves,
    off: curves.cases[0].offKeeps,
    falls
  })

  function chosen(curves: SimulatedCurves) {
    const member: { key: number; curves: Curves } = { key: 0, curves: simulatedCurves(curves) }
    return choose([member], limits)
  }
}

/** More simulations of these β follow; the answer is one of them. */
const nearTo = ({ beta, range: [low, high] }: Choice): [number, number] => [
  Math.min(beta, Math.max(low, beta / 1.25)),
  Math.max(beta, Math.min(high, beta * 1.25))
]

/** The β that keep the limits in all cases, else those that do for what was entered; and 1, which may gain enough. */
function betweenOf(found: CaseBounds[], { rule }: Scenario): [number, number] {
  const bounds = found.map((one) => one.bounds)
  const all = {
    low: Math.max(...bounds.map(({ low }) => low)),
    high: Math.min(...bounds.map(({ high }) => high))
  }
  const kept = all.low <= all.high ? all : bounds[0]
  const low = found[0].offKeeps ? 0 : kept.low
  const high = Math.max(low, kept.low <= kept.high ? kept.high : 0)
  return rule.kind === 'paper' ? [Math.min(1, low), Math.max(1, high)] : [low, high]
}

/** Under a rule by which a larger β refreshes later the bounds stand the other way round. */
function simulatedBinding(
  model: Model,
  limits: Limits,
  { low, high }: Bounds,
  share: (beta: number) => number,
  falls: boolean
): Binding {
  if (!falls) return bindingOf(model, limits, { low, high }, share)
  const inverse = (bound: number) => (bound === 0 ? Infinity : bound === Infinity ? 0 : 1 / bound)
  const binding = bindingOf(model, limits, { low: inverse(high), high: inverse(low) }, (x) =>
    share(1 / Math.min(x, PARAMETERS.beta.max))
  )
  return 'beta' in binding && binding.beta !== null ? { ...binding, beta: 1 / binding.beta } : binding
}

/** The β at which the origin is overloaded least, where that is too often; null where it is not. */
function overloadBinding({ cases: [{ points }] }: SimulatedCurves, { overload }: Limits): Binding | null {
  const all = points.map(({ beta, overloadShare = 0 }) => ({ beta, share: overloadShare }))
  const best = all.reduce((least, one) => (one.share < least.share ? one : least))
  return best.share > overload ? { kind: 'overload', ...best } : null
}

/** Cycles that tell what a rule comes to that does not use β. */
const UNUSED_CYCLES = 4000

async function unusedRule(
  model: Model,
  scenario: Scenario,
  runner: Runner,
  signal: AbortSignal
): Promise<Binding> {
  const limits = limitsOf(scenario)
  const chances = { betas: [model.beta], gap: null }
  const job = { model, cycles: UNUSED_CYCLES, seed: scenario.seed, most: 500_000, chances }
  const { tallies } = await runner.run([job], () => {}, signal)
  const tally = tallies[0]!
  const { figures } = summarize(model, tally)
  const late = tally.chances ? tally.chances.late[0] / tally.cycles : figures.lateShare
  const lifetime = (figures.gapP95 ?? 0) / model.ttl
  const { origin = Infinity } = model.options ?? {}
  const overload =
    origin < Infinity && tally.served ? countAbove(tally.served.peaks, origin) / tally.cycles : 0
  const keeps = late <= limits.late && lifetime <= limits.lifetimeBudget && overload <= limits.overload
  return { kind: 'unused', late, lifetime, overload, keeps }
}
