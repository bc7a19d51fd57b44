/** Values for the fields of a scenario, by the table: a new field is tried by itself. */
import fc from 'fast-check'
import { type Arrivals, FIELDS, type ParameterKey, type Scenario } from '#core'

/** Any value of a number of the table. */
type NumberOf = (key: ParameterKey) => fc.Arbitrary<number>
type Simple = Omit<Scenario, 'keys' | 'arrivals'>

/** For every number of a scenario, and every choice. */
export const fieldValues = (numberOf: NumberOf) =>
  Object.fromEntries(
    FIELDS.flatMap<[string, fc.Arbitrary<unknown>]>(([name, { unit, choices }]) =>
      unit !== undefined
        ? [[name, numberOf(name as ParameterKey)]]
        : choices && name !== 'arrivals'
          ? [[name, fc.constantFrom(...choices)]]
          : []
    )
  ) as { [Name in keyof Simple]: fc.Arbitrary<Simple[Name]> }

export const arrivalsWith = (numberOf: NumberOf): fc.Arbitrary<Arrivals> =>
  fc.oneof(
    fc.constantFrom<Arrivals>({ kind: 'poisson' }, { kind: 'even' }),
    fc
      .record(
        { on: numberOf('burstOn'), off: numberOf('burstOff'), ratio: numberOf('burstRatio') },
        { requiredKeys: ['on', 'off'], noNullPrototype: true }
      )
      .map((phases): Arrivals => ({ kind: 'burst', ...phases }))
  )
