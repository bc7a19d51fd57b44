/**
 * An implementation whose rule and options a link can state is the same cache as that link: the same chances, the same law,
 * and simulations that agree, though one draws from the rule of the implementation and the other one from an expression.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  asRuleAndOptions,
  closedForm,
  defaultScenario,
  findLaw,
  IMPLEMENTATION_NAMES,
  IMPLEMENTATIONS,
  modelOf,
  simulate,
  summarize,
  whyNoClosedForm,
  type Figures,
  type ImplementationName,
  type Model,
  type Scenario
} from '#core'
import { chanceOf } from '../../src/lib/core/model/options/chance'
import { storedDelta } from '../../src/lib/core/model/deviations'
import { ruleOf } from '../../src/lib/core/model/rule-of'
import { formatLink, parseLink } from '../../src/lib/link/parameters/codec'
import { parseRule } from '../../src/lib/link/rules/rule-parser'
import { useRuleParser } from '../../src/lib/link/rules/rule-reader'
import { SIGMAS } from '../support/statistics'

useRuleParser(parseRule)

const stated = IMPLEMENTATION_NAMES.filter((name) => IMPLEMENTATIONS[name].rule !== null)

/** A cache of usual size, and the same as a rule and options. */
function both(implementation: ImplementationName, change: Partial<Scenario>): [Model, Model] {
  const { keys, ...usual } = defaultScenario()
  const scenario: Scenario = {
    ...usual,
    keys: [{ ...keys[0], rate: 30 }],
    ttl: 20,
    delta: 0.5,
    // Under yii’s rule a window of the whole lifetime would leave none of it.
    beta: implementation === 'yii' ? 0.02 : 0.8,
    ...change,
    implementation
  }
  return [scenario, asRuleAndOptions(scenario)!].map((one) => modelOf(one, one.keys[0])) as [Model, Model]
}

const lawOf = (model: Model): Figures =>
  whyNoClosedForm(model) === null ? closedForm(model) : findLaw(model).law!.figures

it('four implementations are a rule and options; Symfony and DiskCache do what no rule can say', () => {
  expect(stated).toEqual(['redis', 'django', 'knicola', 'yii'])
})

it('beside another rule an implementation is no rule of its own', () => {
  const rule = { kind: 'expression', text: 'left < 2', tree: { of: '<', to: ['left', 2] } } as const
  expect(
    asRuleAndOptions({ ...defaultScenario(), implementation: 'redis', rule: { ...rule, tree: 1 } })
  ).toBeNull()
})

describe.each(stated)('%s', (implementation) => {
  const { rule } = IMPLEMENTATIONS[implementation]

  it('is a link that is read as it stands', () => {
    expect(parseRule(rule!.text)).toMatchObject({ ok: true, tree: rule!.tree })
    expect(readFileSync('docs/model.md', 'utf8')).toContain(
      `| \`${implementation}\` | \`rule=${rule!.text}\``
    )
    for (const beta of [0, 0.5, 2]) {
      const scenario = asRuleAndOptions({ ...defaultScenario(), beta, implementation, delta: 0.4 })!
      const read = parseLink(formatLink(scenario))
      // At β = 0 yii’s rule never refreshes, and a hint says so.
      expect(read.notes.filter(({ kind }) => kind !== 'hint')).toEqual([])
      expect(read.scenario).toMatchObject(scenario)
    }
  })

  it('triggers with the chances of its rule', () => {
    for (const beta of [0, 0.3, 1, 5])
      for (const delta of [1e-4, 0.1, 0.7, 2])
        for (const ttl of [4, 20.3]) {
          const [model] = both(implementation, { beta, delta, ttl })
          const sampled = ruleOf(model)
          sampled.store(storedDelta(delta, model.deviations?.storedDelta), ttl)
          const chance = chanceOf(rule!.tree, beta)
          chance.store(delta, ttl)
          let worst = 0
          for (let i = 0; i < 400; i++) {
            const left = ((i + 0.37) / 400) * ttl
            worst = Math.max(worst, Math.abs(chance.at(left) - sampled.chance(left)))
          }
          // Five roundings of 1.1e-16 in an exponent x change e^−x by 5.5e-16·x·e^−x at most: 2e-16.
          expect(worst).toBeLessThanOrEqual(1e-15)
        }
  })

  it.each<Partial<Scenario>>([
    {},
    { coordination: 'lock' },
    { coordination: 'coalesce', processes: 4 },
    { coordination: 'lock', delta: 0.06 },
    ...(implementation === 'yii' ? [] : [{ coordination: 'lock', deltaCv: 0.5 } as const])
  ])('has the law of its rule, with %o', (change) => {
    const [own, same] = both(implementation, change).map(lawOf)
    for (const [figure, value] of Object.entries(own) as [keyof Figures, number | null][])
      // Both are good to 1e-9 of the figure, or to 1e-12 where it is a small difference of large ones.
      expect(Math.abs((same[figure] ?? NaN) - (value ?? NaN)), figure).toBeLessThanOrEqual(
        1e-9 * Math.abs(value!) + 1e-12
      )
  })

  it.each<Partial<Scenario>>([
    {},
    { coordination: 'lock', deltaCv: 0.5 },
    { arrivals: { kind: 'even' }, beta: implementation === 'yii' ? 0.05 : 1.5 }
  ])('is simulated as its rule is, with %o', (change) => {
    const [own, same] = both(implementation, change).map((model) =>
      summarize(model, simulate(model, 4000, 11))
    )
    for (const [figure, error] of Object.entries(own.standardErrors) as [keyof Figures, number | null][]) {
      const [a, b] = [own.figures[figure], same.figures[figure]]
      if (error === null || a === null || b === null) continue
      // Counts move in whole steps.
      const step = figure === 'stampedeSizeP99' ? 1 : 0
      expect(Math.abs(a - b), figure).toBeLessThanOrEqual(
        SIGMAS * Math.hypot(error, same.standardErrors[figure]!) + step + 1e-12
      )
    }
  })
})
