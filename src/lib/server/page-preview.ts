/** What is simulated before a page is sent, for keys whose figures or advice must be simulated. */
import { type Key, type KeyAdvice, type Scenario, type Tally, adviseExactly, isSimulated } from '#core'
import { ApiError } from './api/api-error'
import { adviseOnce, keptAdvice, look } from './look'
import type { Lane } from './threads/simulations'

/** Longer than this, ms, no page waits for an advice that must be simulated: its own program finds it then. */
const PATIENCE = 300

/** What a page shows before its own program has simulated anything; null for each key that needs none. */
interface Preview {
  previews: (Tally | null)[]
  /** Null also where the page finds it by itself. */
  advice: (KeyAdvice | null)[]
}

/** Where pages wait for a look, and where an advice is finished that nobody waits for. */
interface Lanes {
  looks: Pick<Lane, 'run'>
  pictures: Pick<Lane, 'run'>
}

/** @returns what every page is sent with, simulated by these threads */
export const pagePreviews =
  (lanes: Lanes) =>
  (scenario: Scenario, signal: AbortSignal, advised = true): Promise<Preview> =>
    preview(scenario, lanes, signal, advised)

/**
 * A first look for a page, and the final advice for every key whose advice must be simulated, as the page's own program
 * would find it. Every page waits for its look, which takes few steps: whether it has figures depends on the link, and
 * only where more pages wait than may wait does one come without. The advice that is not there when the page's patience
 * ends stays out, and the page says that it calculates; the server finishes it all the same, so that the next who asks
 * has it at once: the title of a preview holds it.
 * @param signal of the request
 * @param advised whether the page says which β to set
 */
async function preview(
  scenario: Scenario,
  { looks, pictures }: Lanes,
  signal: AbortSignal,
  advised: boolean
): Promise<Preview> {
  const found: Preview = {
    previews: scenario.keys.map(() => null),
    advice: scenario.keys.map((key) => (advised ? keptAdvice(scenario, key) : null))
  }
  const asked = !advised
    ? []
    : scenario.keys.filter((key, i) => found.advice[i] === null && adviseExactly(scenario, key) === null)
  const looked = isSimulated(scenario)
  if (!looked && asked.length === 0) return found
  const patience = AbortSignal.timeout(PATIENCE)
  const work = looks.run(async (runner, stop) => {
    if (looked) found.previews = await look(scenario, runner, stop)
    const inTime = AbortSignal.any([stop, patience])
    for (const key of asked) {
      inTime.throwIfAborted()
      found.advice[scenario.keys.indexOf(key)] = await adviseOnce(scenario, key, runner, inTime)
    }
  }, signal)
  await work.catch((error: unknown) => {
    if (!patience.aborted && !signal.aborted && !(error instanceof ApiError)) console.error(error)
  })
  if (patience.aborted && !signal.aborted) void finish(scenario, asked, pictures)
  return found
}

async function finish(scenario: Scenario, keys: Key[], pictures: Lanes['pictures']): Promise<void> {
  try {
    await pictures.run(async (runner, stop) => {
      for (const key of keys) await adviseOnce(scenario, key, runner, stop)
    })
  } catch (error) {
    // Where too much waits, nothing is lost: the page finds it by itself.
    if (!(error instanceof ApiError)) console.error(error)
  }
}
