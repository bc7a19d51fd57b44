import type { Scenario } from '#core'
import { inSeconds } from '../words'
import { fieldsInWords } from './fields-in-words'

/** What a scenario takes for granted: "Assumes no coordination, requests at random (Poisson), a fixed rebuild time." */
export const assumptions = (scenario: Scenario): string =>
  `Assumes ${[...Object.values(fieldsInWords(scenario, 'assumed')), ...ofKeys(scenario)].join(', ')}.`

/** “values of slow that are served for 30 s after their expiry”: what a key has of its own. */
const ofKeys = ({ keys, stale }: Scenario): string[] =>
  keys.flatMap((key) => {
    const own = key.stale ?? stale
    if (own === stale) return []
    return own > 0
      ? [`values of ${key.name} that are served for ${inSeconds(own)} after their expiry`]
      : [`values of ${key.name} that are not served after their expiry`]
  })
