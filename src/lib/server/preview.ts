/** What is simulated before a page is sent, for keys whose figures must be simulated: enough for a first look. */
import {
  type KeyAdvice,
  SHARDS,
  type Scenario,
  type Tally,
  adviseExactly,
  isSimulated,
  modelOf,
  whySimulated
} from '#core'
import { adviseKey } from '../worker/advising'
import type { Runner } from '../worker/runner'
import { ApiError } from './api/api-error'
import { looks } from './threads/simulations'

/** The page simulates all cycles once it runs. */
const LOOK = { cycles: 2_000, shards: 8, steps: 400_000 }
/** Longer than this, ms, no page waits: it comes without a preview then, and its own program does the rest. */
const PATIENCE = 300

/** What a page shows before its own program has simulated anything; null for each key that needs none or has none. */
interface Preview {
  previews: (Tally | null)[]
  advice: (KeyAdvice | null)[]
}

async function look(scenario: Scenario, runner: Runner, signal: AbortSignal): Promise<(Tally | null)[]> {
  const models = scenario.keys.map((key) => modelOf(scenario, key))
  const simulated = models.filter((model) => whySimulated(model) !== null)
  const { cycles, shards, steps } = LOOK
  const most = ((SHARDS / shards) * steps) / simulated.length
  const jobs = simulated.map((model) => ({ model, cycles, seed: scenario.seed, most }))
  const { tallies } = await runner.run(jobs, () => {}, signal, shards)
  return models.map((model) => (simulated.includes(model) ? tallies[simulated.indexOf(model)] : null))
}

/**
 * A short simulation of every key that needs one; null for the others. The same scenario has the same one.
 * @param signal of who asks
 * @throws ApiError 503 when too many simulations wait
 */
export async function firstLook(scenario: Scenario, signal?: AbortSignal): Promise<(Tally | null)[]> {
  if (!isSimulated(scenario)) return scenario.keys.map(() => null)
  return looks.run((runner, stop) => look(scenario, runner, stop), signal)
}

/**
 * A first look for a page, and the advice for every key whose advice must be simulated: the final one, as the page's own
 * program would find it. What is not there when the page's patience ends stays out, and the page calculates it.
 * @param signal of the request
 * @param advised whether the page says which β to set
 */
export async function previewPage(scenario: Scenario, signal: AbortSignal, advised = true): Promise<Preview> {
  const preview: Preview = {
    previews: scenario.keys.map(() => null),
    advice: scenario.keys.map(() => null)
  }
  const simulated = advised ? scenario.keys.filter((key) => adviseExactly(scenario, key) === null) : []
  const looked = isSimulated(scenario)
  if (!looked && simulated.length === 0) return preview
  const patience = AbortSignal.timeout(PATIENCE)
  const work = looks.run(
    async (runner, stop) => {
      if (looked) preview.previews = await look(scenario, runner, stop)
      for (const [i, key] of scenario.keys.entries()) {
        if (!simulated.includes(key)) continue
        preview.advice[i] = await adviseKey(scenario, key, runner, stop)
      }
    },
    AbortSignal.any([signal, patience])
  )
  await work.catch((error: unknown) => {
    if (!patience.aborted && !signal.aborted && !(error instanceof ApiError)) console.error(error)
  })
  return preview
}
