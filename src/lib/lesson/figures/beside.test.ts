import { expect, it } from 'vitest'
import { closedForm, defaultScenario, modelOf, type Scenario } from '#core'
import { cyclePaths } from '$lib/figure/cycle/cycles-data'
import { besideFirst } from './beside'

const CYCLES = 4000
const of = (change: Partial<Scenario>, beta: number) => {
  const scenario: Scenario = { ...defaultScenario(), ...change }
  const model = modelOf(scenario, scenario.keys[0], beta)
  const beside = besideFirst(scenario, 0, model.delta, cyclePaths(scenario, 0, 1, 4, CYCLES))
  const counts = Array.from({ length: CYCLES }, (_, cycle) => beside(cycle, beta))
  const mean = counts.reduce((sum, count) => sum + count, 0) / CYCLES
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / CYCLES
  return { counts, mean, error: Math.sqrt(variance / CYCLES), law: closedForm(model).duplicatesMean }
}

it.each([
  ['no coordination', { coordination: 'none' }, 1],
  ['no coordination', { coordination: 'none' }, 4],
  ['three processes that coalesce', { coordination: 'coalesce', processes: 3 }, 1],
  ['three processes that coalesce', { coordination: 'coalesce', processes: 3 }, 4]
] as const)('with %s as many rebuilds start beside the first as by the law (%#)', (_, change, beta) => {
  const { mean, error, law } = of(change, beta)
  // Four standard errors: by chance alone beyond them once in 16,000.
  expect(Math.abs(mean - law)).toBeLessThan(4 * error)
})

it('of three processes that coalesce at most two rebuild beside the first, with a lock none', () => {
  expect(Math.max(...of({ coordination: 'coalesce', processes: 3 }, 1).counts)).toBe(2)
  expect(Math.max(...of({ coordination: 'lock' }, 1).counts)).toBe(0)
  expect(Math.max(...of({ coordination: 'coalesce', processes: 1 }, 1).counts)).toBe(0)
})
