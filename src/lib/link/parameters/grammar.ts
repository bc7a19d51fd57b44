/**
 * How each field of a scenario stands in a link. A number or a choice is read by its row of the table; what is more than
 * one word has a grammar of its own.
 */
import { FIELDS, type NumberName, PARAMETERS, type Scenario, defaultScenario } from '#core'
import type { Say } from '../note'
import { formatQuantity } from '../quantity/format-quantity'
import { readNumber } from '../quantity/read-number'
import { readArrivals, writeArrivals } from './arrivals'
import { readCoordination, writeCoordination } from './coordination'
import { readChoices, writeChoices } from './implementation'
import { readKeys, writeKeys } from './keys'
import { readChoice } from './one-of'
import { readOverrides, writeOverrides } from './overrides'

interface Grammar {
  /** What a text says; nothing where it cannot be read. */
  read: (text: string, say: Say) => Partial<Scenario>
  write: (scenario: Scenario) => string
  /** Reads the parameters that belong to it, when all numbers are read. Changes the scenario. */
  readMore?: (pairs: Map<string, string>, scenario: Scenario, say: Say) => void
  /** These parameters, `name=value`. */
  writeMore?: (scenario: Scenario) => string[]
}

function numberGrammar(name: NumberName, link: string): Grammar {
  const { unit } = PARAMETERS[name]
  return {
    read(text, say) {
      const value = readNumber(link, text, name, say)
      return value === null ? {} : { [name]: value }
    },
    // A percent sign would have to be escaped: a share stands as the number that it is.
    write: (scenario) => formatQuantity(scenario[name], unit === '%' ? '' : unit)
  }
}

const choiceGrammar = (name: keyof Scenario, refusal?: string): Grammar => ({
  read: (text, say) => ({ [name]: readChoice(name, text, say, refusal) }),
  write: (scenario) => String(scenario[name])
})

type WithObject = { [Name in keyof Scenario]: Scenario[Name] extends object ? Name : never }[keyof Scenario]

/** Without an entry here a field has the common grammar. They are read in this order. */
const OWN: Partial<Record<keyof Scenario, Grammar>> & Record<WithObject, Grammar> = {
  keys: {
    read: (text, say) => ({ keys: readKeys(text, say) }),
    write: ({ keys }) => writeKeys(keys.length > 0 ? keys : defaultScenario().keys),
    readMore: readOverrides,
    writeMore: writeOverrides
  },
  sweep: choiceGrammar('sweep', 'is not beta, delta or rate'),
  implementation: {
    ...choiceGrammar('implementation'),
    readMore: readChoices,
    writeMore: writeChoices
  },
  coordination: { read: readCoordination, write: writeCoordination },
  arrivals: {
    read: (text, say) => ({ arrivals: readArrivals(text, say) }),
    write: ({ arrivals }) => writeArrivals(arrivals)
  }
}

/** Every parameter of a scenario that stands by itself, in the order of a canonical link. */
const PARAMETERS_OF_LINK = FIELDS.filter(([, { partOf }]) => partOf === undefined).map(
  ([name, { link, unit }]) => ({
    name,
    link: link!,
    ...(OWN[name] ?? (unit === undefined ? choiceGrammar(name) : numberGrammar(name as NumberName, link!)))
  })
)

const place = (name: keyof Scenario) => Object.keys(OWN).indexOf(name)
/** Numbers first: what a key has of its own depends on what holds for all. */
const TO_READ = [...PARAMETERS_OF_LINK].sort((a, b) => place(a.name) - place(b.name))

/** The scenario of a link’s parameters, each read by itself; whatever is not taken as it stands is said. */
export function readFields(pairs: Map<string, string>, say: Say): Scenario {
  const scenario = defaultScenario()
  for (const { link, read, readMore } of TO_READ) {
    const text = pairs.get(link)
    if (text !== undefined) Object.assign(scenario, read(text, say))
    readMore?.(pairs, scenario, say)
  }
  return scenario
}

/** The parameters of the canonical link, `name=value`; defaults are left out. */
export function writeFields(scenario: Scenario): string[] {
  const usual = defaultScenario()
  return PARAMETERS_OF_LINK.flatMap(({ link, write, writeMore }) => {
    const value = write(scenario)
    return [...(value === write(usual) ? [] : [`${link}=${value}`]), ...(writeMore?.(scenario) ?? [])]
  })
}

/** The value of a field’s parameter, as a link has it. */
export const inLink = (name: keyof Scenario, scenario: Scenario): string =>
  PARAMETERS_OF_LINK.find((one) => one.name === name)!.write(scenario)
