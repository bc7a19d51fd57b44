/** Scenarios at the ends of the limits, and every figure that the core computes for one. */
import fc from 'fast-check'
import {
  type Key,
  PARAMETERS,
  PLAIN,
  type ParameterKey,
  SHARDS,
  type Scenario,
  adviseExactly,
  boundsExactly,
  closedForm,
  hourly,
  modelOf,
  overlapShare,
  outcomesOf,
  plainScenario,
  recommend,
  remediesFor,
  sensitivitiesOf,
  simulateShard,
  summarize,
  totalsOf,
  whyNoClosedForm
} from '#core'
import { arrivalsWith, fieldValues, rules } from '../links/fields'
import { logUniform } from './models'

/** An end of the range, the least value above 0, the default, or any size between. */
function value(key: ParameterKey): fc.Arbitrary<number> {
  const { min, max, leastPositive, fallback, whole } = PARAMETERS[key]
  const least = leastPositive?.value ?? Math.max(min, Math.min(1e-6, max / 1e6))
  const between = logUniform(Math.max(min, least), max).map((size) => (whole ? Math.round(size) : size))
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(min, least, max, fallback).map((x) => (whole ? Math.round(x) : x))
    },
    { weight: 2, arbitrary: between }
  )
}

/** Any valid scenario of up to three keys, mostly at several ends of the limits at once. */
export const extremeScenarios: fc.Arbitrary<Scenario> = fc
  .record({
    ...fieldValues((key) =>
      PARAMETERS[key].min === 0 && key in PLAIN
        ? fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, value(key))
        : value(key)
    ),
    arrivals: arrivalsWith(value),
    rule: rules,
    rates: fc.array(value('rate'), { minLength: 1, maxLength: 3 })
  })
  .map(({ rates, ...scenario }) => ({
    ...scenario,
    delta: Math.min(scenario.delta, scenario.ttl),
    processes: scenario.coordination === 'coalesce' ? scenario.processes : 1,
    keys: rates.map((rate, i): Key => ({ name: `key ${i + 1}`, rate, ttl: null, delta: null })),
    sweep: 'beta',
    cycles: 1
  }))

/** Simulated cycles of one shard. */
const CYCLES = 2

/**
 * Every figure that the core computes for a scenario, by name.
 * @param most steps of work that a simulated shard may take
 */
export function allOf(scenario: Scenario, most = Infinity): Record<string, unknown> {
  const plain = plainScenario(scenario)
  const recommendation = recommend(plain)
  return {
    keys: scenario.keys.map((key) => {
      const model = modelOf(scenario, key)
      return {
        exact: whyNoClosedForm(model) === null && {
          figures: closedForm(model),
          line: hourly(model),
          overlap: overlapShare(model)
        },
        simulated: summarize(model, simulateShard(model, CYCLES * SHARDS, scenario.seed, 0, most * SHARDS)),
        advice: adviseExactly(scenario, key),
        bounds: boundsExactly(scenario, key),
        remedies: remediesFor(scenario, key, closedForm(model))
      }
    }),
    recommendation,
    sensitivity: plain.keys.map((_, place) => sensitivitiesOf(recommendation, place)),
    outcomes: plain.keys.map((_, place) => outcomesOf(recommendation, place)),
    totals: totalsOf(recommendation)
  }
}

/** The cost of a trial is NaN where it was not asked for. */
const UNASKED = /\.trials\.\d+\.cost$/
/** The standard error of a share may be above 1. */
const SHARE = /^(?!.*\.standardErrors\.).*[sS]hare$/

/** The names of values that are no number, and of shares that are not from 0 to 1. */
export function faultsIn(said: unknown, path = ''): string[] {
  if (typeof said === 'number') {
    const good = Number.isFinite(said) && !(SHARE.test(path) && (said < 0 || said > 1))
    return good || UNASKED.test(path) ? [] : [`${path} is ${said}`]
  }
  if (typeof said !== 'object' || said === null) return []
  return Object.entries(said).flatMap(([key, value]) => faultsIn(value, path && key ? `${path}.${key}` : key))
}
