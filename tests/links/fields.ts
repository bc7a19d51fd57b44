/** Values for the fields of a scenario, by the table: a new field is tried by itself. */
import fc from 'fast-check'
import { type Arrivals, type ChanceRule, FIELDS, type ParameterKey, type Scenario } from '#core'
import { parseRule } from '../../src/lib/link/rules/rule-parser'
import { useRuleParser } from '../../src/lib/link/rules/rule-reader'

useRuleParser(parseRule)

/** Any value of a number of the table. */
type NumberOf = (key: ParameterKey) => fc.Arbitrary<number>
type Simple = Omit<Scenario, 'keys' | 'arrivals' | 'rule'>

/** For every number of a scenario, and every choice. */
export const fieldValues = (numberOf: NumberOf) =>
  Object.fromEntries(
    FIELDS.flatMap<[string, fc.Arbitrary<unknown>]>(([name, { unit, choices }]) =>
      unit !== undefined
        ? [[name, numberOf(name as ParameterKey)]]
        : choices && name !== 'arrivals' && name !== 'rule'
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

/** Rules that have a value everywhere, as they are read from these texts. */
export const rules: fc.Arbitrary<ChanceRule> = fc.constantFrom<ChanceRule>(
  { kind: 'paper' },
  ...['left < 0.2*ttl', 'min(1, (age/ttl)^2)', 'exp(-left/(0.1*ttl)) + 0.01'].map((text): ChanceRule => {
    const read = parseRule(text)
    if (!read.ok) throw new Error(read.reason)
    return { kind: 'expression', text, tree: read.tree }
  })
)
