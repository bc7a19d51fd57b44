import type { Scenario } from '#core'
import { fieldWords } from './field-words'

/** What a scenario takes for granted: "Assumes no coordination, requests at random (Poisson), a fixed rebuild time." */
export const assumptions = (scenario: Scenario): string =>
  `Assumes ${Object.values(fieldWords(scenario, 'assumed')).join(', ')}.`
