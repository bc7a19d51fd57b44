/**
 * The advice where there is no closed form: the same search with simulated trials, which use the same random numbers at
 * every β. Its budget is counted in steps of work and not in seconds, so that every machine gives the same answer.
 */
import {
  type Ask,
  type Key,
  type KeyAdvice,
  IMPLEMENTATIONS,
  type Model,
  PARAMETERS,
  type Plan,
  SIMULATED_PLAN,
  type Scenario,
  type Search,
  type SimulatedCurves,
  type Trial,
  adviceFrom,
  adviseExactly,
  atLeast,
  bindingOf,
  boundsExactly,
  choose,
  isHopeless,
  limitsOf,
  modelOf,
  plainScenario,
  pow,
  searchBeta,
  simulatedCurves,
  summarize,
  trialOf
} from '#core'
import { affordableCycles } from './affordable'
import type { Runner } from './runner'

/** Begins near the bounds of the same key in its closed form: without what makes it need a simulation. */
function planFor(scenario: Scenario, key: Key): Plan {
  const { low, high } = boundsExactly(plainScenario(scenario), key)
  const ends = [low ?? 1, high ?? 1]
  const from = Math.min(100, Math.max(0.1, Math.min(...ends) / 1.5))
  const to = Math.min(1000, Math.max(2 * from, 1.5 * Math.max(...ends)))
  return atLeast(IMPLEMENTATIONS[scenario.implementation].leastBeta, {
    ...SIMULATED_PLAN,
    from,
    to,
    ratio: Math.max(1.5, pow(to / from, 1 / 10)),
    bracket: 1.02,
    best: 1.1
  })
}

/** What the advice for one key may cost in steps, with the usual cycles: about 0.8 s of one processor in all. */
const STEPS = 4_500_000
/** More cycles than usual raise the budget, at most so many times. */
const LARGER = 2
const generosity = ({ cycles }: Scenario) =>
  Math.max(1, Math.min(LARGER, cycles / PARAMETERS.cycles.fallback))

/** Cycles of each kind of trial, as multiples of those of a trial that measures the cost. */
const SHARE = { close: 3, cost: 1, rough: 0.5 }
/** A whole search takes as much as so many trials that measure the cost; half of it goes to the limits. */
const TRIALS = 50
/** A trial asks for at least so many cycles, as fewer say little, and ends early where they take too many steps. */
const FEWEST = 640
/** One trial may take so many times its part of the budget. */
const COSTLY = 2
/**
 * Cycles of a trial that measures the cost, so that the search keeps to its steps. Models that do not settle are left
 * out: a trial of them ends early.
 */
async function cyclesFor(
  models: Model[],
  { cycles, seed }: Scenario,
  steps: number,
  runner: Runner,
  signal: AbortSignal
): Promise<number> {
  const all = await affordableCycles(models, seed, steps / TRIALS, runner, signal)
  const known = all.filter((count) => count !== null).sort((a, b) => a - b)
  return Math.min(cycles, Math.max(FEWEST, known[known.length >> 1] ?? 0))
}

const shareOf = ({ cost, close }: Ask) => (close ? SHARE.close : cost ? SHARE.cost : SHARE.rough)

/**
 * Drives a search with simulations.
 * @param steps that it may take
 * @returns what the search found, and the cycles of its usual trial
 */
async function simulated<T>(
  search: Search<T>,
  at: (beta: number) => Model,
  scenario: Scenario,
  steps: number,
  runner: Runner | null,
  signal: AbortSignal
): Promise<{ found: T; cycles: number | null }> {
  if (!runner) throw new Error('This advice needs simulations, and there is no runner')
  const { seed } = scenario
  let cycles: number | null = null
  let step = search.next()
  while (!step.done) {
    const asks = step.value
    const models = asks.map(({ beta }) => at(beta))
    const usual = (cycles ??= await cyclesFor(models, scenario, steps, runner, signal))
    const jobs = models.map((model, i) => {
      const share = shareOf(asks[i])
      const most = (COSTLY * share * steps) / TRIALS
      return { model, cycles: Math.ceil(usual * share), seed, most, onlySettled: true }
    })
    const { tallies } = await runner.run(jobs, () => {}, signal)
    step = search.next(
      asks.map(({ beta }, i): Trial => {
        const { figures, standardErrors, unsettled } = summarize(models[i], tallies[i]!)
        const trial = trialOf(beta, models[i].ttl, figures, standardErrors)
        // Cycles that were cut off say nothing about protection, so this β counts as late.
        return unsettled > 0 ? { ...trial, lateShare: 1 } : trial
      })
    )
  }
  return { found: step.value, cycles }
}

/**
 * The advice for one key, in closed form where that is to be had, else from simulations of the scenario's cycles, or of
 * as many as the steps allow.
 * @param runner may be null where a closed form is sure to be had
 * @param steps of work that the search may take
 * @param plan where to search; planFor unless given
 */
export async function adviseKey(
  scenario: Scenario,
  key: Key,
  runner: Runner | null,
  signal: AbortSignal,
  steps = STEPS * generosity(scenario),
  plan = planFor(scenario, key)
): Promise<KeyAdvice> {
  const exact = adviseExactly(scenario, key)
  if (exact) return exact
  const at = (beta: number) => modelOf(scenario, key, beta)
  const limits = limitsOf(scenario)
  const binding = (low: number, high: number, share: number) =>
    bindingOf(at(1), limits, { low, high }, () => share)
  if (isHopeless(at(1), limits)) {
    return adviceFrom({ low: Infinity, high: 0 }, null, {
      basis: 'simulation',
      lowRange: null,
      binding: binding(Infinity, 0, 1),
      simulated: null
    })
  }
  const { found, cycles } = await simulated(searchBeta(limits, plan), at, scenario, steps, runner, signal)
  const bounds = { low: found.safe ?? found.low ?? Infinity, high: found.high ?? 0 }
  const needed = found.trials.filter(({ beta }) => found.low === null || beta <= found.low).at(-1)
  const { rate, delta } = at(1)
  const curves: SimulatedCurves = {
    cycles: cycles!,
    cases: [{ at: 0, rate, delta, bounds, points: found.trials }]
  }
  const choice = found.beta === null ? null : choose([{ key: 0, curves: simulatedCurves(curves) }], limits)
  return adviceFrom(bounds, choice, {
    basis: 'simulation',
    lowRange: found.lowRange,
    binding: choice ? null : binding(found.low ?? Infinity, bounds.high, needed?.lifetimeShare ?? 1),
    simulated: curves
  })
}
