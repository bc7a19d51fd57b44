/** What the server simulates for pages and cards. All work is counted in steps: the same scenario has the same result. */
import { LRUCache } from 'lru-cache'
import {
  type FoundLaw,
  type Key,
  type KeyAdvice,
  PARAMETERS,
  SHARDS,
  type Scenario,
  type Tally,
  modelOf,
  whySimulated
} from '#core'
import { formatLink } from '$lib/link/parameters/codec'
import { plainly } from '$lib/link/spelling'
import { sweptOnCard, type CardSimulations } from '../figure/card/card-data'
import { adviseKey } from '../worker/advising'
import { lawsByRunner } from '../worker/laws/laws-by-runner'
import type { Runner } from '../worker/runner'
import { sweepJob } from '../worker/sweep-job'

/** What is known of a scenario at first. For each key; null where it needs none, or has none. */
export interface Look {
  tallies: (Tally | null)[]
  laws: (FoundLaw | null)[]
}

/** How much is simulated: cycles, in how many of their shards, and the steps that these may take for all keys. */
interface Amount {
  cycles: number
  shards: number
  steps: number
}
/** The page simulates all cycles once it runs. */
const LOOK: Amount = { cycles: 2_000, shards: 8, steps: 400_000 }
/** A card has the figures that the page has in the end. */
const ON_CARD: Amount = { cycles: PARAMETERS.cycles.fallback, shards: SHARDS, steps: 8_000_000 }
/** For each point of a card’s waste figure. */
const POINT: Amount = { cycles: 4_000, shards: 8, steps: 150_000 }

/** A short simulation of every key that needs one; null for the others. */
export async function look(
  scenario: Scenario,
  runner: Runner,
  signal: AbortSignal,
  { cycles, shards, steps } = LOOK
): Promise<(Tally | null)[]> {
  const models = scenario.keys.map((key) => modelOf(scenario, key))
  const simulated = models.filter((model) => whySimulated(model) !== null)
  if (simulated.length === 0) return models.map(() => null)
  const most = ((SHARDS / shards) * steps) / simulated.length
  const jobs = simulated.map((model) => ({ model, cycles, seed: scenario.seed, most }))
  const { tallies } = await runner.run(jobs, () => {}, signal, shards)
  return models.map((model) => (simulated.includes(model) ? tallies[simulated.indexOf(model)] : null))
}

/** The law of every key of a cache with options, or why it has none; null for the others. */
export async function lawsOf(
  scenario: Scenario,
  runner: Runner,
  signal: AbortSignal
): Promise<(FoundLaw | null)[]> {
  const models = scenario.keys.map((key) => modelOf(scenario, key))
  const lawful = models.filter(({ options }) => options)
  const found = lawful.length > 0 ? await lawsByRunner(runner, lawful, signal) : []
  return models.map((model) => found[lawful.indexOf(model)] ?? null)
}

/** The advice for a key, whatever it and the present β are called. */
const kept = new LRUCache<string, KeyAdvice>({ max: 200 })
const questionOf = (scenario: Scenario, key: Key) =>
  formatLink({ ...plainly({ ...scenario, keys: [{ ...key, name: 'key' }] }), beta: 1, sweep: 'beta' })

/** The advice that has been simulated lately; null where there is none. */
export const keptAdvice = (scenario: Scenario, key: Key): KeyAdvice | null =>
  kept.get(questionOf(scenario, key)) ?? null

/** The final advice for a key, as the page’s own program finds it. It is kept: pages, cards and titles ask for the same. */
export async function adviseOnce(
  scenario: Scenario,
  key: Key,
  runner: Runner,
  signal: AbortSignal
): Promise<KeyAdvice> {
  const known = keptAdvice(scenario, key)
  if (known) return known
  const advice = await adviseKey(scenario, key, runner, signal)
  kept.set(questionOf(scenario, key), advice)
  return advice
}

/**
 * All that a card shows and that has no closed form: the advice is that of the page in the end. The work is counted in
 * steps, so the same scenario has the same card, however busy the server is.
 */
export async function simulateCard(
  scenario: Scenario,
  runner: Runner,
  signal: AbortSignal
): Promise<CardSimulations> {
  const laws = await lawsOf(scenario, runner, signal)
  const tallies = await look(scenario, runner, signal, ON_CARD)
  const advice: KeyAdvice[] = []
  for (const key of scenario.keys) advice.push(await adviseOnce(scenario, key, runner, signal))
  const { cycles, shards, steps } = POINT
  const most = (SHARDS / shards) * steps
  const jobs = sweptOnCard(scenario).map((model) => ({ ...sweepJob(model, cycles, scenario.seed), most }))
  const swept = jobs.length > 0 ? (await runner.run(jobs, () => {}, signal, shards)).tallies : []
  return { tallies, laws, advice, swept }
}
