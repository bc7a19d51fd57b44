/**
 * The advice where there is no closed form. It is simulated in a few rounds: the bounds of β in each case, from chances
 * that are added up; what the β between them cost; and that again, near the best. All β and all cases use the same random
 * numbers. The work is counted in cycles and not in seconds, so that every machine gives the same answer.
 */
import {
  type Choice,
  type Curves,
  type Key,
  type KeyAdvice,
  type Scenario,
  type SimulatedCurves,
  adviceFrom,
  adviseExactly,
  bindingOf,
  choose,
  isHopeless,
  limitsOf,
  modelOf,
  simulatedCurves
} from '#core'
import { boundsBySimulation } from './advice-bounds'
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
  const without = (bounds: { low: number; high: number }, share: (beta: number) => number) =>
    adviceFrom(bounds, null, {
      basis: 'simulation',
      lowRange: null,
      binding: bindingOf(at(1), limits, bounds, share),
      simulated: null
    })
  if (isHopeless(at(1), limits)) return without({ low: Infinity, high: 0 }, () => 1)
  if (!runner) throw new Error('This advice needs simulations, and there is no runner')

  const found = await boundsBySimulation(scenario, key, runner, signal, (share) =>
    tell({ progress: 0.4 * share, between: null })
  )
  const [entered] = found
  if (entered.bounds.low > entered.bounds.high) return without(entered.bounds, entered.lifetimeShare)
  const between = betweenOf(found.map(({ bounds }) => bounds))
  tell({ progress: 0.4, between })
  const first = await costsBySimulation(scenario, key, found, runner, signal)
  const guess = chosen(first)
  if (guess === null) return without(entered.bounds, entered.lifetimeShare)
  const near = nearTo(guess)
  tell({ progress: 0.8, between: near })
  const curves = await refinedCosts(scenario, key, first, guess.beta, runner, signal)
  const refined = chosen(curves)
  // What was told is kept.
  const choice = refined && refined.beta >= near[0] && refined.beta <= near[1] ? refined : guess
  return adviceFrom(entered.bounds, choice, {
    basis: 'simulation',
    lowRange: entered.lowRange,
    binding: null,
    simulated: curves
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
function betweenOf(bounds: { low: number; high: number }[]): [number, number] {
  const all = {
    low: Math.max(...bounds.map(({ low }) => low)),
    high: Math.min(...bounds.map(({ high }) => high))
  }
  const { low, high } = all.low <= all.high ? all : bounds[0]
  return [Math.min(1, low), Math.max(1, high)]
}
