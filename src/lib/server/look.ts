/** What the server simulates for pages and cards. All work is counted in steps: the same scenario has the same result. */
import { LRUCache } from 'lru-cache'
import {
  type FoundLaw,
  type Key,
  type KeyAdvice,
  type Model,
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
import type { Progress, Runner } from '../worker/runner'
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

/** Some laws take a fifth of a second, and a page, its card and its title ask for the same. */
const keptLaws = new LRUCache<string, FoundLaw>({ max: 200 })

/**
 * The law of every key of a cache with options, or why it has none; null for the others.
 * @param isWanted leaves out the keys whose law is not asked for
 */
export async function lawsOf(
  scenario: Scenario,
  runner: Runner,
  signal: AbortSignal,
  isWanted: (model: Model) => boolean = () => true
): Promise<(FoundLaw | null)[]> {
  const models = scenario.keys.map((key) => modelOf(scenario, key))
  // Taken before anything is awaited: others may push a law out meanwhile.
  const known = models.map((model) =>
    model.options && isWanted(model) ? keptLaws.get(JSON.stringify(model)) : null
  )
  const missing = models.filter((_, place) => known[place] === undefined)
  const found = missing.length > 0 ? await lawsByRunner(runner, missing, signal) : []
  found.forEach((law, i) => keptLaws.set(JSON.stringify(missing[i]), law))
  return known.map((law, place) => (law === undefined ? found[missing.indexOf(models[place])] : law))
}

/** An advice, and the steps of simulation that it took; null where it takes more than these. */
interface CountedAdvice {
  advice: KeyAdvice | null
  steps: number
}

/** The advice for a key, whatever it and the present β are called. */
const kept = new LRUCache<string, CountedAdvice>({ max: 200 })
const questionOf = (scenario: Scenario, key: Key) =>
  formatLink({ ...plainly({ ...scenario, keys: [{ ...key, name: 'key' }] }), beta: 1, sweep: 'beta' })

/** The steps that an advice may take are used up. */
class TooLong extends Error {}

/**
 * The final advice for a key, as the page’s own program finds it; null where it takes more steps than these. So whether
 * there is one depends on the question alone. It is kept: pages and cards ask for the same.
 */
export async function adviseWithin(
  most: number,
  scenario: Scenario,
  key: Key,
  runner: Runner,
  signal: AbortSignal
): Promise<KeyAdvice | null> {
  const question = questionOf(scenario, key)
  const known = kept.get(question)
  if (known && known.steps > most) return null
  if (known?.advice) return known.advice
  let steps = 0
  const counting: Runner = {
    run: (jobs, onProgress, ...rest) => {
      const before = steps
      const count = (progress: Progress) => {
        // They only grow: a run that is over the limit early is so in the end.
        steps = progress.tallies.reduce((sum, tally) => sum + (tally?.steps ?? 0), before)
        if (steps > most) throw new TooLong()
        onProgress(progress)
      }
      return runner.run(jobs, count, ...rest)
    },
    close: () => runner.close()
  }
  try {
    const advice = await adviseKey(scenario, key, counting, signal)
    kept.set(question, { advice, steps })
    return advice
  } catch (error) {
    if (!(error instanceof TooLong)) throw error
    kept.set(question, { advice: null, steps })
    return null
  }
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
  for (const key of scenario.keys) advice.push((await adviseWithin(Infinity, scenario, key, runner, signal))!)
  const { cycles, shards, steps } = POINT
  const most = (SHARDS / shards) * steps
  const jobs = sweptOnCard(scenario).map((model) => ({ ...sweepJob(model, cycles, scenario.seed), most }))
  const swept = jobs.length > 0 ? (await runner.run(jobs, () => {}, signal, shards)).tallies : []
  return { tallies, laws, advice, swept }
}
