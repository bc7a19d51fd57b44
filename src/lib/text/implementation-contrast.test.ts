import { expect, it } from 'vitest'
import { type Scenario, defaultScenario, modelOf, simulate } from '#core'
import { viewKey } from './key-view'
import { implementationContrasts } from './implementation-contrast'

const tidy = (text: string | null) => text?.replace(/\u202f/g, ' ') ?? null
const hot = [defaultScenario().keys[0]]
/** A stand-in for an implementation that cuts the expiry to whole seconds. */
const cut = (scenario: Scenario, cycles: number) => {
  const model = { ...modelOf(scenario, scenario.keys[0]), resolution: 1 }
  const view = viewKey({ ...scenario, resolution: 1 }, scenario.keys[0], 0, null)
  if (cycles === 0) return [view]
  return [viewKey({ ...scenario, resolution: 1 }, scenario.keys[0], 0, simulate(model, cycles, 1))]
}

it('an implementation stands beside the paper, its simulated figures with their errors', () => {
  const scenario = { ...defaultScenario(), keys: hot }
  const [{ name, rows }] = implementationContrasts(scenario, cut(scenario, 3200))
  expect(name).toBe('hot')
  expect(rows.map(({ label, paper }) => [label, tidy(paper)])).toEqual([
    ['Mean refresh before expiry', '1.5 s'],
    ['From refresh to refresh', '58.84 s'],
    ['Late refreshes', '< 0.01 %'],
    ['Rebuilds each time', '2.72'],
    ['Rebuilds an hour', '166']
  ])
  expect(tidy(rows[0].here)).toMatch(/^1\.5 s ± \d+ ms$/)
  expect(tidy(rows[4].here)).toMatch(/^1[67]\d ± \d$/)
})

it('what is not known yet, or has no closed form, stays open', () => {
  const scenario = { ...defaultScenario(), keys: hot }
  expect(implementationContrasts(scenario, cut(scenario, 0))[0].rows.every(({ here }) => here === null)).toBe(
    true
  )
  const varying = { ...scenario, deltaCv: 1 }
  const [{ rows }] = implementationContrasts(varying, cut(varying, 640))
  expect(rows.every(({ paper }) => paper === null)).toBe(true)
  expect(rows.every(({ here }) => here !== null)).toBe(true)
})
