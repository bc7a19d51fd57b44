import fc from 'fast-check'
import {
  type ChanceRule,
  EXPIRES,
  FIELDS,
  IMPLEMENTATION_NAMES,
  type Key,
  MAX_KEYS,
  MAX_NAME,
  NUMBER_NAMES,
  PARAMETERS,
  type ParameterKey,
  STORES,
  type Scenario
} from '#core'
import { anyText } from '../support/any-text'
import { arrivalsWith, fieldValues, rules } from './fields'
import { cleanName, MAX_WRITTEN } from '../../src/lib/link/parameters/names'

/** Any value that a parameter may have; round numbers as often as arbitrary doubles. */
function value(key: ParameterKey): fc.Arbitrary<number> {
  const { min, max, leastPositive, fallback, whole } = PARAMETERS[key]
  const least = leastPositive?.value ?? min
  if (whole) return fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max, fallback))
  const round = fc
    .tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: -7, max: 7 }), fc.constantFrom(1, 60, 3600))
    .map(([digits, power, unit]) => Number(`${digits}e${power}`) / unit)
    .filter((number) => number >= least && number <= max)
  const any = fc.double({ min: least, max, noNaN: true }).map((number) => number + 0)
  return fc.oneof(any, round, fc.constantFrom(min, least, max, fallback))
}

/** Characters of several code points. To know all of them fast-check takes a second in every process. */
const GRAPHEMES = ['a', 'é', 'e\u0301', 'Z\u0351\u036b', '🇩🇪', '👩‍👩‍👧', '👍🏽', 'क्षि', '각', '\u1112\u1161\u11ab']

const name = fc
  .oneof(
    anyText({ maxLength: 2 * MAX_NAME }),
    fc.string({ unit: fc.constantFrom(...GRAPHEMES) }),
    fc.constantFrom('hot', 'hot 2'),
    // As caches have them, and what the grammar itself is made of.
    fc
      .array(fc.constantFrom(...'user 42 {tag} : :: / . , \\ = & % %2C + # 5/s'.split(' ')), {
        maxLength: 80
      })
      .map((parts) => parts.join(''))
  )
  .map(cleanName)
  .filter((text) => text !== '')

const arrivals = arrivalsWith(value)

const keys: fc.Arbitrary<Key[]> = fc.uniqueArray(
  fc.record(
    {
      name,
      rate: value('rate'),
      ttl: fc.option(value('ttl')),
      delta: fc.option(value('delta')),
      stale: value('stale')
    },
    { requiredKeys: ['name', 'rate', 'ttl', 'delta'], noNullPrototype: true }
  ),
  { minLength: 1, maxLength: MAX_KEYS, selector: (key) => key.name }
)

/** Any valid scenario: every number in its range, no rebuild longer than its value lives. */
export const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    ...fieldValues(value),
    // More often than the others: it alone leaves something to be chosen.
    implementation: fc.constantFrom(...IMPLEMENTATION_NAMES, 'symfony' as const),
    arrivals,
    // To read a rule is to try it at 2000 times for each key: one scenario in eight has one, of three.
    rule: fc.oneof(
      { weight: 5, arbitrary: fc.constant<ChanceRule>({ kind: 'paper' }) },
      { weight: 1, arbitrary: rules }
    ),
    keys
  })
  .map((scenario) => {
    const delta = Math.min(scenario.delta, scenario.ttl)
    return {
      ...scenario,
      delta,
      store: scenario.implementation === 'symfony' ? scenario.store : STORES[0],
      expires: scenario.implementation === 'symfony' ? scenario.expires : EXPIRES[0],
      processes: scenario.coordination === 'coalesce' ? scenario.processes : PARAMETERS.processes.fallback,
      keys: scenario.keys.map((key) => {
        const ttl = key.ttl ?? scenario.ttl
        return { ...key, delta: (key.delta ?? delta) > ttl ? ttl : key.delta }
      })
    }
  })

/** What is wrong with a scenario; empty where it is valid. Says it anew, so that it can judge the codec. */
export function faults(scenario: Scenario): string[] {
  const found: string[] = []
  const hold = (truth: boolean, what: string) => truth || found.push(what)
  const ranged = (key: ParameterKey, number: number) => {
    const { min, max, leastPositive, whole } = PARAMETERS[key]
    hold(number >= min && number <= max && (!whole || Number.isInteger(number)), `${key} ${number}`)
    if (leastPositive) hold(number === 0 || number >= leastPositive.value, `${key} ${number}`)
  }
  for (const name of NUMBER_NAMES) ranged(name, scenario[name])
  for (const [name, { choices }] of FIELDS) {
    const value = name === 'arrivals' || name === 'rule' ? scenario[name].kind : scenario[name]
    if (choices) hold(choices.includes(value as string), `${name} ${String(value)}`)
  }
  const { arrivals, keys } = scenario
  if (arrivals.kind === 'burst') ranged('burstOn', arrivals.on)
  if (arrivals.kind === 'burst') ranged('burstOff', arrivals.off)
  if (arrivals.kind === 'burst' && 'ratio' in arrivals) ranged('burstRatio', arrivals.ratio!)
  hold(scenario.coordination === 'coalesce' || scenario.processes === 1, 'processes without coalescing')
  if (scenario.implementation !== 'symfony')
    hold(scenario.store === 'redis' && scenario.expires === 'first', 'choices of Symfony without it')
  hold(scenario.delta <= scenario.ttl, 'delta above ttl')
  hold(keys.length >= 1 && keys.length <= MAX_KEYS, `${keys.length} keys`)
  hold(new Set(keys.map((key) => key.name)).size === keys.length, 'two keys of one name')
  for (const { name, rate, ttl, delta, stale } of keys) {
    hold(
      name !== '' &&
        name === name.trim() &&
        [...name].length <= MAX_NAME &&
        encodeURIComponent(name).length <= MAX_WRITTEN &&
        !/\p{Cc}/u.test(name),
      `name ${name}`
    )
    ranged('rate', rate)
    if (ttl !== null) ranged('ttl', ttl)
    if (delta !== null) ranged('delta', delta)
    if (stale != null) ranged('stale', stale)
    hold((delta ?? scenario.delta) <= (ttl ?? scenario.ttl), `delta of ${name} above its ttl`)
  }
  return found
}
