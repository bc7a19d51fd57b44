/** Apart from titles.ts: a page loads its title at first, and its verdict later. */
import type { FoundLaw, Scenario, Tally } from '#core'
import { viewKey } from './key-view'
import { plain } from './sentence'
import { verdict } from './verdict'
import { inFull } from './words'

/**
 * A scenario's verdict as a title.
 * @param tallies for each key without a closed form what has been simulated of it; else null
 * @param laws for each key of a cache with options its law, once that is known; else null
 */
export function scenarioTitle(
  scenario: Scenario,
  tallies: (Tally | null)[] = [],
  laws: (FoundLaw | null)[] = []
): string {
  const views = scenario.keys.map((key, i) =>
    viewKey(scenario, key, i, tallies[i] ?? null, scenario.beta, undefined, laws[i] ?? null)
  )
  // A title does not wait for a simulation.
  if (views.some(({ figures }) => figures === null))
    return `What β = ${inFull(scenario.beta, 4)} does to a cache`
  const atOne = scenario.keys.map((key, i) => viewKey(scenario, key, i, null, 1))
  return plain(verdict(scenario.beta, views, atOne).says)
}
