/** What is simulated before a page is sent, for keys whose figures must be simulated: enough for a first look. */
import { type Key, type KeyAdvice, type Scenario, type Tally, adviseExactly, isSimulated } from '#core'
import { ApiError } from './api/api-error'
import type { CardSimulations } from '../figure/card/card-data'
import { adviseOnce, keptAdvice, look, simulateCard } from './look'
import { looks, pictures } from './threads/simulations'

/** Longer than this, ms, no page waits: it comes without a preview then, and its own program does the rest. */
const PATIENCE = 300

/** What a page shows before its own program has simulated anything; null for each key that needs none or has none. */
interface Preview {
  previews: (Tally | null)[]
  advice: (KeyAdvice | null)[]
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
 * What a card shows, simulated where there is no closed form, with the threads of the server.
 * @param signal of who asks
 * @throws ApiError 503 when too many simulations wait
 */
export async function lookForCard(scenario: Scenario, signal?: AbortSignal): Promise<CardSimulations> {
  const exact = !isSimulated(scenario) && scenario.keys.every((key) => adviseExactly(scenario, key) !== null)
  if (exact) return { tallies: scenario.keys.map(() => null) }
  return pictures.run((runner, stop) => simulateCard(scenario, runner, stop), signal)
}

/**
 * A first look for a page, and the final advice for every key whose advice must be simulated, as the page's own program
 * would find it. What is not there when the page's patience ends stays out, and the page calculates it; the server
 * finishes the advice all the same, so that the next who asks has it at once: the title of a preview holds it.
 * @param signal of the request
 * @param advised whether the page says which β to set
 */
export async function previewPage(scenario: Scenario, signal: AbortSignal, advised = true): Promise<Preview> {
  const preview: Preview = {
    previews: scenario.keys.map(() => null),
    advice: scenario.keys.map((key) => (advised ? keptAdvice(scenario, key) : null))
  }
  const asked = !advised
    ? []
    : scenario.keys.filter((key, i) => preview.advice[i] === null && adviseExactly(scenario, key) === null)
  const looked = isSimulated(scenario)
  if (!looked && asked.length === 0) return preview
  const patience = AbortSignal.timeout(PATIENCE)
  const work = looks.run(
    async (runner, stop) => {
      if (looked) preview.previews = await look(scenario, runner, stop)
      for (const key of asked)
        preview.advice[scenario.keys.indexOf(key)] = await adviseOnce(scenario, key, runner, stop)
    },
    AbortSignal.any([signal, patience])
  )
  await work.catch((error: unknown) => {
    if (!patience.aborted && !signal.aborted && !(error instanceof ApiError)) console.error(error)
  })
  if (patience.aborted && !signal.aborted) void finish(scenario, asked)
  return preview
}

async function finish(scenario: Scenario, keys: Key[]): Promise<void> {
  try {
    await pictures.run(async (runner, stop) => {
      for (const key of keys) await adviseOnce(scenario, key, runner, stop)
    })
  } catch (error) {
    // Where too much waits, nothing is lost: the page finds it by itself.
    if (!(error instanceof ApiError)) console.error(error)
  }
}
