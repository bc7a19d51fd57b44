/** The fields of a scenario in words, by the table. */
import {
  type Bursts,
  FIELDS,
  IMPLEMENTATIONS,
  type Key,
  NUMBER_NAMES,
  PARAMETERS,
  type Parameter,
  type Scenario,
  implementationLabel,
  modelOf,
  phaseRates
} from '#core'
import { type FieldWords, fieldWords } from './field-words'
import { OPTION_GROUPS } from './option-words'
import { asPercent, atRate, inFull, inOneUnit, inSeconds, toDigits } from '../words'

const SAY: Record<Parameter['unit'], (value: number) => string> = {
  s: inSeconds,
  '1/s': atRate,
  '%': asPercent,
  '': inFull
}

/** Sentences name what can be chosen, then numbers, and the implementation last. */
const ORDER = [
  ...FIELDS.filter(([name, { choices }]) => choices && name !== 'implementation'),
  ...FIELDS.filter(([, { unit }]) => unit !== undefined),
  ...FIELDS.filter(([name]) => name === 'implementation')
]

/** What a sentence of this kind says of each field of a scenario, in the order in which it does. */
export function fieldsInWords(
  scenario: Scenario,
  kind: keyof FieldWords
): Partial<Record<keyof Scenario, string>> {
  const said = ORDER.map(([name, { plain }]) => [name, wordsNow(name, plain, scenario)?.[kind] ?? ''])
  return Object.fromEntries(
    said.flatMap(([name, text]) => (text === '' ? [] : [[name, fill(text, scenario)]]))
  )
}

const OWN_LOCK: FieldWords = { assumed: 'the lock of {program} on one host', card: 'its own lock' }

function wordsNow(name: keyof Scenario, plain: unknown, scenario: Scenario): FieldWords | undefined {
  const { choices, group, plainWords, words } = fieldWords(name)
  if (group && OPTION_GROUPS[group].applies?.(scenario) === false) return undefined
  if (name === 'arrivals' && choices) {
    const { arrivals } = scenario
    const { words, quiet } = choices[arrivals.kind]
    return arrivals.kind === 'burst' && arrivals.ratio !== undefined ? quiet : words
  }
  if (name === 'rule' && choices) return choices[scenario.rule.kind].words
  // An implementation may bring a lock of its own.
  const { keys, coordination } = scenario
  if (
    name === 'coordination' &&
    coordination === 'none' &&
    modelOf(scenario, keys[0]).coordination === 'lock'
  )
    return OWN_LOCK
  if (choices) return choices[String(scenario[name])].words
  if (name === 'implementation' && scenario.implementation === 'own') return { card: '{implementation}' }
  return scenario[name] === plain ? plainWords : words
}

/** Puts values into the places that are marked for them. */
function fill(text: string, scenario: Scenario): string {
  const { arrivals, implementation } = scenario
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'implementation') return implementationLabel(scenario)
    if (name === 'rule') return scenario.rule.kind === 'paper' ? '' : scenario.rule.text
    if (name === 'program') return IMPLEMENTATIONS[implementation].label
    if (arrivals.kind === 'burst') {
      if (name === 'peaks') return peaksInWords(arrivals, scenario.keys)
      const time = inOneUnit([arrivals.on, arrivals.off])
      if (name === 'burstOn') return time(arrivals.on)
      if (name === 'burstOff') return time(arrivals.off)
      if (name === 'burstRatio') return inFull(arrivals.ratio!)
    }
    const number = NUMBER_NAMES.find((one) => one === name)!
    return SAY[PARAMETERS[number].unit](scenario[number])
  })
}

/** Rates where there is one key: "peaks of 500 req/s for 2 s, between them 20 req/s for 18 s". */
function peaksInWords(bursts: Bursts, keys: readonly Key[]): string {
  const both = [bursts.on, bursts.off]
  const [on, off] = both.map((one) => inOneUnit(both)(one))
  if (keys.length > 1) return `peaks of ${inFull(bursts.ratio!)} times the quiet rate for ${on}, ${off} apart`
  const { peak, quiet } = phaseRates(keys[0].rate, bursts)
  const rate = (value: number) => atRate(toDigits(value, 3))
  return `peaks of ${rate(peak)} for ${on}, between them ${rate(quiet)} for ${off}`
}

/** What an implementation does where it sets another value than the user: "Symfony Cache brings a lock of its own". Null where it does not. */
export function brought(scenario: Scenario, name: keyof Scenario): string | null {
  const model: Partial<Scenario> = modelOf(scenario, scenario.keys[0])
  const { brought } = fieldWords(name)
  if (brought === undefined || model[name] === scenario[name]) return null
  return `${IMPLEMENTATIONS[scenario.implementation].label} ${brought}: see below.`
}
