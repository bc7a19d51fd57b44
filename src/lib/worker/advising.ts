/** The advice where there is no closed form: the same search, its trials simulated with the same dice at every β. */
import {
  adviseExactly,
  atLeast,
  bindingOf,
  boundsExactly,
  hopeless,
  LENSES,
  limitsOf,
  searchBeta,
  sensitivityOf,
  variations,
  modelOf,
  plainScenario,
  summarize,
  trialOf,
  type KeyAdvice,
  type Plan,
  type Search,
  type Sensitivity,
  type Trial,
  type Key,
  type Model,
  type Scenario
} from '../core'
import { pow } from '../core/fixed-math'
import type { Runner } from './runner'

/** Where the search begins; the bounds of the same key without what makes it need a simulation are near. */
function planFor(scenario: Scenario, key: Key): Plan {
  const { low, high } = boundsExactly(plainScenario(scenario), key)
  const ends = [low ?? 1, high ?? 1]
  const from = Math.min(100, Math.max(0.1, Math.min(...ends) / 1.5))
  const to = Math.min(1000, Math.max(2 * from, 1.5 * Math.max(...ends)))
  return atLeast(LENSES[scenario.lens].leastBeta, {
    least: 1e-4,
    from,
    to,
    ratio: Math.max(1.5, pow(to / from, 1 / 10)),
    bracket: 1.02,
    best: 1.1
  })
}

/** Round an answer that is known: enough to see whether it moves. */
const planAround = (beta: number): Plan => ({
  least: 1e-4,
  from: Math.max(0.1, beta / 2),
  to: Math.min(1000, beta * 2),
  ratio: 1.5,
  bracket: 1.1,
  best: 1.2
})

/** So many times the cycles where a limit is near: half the doubt. */
const CLOSE = 4

/** Drives a search with simulations. */
async function simulated<T>(
  search: Search<T>,
  at: (beta: number) => Model,
  { cycles, seed }: Scenario,
  runner: Runner | null,
  signal: AbortSignal
): Promise<T> {
  if (!runner) throw new Error('This advice needs simulations, and there is nobody to run them')
  let step = search.next()
  while (!step.done) {
    const asks = step.value
    const models = asks.map(({ beta }) => at(beta))
    const jobs = models.map((model, i) => ({
      model,
      cycles: asks[i].close ? CLOSE * cycles : cycles,
      seed
    }))
    const { tallies } = await runner.run(jobs, () => {}, signal)
    step = search.next(
      asks.map(({ beta }, i): Trial => {
        const { figures, standardErrors, unsettled } = summarize(models[i], tallies[i]!)
        const trial = trialOf(beta, models[i].ttl, figures, standardErrors)
        // Cycles that had to be cut off say nothing about protection.
        return unsettled > 0 ? { ...trial, lateShare: 1 } : trial
      })
    )
  }
  return step.value
}

/**
 * The advice for one key, in closed form where that is to be had, else from simulations of the scenario's cycles.
 * @param runner may be null where a closed form is sure to be had
 * @param plan where to look; near the answer without what needs a simulation, unless told
 */
export async function adviseKey(
  scenario: Scenario,
  key: Key,
  runner: Runner | null,
  signal: AbortSignal,
  plan = planFor(scenario, key)
): Promise<KeyAdvice> {
  const exact = adviseExactly(scenario, key)
  if (exact) return exact
  const at = (beta: number) => modelOf(scenario, key, beta)
  const limits = limitsOf(scenario)
  const found =
    hopeless(at(1), limits) ?? (await simulated(searchBeta(limits, plan), at, scenario, runner, signal))
  return { ...found, basis: 'simulation', binding: bindingOf(at(1), limits, found) }
}

/** The advice for one key with its inputs halved and doubled; nothing where there is none to begin with. */
export async function adviseVariations(
  scenario: Scenario,
  key: Key,
  { beta }: KeyAdvice,
  runner: Runner | null,
  signal: AbortSignal
): Promise<Sensitivity[]> {
  if (beta === null) return []
  const all: Sensitivity[] = []
  for (const variation of variations(scenario, key)) {
    const advice = await adviseKey(variation.scenario, variation.key, runner, signal, planAround(beta))
    all.push(sensitivityOf(variation, advice))
  }
  return all
}
