import type { Scenario } from '#core'
import { fieldsInWords } from './fields-in-words'

/** What a scenario takes for granted: "Assumes no coordination, requests at random (Poisson), a fixed rebuild time." */
export const assumptions = (scenario: Scenario): string =>
  `Assumes ${Object.values(fieldsInWords(scenario, 'assumed')).join(', ')}.`
