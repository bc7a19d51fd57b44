/** What pages and cards show of keys that must be simulated, by the threads of the server. */
import { type Scenario, type Tally, adviseExactly, isSimulated } from '#core'
import type { CardSimulations } from '../figure/card/card-data'
import { look, simulateCard } from './look'
import { pagePreviews } from './page-preview'
import { looks, pictures } from './threads/simulations'

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

/** What every page is sent with. */
export const previewPage = pagePreviews(looks)
