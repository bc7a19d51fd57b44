/**
 * How each field of a scenario is written in a link; grammar.ts reads it. Apart from that, because every page writes
 * links, and reads one only when it needs to.
 */
import {
  FIELDS,
  IMPLEMENTATIONS,
  type Arrivals,
  type NumberName,
  OWN_NAMES,
  type Scenario,
  defaultScenario
} from '#core'
import { formatQuantity } from '../quantity/format-quantity'
import { typedQuantiles, typedText, type TypedKey, type TypedScenario } from '../spelling'
import { cleanName, escapeName } from './names'

interface Writing {
  write: (scenario: TypedScenario) => string
  /** The parameters that belong to it, `name=value`. */
  writeMore?: (scenario: TypedScenario) => string[]
}

/** The fields that are more than a number or a word. */
export type WithObject = {
  [Name in keyof Scenario]: Scenario[Name] extends object ? Name : never
}[keyof Scenario]

const OWN: Partial<Record<keyof Scenario, Writing>> & Record<WithObject, Writing> = {
  keys: {
    write: ({ keys }) => writeKeys(keys.length > 0 ? keys : defaultScenario().keys),
    writeMore: writeOverrides
  },
  implementation: { write: ({ implementation }) => implementation, writeMore: writeChoices },
  coordination: { write: writeCoordination },
  arrivals: { write: ({ arrivals }) => writeArrivals(arrivals) },
  rule: { write: ({ rule }) => (rule.kind === 'paper' ? rule.kind : escapeName(rule.text)) }
}

/** What some implementations leave to be chosen. */
export const CHOICES = FIELDS.filter(([, { partOf }]) => partOf === 'implementation')

/** Every parameter of a scenario that stands by itself, in the order of a canonical link. */
const PARAMETERS_OF_LINK = FIELDS.filter(([, { partOf }]) => partOf === undefined).map(
  ([name, { link, unit }]) => {
    const writing = OWN[name] ?? plainWriting(name, unit)
    return { name, link: link!, ...writing, usual: writing.write(defaultScenario()) }
  }
)

function plainWriting(name: keyof Scenario, unit: '' | 's' | '1/s' | '%' | undefined): Writing {
  if (unit === undefined) return { write: (scenario) => String(scenario[name]) }
  // A percent sign would have to be escaped: a share stands as the number that it is.
  return {
    write: (scenario) =>
      typedText(scenario, name) ?? formatQuantity(scenario[name as NumberName], unit === '%' ? '' : unit)
  }
}

/**
 * The parameters of a link, `name=value`, in their order; defaults are left out. A value stands as it was typed, see
 * spelling.ts; without spellings this is the one canonical link of its values.
 */
export function writeFields(scenario: TypedScenario): string[] {
  const pair = typedQuantiles(scenario)
  return PARAMETERS_OF_LINK.flatMap(({ name, link, write, usual, writeMore }) => {
    if (pair && name === 'delta') return [`p50=${pair.p50.text}`, `p99=${pair.p99.text}`]
    if (pair && name === 'deltaCv') return []
    // Most are: nothing needs to be written to know how.
    const value = isUsual(scenario, name) ? usual : write(scenario)
    return [...(value === usual ? [] : [`${link}=${value}`]), ...(writeMore?.(scenario) ?? [])]
  })
}

const DEFAULT = defaultScenario()
const isUsual = (scenario: TypedScenario, name: keyof Scenario) =>
  Object.is(scenario[name], DEFAULT[name]) && typedText(scenario, name) === undefined

/** The value of a field’s parameter, as a link has it. */
export const inLink = (name: keyof Scenario, scenario: TypedScenario): string =>
  PARAMETERS_OF_LINK.find((one) => one.name === name)!.write(scenario)

/** Names and rates only; ready to stand in a URL. */
export function writeKeys(keys: readonly TypedKey[]): string {
  return keys
    .map(
      (key) =>
        `${escapeName(escapeCommas(cleanName(key.name)))}:${typedText(key, 'rate') ?? formatQuantity(key.rate, '1/s')}`
    )
    .join(',')
}

/** A backslash before each comma, and before each backslash that stands before one; others stay as they are. */
function escapeCommas(name: string): string {
  return name.replace(/(\\*),/g, '$1$1\\,')
}

/** What keys have of their own. */
function writeOverrides({ keys }: TypedScenario): string[] {
  return OWN_NAMES.flatMap((own) =>
    keys.flatMap((key) =>
      key[own] == null
        ? []
        : [
            `${own}.${escapeName(cleanName(key.name))}=${typedText(key, own) ?? formatQuantity(key[own], 's')}`
          ]
    )
  )
}

/** Defaults are left out. */
function writeChoices(scenario: TypedScenario): string[] {
  if (!IMPLEMENTATIONS[scenario.implementation].choices) return []
  return CHOICES.flatMap(([name, { link, fallback }]) =>
    scenario[name] === fallback ? [] : [`${link}=${String(scenario[name])}`]
  )
}

function writeCoordination({ coordination, processes }: TypedScenario): string {
  return coordination === 'coalesce' ? `coalesce:${formatQuantity(processes, '')}` : coordination
}

function writeArrivals(arrivals: Arrivals): string {
  if (arrivals.kind !== 'burst') return arrivals.kind
  const { on, off, ratio } = arrivals
  const phases = `burst:${formatQuantity(on, 's')}:${formatQuantity(off, 's')}`
  return ratio === undefined ? phases : `${phases}:${formatQuantity(ratio, '')}`
}
