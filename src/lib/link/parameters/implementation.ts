import { IMPLEMENTATIONS, type Scenario } from '#core'
import type { Say } from '../note'
import { readChoice } from './one-of'
import { CHOICES } from './write-fields'

/** Reads what the implementation leaves to be chosen; any other choice has no effect, and a note. Changes the scenario. */
export function readChoices(pairs: Map<string, string>, scenario: Scenario, say: Say): void {
  for (const [name, { link }] of CHOICES) {
    const text = pairs.get(link!)
    if (text === undefined) continue
    if (IMPLEMENTATIONS[scenario.implementation].choices)
      Object.assign(scenario, { [name]: readChoice(name, text, say) })
    else say('ignored', link!, `${link} applies only to Symfony (lens=symfony); ignored`)
  }
}
