/**
 * How each field of a scenario is read from a link; write-fields.ts writes it. A number or a choice is read by its row of
 * the table; what is more than one word has a grammar of its own.
 */
import { FIELDS, type NumberName, type Scenario, defaultScenario } from '#core'
import type { Say } from '../note'
import { readNumber } from '../quantity/read-number'
import { spellingOf } from '../quantity/spelling'
import { spelled, type TypedScenario } from '../spelling'
import { readArrivals } from './arrivals'
import { readCoordination } from './coordination'
import { readChoices } from './implementation'
import { readKeys } from './keys'
import { readChoice } from './one-of'
import { readOverrides } from './overrides'
import { readQuantiles } from './quantiles'
import { sayIdle } from '../idle/idle'
import { checkRule, readRule } from './rule'
import type { WithObject } from './write-fields'

interface Grammar {
  /** What a text says; nothing where it cannot be read. */
  read: (text: string, say: Say) => Partial<Scenario>
  /** Reads the parameters that belong to it, when all numbers are read. Changes the scenario. */
  readMore?: (pairs: Map<string, string>, scenario: TypedScenario, say: Say) => void
}

const numberGrammar = (name: NumberName, link: string): Grammar => ({
  read(text, say) {
    const value = readNumber(link, text, name, say)
    return value === null ? {} : { [name]: value }
  },
  readMore(pairs, scenario) {
    const spelling = spellingOf(pairs.get(link) ?? '', scenario[name], name)
    if (spelling) Object.assign(scenario, spelled(scenario, name, spelling))
  }
})

const choiceGrammar = (name: keyof Scenario, refusal?: string): Grammar => ({
  read: (text, say) => ({ [name]: readChoice(name, text, say, refusal) })
})

/** Without an entry here a field has the common grammar. They are read in this order. */
const OWN: Partial<Record<keyof Scenario, Grammar>> & Record<WithObject, Grammar> = {
  keys: { read: (text, say) => ({ keys: readKeys(text, say) }), readMore: readOverrides },
  sweep: choiceGrammar('sweep', 'is not beta, delta or rate'),
  implementation: { ...choiceGrammar('implementation'), readMore: readChoices },
  coordination: { read: readCoordination },
  arrivals: { read: (text, say) => ({ arrivals: readArrivals(text, say) }) },
  // Whether a rule has a value depends on the keys and the numbers.
  rule: { read: (text, say) => ({ rule: readRule(text, say) }), readMore: checkRule }
}

const place = (name: keyof Scenario) => Object.keys(OWN).indexOf(name)
/** Numbers first: what a key has of its own depends on what holds for all. */
const TO_READ = FIELDS.filter(([, { partOf }]) => partOf === undefined)
  .map(([name, { link, unit }]) => ({
    name,
    link: link!,
    ...(OWN[name] ?? (unit === undefined ? choiceGrammar(name) : numberGrammar(name as NumberName, link!)))
  }))
  .sort((a, b) => place(a.name) - place(b.name))

/** The scenario of a link’s parameters, each read by itself; a note tells what is not taken as it stands. */
export function readFields(pairs: Map<string, string>, say: Say): TypedScenario {
  const scenario: TypedScenario = defaultScenario()
  for (const { link, read, readMore } of TO_READ) {
    const text = pairs.get(link)
    if (text !== undefined) Object.assign(scenario, read(text, say))
    readMore?.(pairs, scenario, say)
  }
  readQuantiles(pairs, scenario, say)
  sayIdle(pairs, scenario, say)
  return scenario
}
