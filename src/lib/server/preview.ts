/** What is simulated before a page is sent, for keys that have no closed form: enough for a first look. */
import { adviseExactly, type KeyAdvice } from '../core/advise'
import { whyNoClosedForm } from '../core/closed-form'
import { modelOf } from '../core/model-of'
import type { Scenario } from '../core/scenario'
import type { Tally } from '../core/tally'
import { adviseKey } from '../worker/advising'
import { withThreads } from './simulations'

/** In bounded work; the page simulates all cycles once it runs. */
const PREVIEW = { cycles: 2_000, shards: 8 }
/** Advice asks for rarer events, and for longer than this nobody is made to wait. */
const ADVICE = { cycles: 6_000, milliseconds: 1_500 }

/**
 * A short simulation of every key that needs one; null for the others.
 * @throws ApiError 503 when too many simulations wait
 */
export async function firstLook(scenario: Scenario): Promise<(Tally | null)[]> {
  const models = scenario.keys.map((key) => modelOf(scenario, key))
  const simulated = models.filter((model) => whyNoClosedForm(model) !== null)
  if (simulated.length === 0) return models.map(() => null)
  const { cycles, shards } = PREVIEW
  const jobs = simulated.map((model) => ({ model, cycles, seed: scenario.seed }))
  const { tallies } = await withThreads((runner, stop) => runner.run(jobs, () => {}, stop, shards))
  return models.map((model) => (simulated.includes(model) ? tallies[simulated.indexOf(model)] : null))
}

/** The same for a page, which comes without it when the server has too much to do: the browser simulates anyway. */
export const previewKeys = (scenario: Scenario): Promise<(Tally | null)[]> =>
  firstLook(scenario).catch(() => scenario.keys.map(() => null))

/** Advice for every key that must be simulated; null for the others, and where it would take too long. */
export async function previewAdvice(scenario: Scenario): Promise<(KeyAdvice | null)[]> {
  const asked = { ...scenario, cycles: Math.min(scenario.cycles, ADVICE.cycles) }
  const simulated = asked.keys.map((key) => adviseExactly(asked, key) === null)
  if (!simulated.includes(true)) return simulated.map(() => null)
  return withThreads(
    (runner, signal) =>
      Promise.all(
        asked.keys.map((key, i) =>
          simulated[i] ? adviseKey(asked, key, runner, signal).catch(() => null) : null
        )
      ),
    AbortSignal.timeout(ADVICE.milliseconds)
  ).catch(() => simulated.map(() => null))
}
