import { FIELDS, IMPLEMENTATIONS, type Scenario } from '#core'
import type { Say } from '../note'
import { readChoice } from './one-of'

/** What some implementations leave to be chosen. */
const CHOICES = FIELDS.filter(([, { partOf }]) => partOf === 'implementation')

/** Reads these choices; one that the implementation does not leave is said and has no effect. Changes the scenario. */
export function readChoices(pairs: Map<string, string>, scenario: Scenario, say: Say): void {
  for (const [name, { link }] of CHOICES) {
    const text = pairs.get(link!)
    if (text === undefined) continue
    if (IMPLEMENTATIONS[scenario.implementation].choices)
      Object.assign(scenario, { [name]: readChoice(name, text, say) })
    else say('ignored', link!, `${link} applies only to Symfony (lens=symfony); ignored`)
  }
}

/** The parameters that say them, `name=value`; defaults are left out. */
export function writeChoices(scenario: Scenario): string[] {
  if (!IMPLEMENTATIONS[scenario.implementation].choices) return []
  return CHOICES.flatMap(([name, { link, fallback }]) =>
    scenario[name] === fallback ? [] : [`${link}=${String(scenario[name])}`]
  )
}
