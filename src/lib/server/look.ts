/** What the server simulates for pages and cards. All work is counted in steps: the same scenario has the same result. */
import { type KeyAdvice, SHARDS, type Scenario, type Tally, modelOf, whySimulated } from '#core'
import { sweptOnCard, type CardSimulations } from '../figure/card/card-data'
import { adviseKey } from '../worker/advising'
import type { Runner } from '../worker/runner'
import { sweepJob } from '../worker/sweep-job'

/** The page simulates all cycles once it runs. */
const LOOK = { cycles: 2_000, shards: 8, steps: 400_000 }
/** A short simulation of every key that needs one; null for the others. */
export async function look(
  scenario: Scenario,
  runner: Runner,
  signal: AbortSignal
): Promise<(Tally | null)[]> {
  const models = scenario.keys.map((key) => modelOf(scenario, key))
  const simulated = models.filter((model) => whySimulated(model) !== null)
  if (simulated.length === 0) return models.map(() => null)
  const { cycles, shards, steps } = LOOK
  const most = ((SHARDS / shards) * steps) / simulated.length
  const jobs = simulated.map((model) => ({ model, cycles, seed: scenario.seed, most }))
  const { tallies } = await runner.run(jobs, () => {}, signal, shards)
  return models.map((model) => (simulated.includes(model) ? tallies[simulated.indexOf(model)] : null))
}

/** Of each point of a card’s waste figure. */
const POINT = { cycles: 4_000, shards: 8, steps: 150_000 }

/**
 * All that a card shows and that has no closed form: the advice is that of the page in the end. The work is counted in
 * steps, so the same scenario has the same card, however busy the server is.
 */
export async function simulateCard(
  scenario: Scenario,
  runner: Runner,
  signal: AbortSignal
): Promise<CardSimulations> {
  const tallies = await look(scenario, runner, signal)
  const advice: (KeyAdvice | null)[] = []
  for (const key of scenario.keys) advice.push(await adviseKey(scenario, key, runner, signal))
  const { cycles, shards, steps } = POINT
  const most = (SHARDS / shards) * steps
  const jobs = sweptOnCard(scenario).map((model) => ({ ...sweepJob(model, cycles, scenario.seed), most }))
  const swept = jobs.length > 0 ? (await runner.run(jobs, () => {}, signal, shards)).tallies : []
  return { tallies, advice, swept }
}
