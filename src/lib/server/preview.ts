/** What pages and cards show of keys that must be simulated, by the threads of the server. */
import { type Scenario, adviseExactly, isSimulated, modelOf, whySimulated } from '#core'
import type { CardSimulations } from '../figure/card/card-data'
import { lawsOf, look, simulateCard, type Look } from './look'
import { pagePreviews } from './page-preview'
import { looks, pictures } from './threads/simulations'

/**
 * The law of every key that has options, and a short simulation of the keys where one of them has no law. The same
 * scenario has the same one.
 * @param signal of who asks
 * @throws ApiError 503 when too many simulations wait
 */
export async function firstLook(scenario: Scenario, signal?: AbortSignal): Promise<Look> {
  const none = scenario.keys.map(() => null)
  if (!isSimulated(scenario)) return { tallies: none, laws: none }
  return looks.run(async (runner, stop) => {
    const laws = await lawsOf(scenario, runner, stop)
    const isKnown = scenario.keys.every(
      (key, i) => laws[i]?.law || whySimulated(modelOf(scenario, key)) === null
    )
    return { laws, tallies: isKnown ? none : await look(scenario, runner, stop) }
  }, signal)
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

/** What every page is sent with. */
export const previewPage = pagePreviews(looks)
