import type { Scenario } from '#core'
import { shownNames } from '$lib/link/parameters/names'

/**
 * The scenario for words and figures: long names of keys shortened, and no two alike. The scenario itself where none
 * is long. Never to be written into a link or a file.
 */
export function withShownNames(scenario: Scenario): Scenario {
  const whole = scenario.keys.map(({ name }) => name)
  const shown = shownNames(whole)
  if (shown.every((name, i) => name === whole[i])) return scenario
  return { ...scenario, keys: scenario.keys.map((key, i) => ({ ...key, name: shown[i] })) }
}
