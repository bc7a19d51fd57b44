/** A scenario's verdict in plain words: for titles, previews, and those who listen. */
import type { Scenario, Tally } from '#core'
import { viewKey } from './key-view'
import { plain, verdict } from './verdict'
import { inFull } from './words'

/** @param tallies for each key what has been simulated of it, where it has no closed form */
export function told(scenario: Scenario, tallies: (Tally | null)[] = []): string {
  const views = scenario.keys.map((key, i) => viewKey(scenario, key, i, tallies[i] ?? null))
  // Nobody waits for a simulation to name a page.
  if (views.some(({ figures }) => figures === null))
    return `What β = ${inFull(scenario.beta, 4)} does to a cache`
  const atOne = scenario.keys.map((key, i) => viewKey(scenario, key, i, null, 1))
  return plain(verdict(scenario.beta, views, atOne).says)
}
