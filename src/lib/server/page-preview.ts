/** What is simulated before a page is sent, for keys whose figures or advice must be simulated. */
import {
  type FoundLaw,
  type KeyAdvice,
  type Scenario,
  type Tally,
  adviseExactly,
  isQuick,
  isSimulated
} from '#core'
import { ApiError } from './api/api-error'
import { adviseWithin, lawsOf, look } from './look'
import type { Lane } from './threads/simulations'

/**
 * Steps of simulation (core/simulation/steps.ts) that the advice of a page may take, over all of its keys. What takes more
 * is found by the page’s own program.
 */
const ADVICE_STEPS = 300_000

/** What a page shows before its own program has simulated anything; null for each key that needs none. */
interface Preview {
  previews: (Tally | null)[]
  /** Of a cache with options; null also where a page cannot wait for it. */
  laws: (FoundLaw | null)[]
  /** Null also where the page finds it by itself. */
  advice: (KeyAdvice | null)[]
  /** Whether another request for the same page gets the same: not where the server was too busy to simulate. */
  lasting: boolean
}

/** @returns what every page is sent with, simulated by the threads of this lane */
export const pagePreviews =
  (looks: Pick<Lane, 'run'>) =>
  (scenario: Scenario, signal: AbortSignal, advised = true): Promise<Preview> =>
    preview(scenario, looks, signal, advised)

/**
 * A first look for a page, and the final advice for every key whose advice must be simulated, as the page's own program
 * would find it. Both are bounded in steps: whether a page has figures, and an answer, depends on its link, and not on
 * how busy the server is. Only where more pages wait than may wait does one come without.
 * @param signal of the request
 * @param advised whether the page says which β to set
 */
async function preview(
  scenario: Scenario,
  looks: Pick<Lane, 'run'>,
  signal: AbortSignal,
  advised: boolean
): Promise<Preview> {
  const none = scenario.keys.map(() => null)
  const found: Preview = { previews: none, laws: none, advice: [...none], lasting: true }
  const asked = advised ? scenario.keys.filter((key) => adviseExactly(scenario, key) === null) : []
  const looked = isSimulated(scenario)
  if (!looked && asked.length === 0) return found
  const most = ADVICE_STEPS / scenario.keys.length
  const work = looks.run(async (runner, stop) => {
    if (looked) {
      found.laws = await lawsOf(scenario, runner, stop, isQuick)
      found.previews = await look(scenario, runner, stop)
    }
    for (const key of asked)
      found.advice[scenario.keys.indexOf(key)] = await adviseWithin(most, scenario, key, runner, stop)
  }, signal)
  await work.catch((error: unknown) => {
    found.lasting = false
    if (!signal.aborted && !(error instanceof ApiError)) console.error(error)
  })
  return found
}
