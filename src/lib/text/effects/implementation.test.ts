import { expect, it } from 'vitest'
import {
  IMPLEMENTATIONS,
  IMPLEMENTATION_NAMES,
  type Scenario,
  defaultScenario,
  modelOf,
  simulate
} from '#core'
import { viewKey } from '../key-view'
import { DEVIATIONS, implementationContrasts } from './implementation'

it.each(IMPLEMENTATION_NAMES)(
  '%s: whole sentences say what it does differently, each with its source',
  (name) => {
    const { differs, label } = IMPLEMENTATIONS[name]
    const deviations = DEVIATIONS[name] ?? []
    expect(label.length).toBeGreaterThan(3)
    expect(differs).toBe(name !== 'paper' && name !== 'own')
    expect(deviations.length > 0).toBe(differs)
    for (const { what, source } of deviations) {
      expect(what).toMatch(/^(?=.{40,300}$)([A-ZΔβ]|expiresAfter).*\.$/)
      expect(source).toMatch(/\w\/\w/)
    }
  }
)

const tidy = (text: string | null) => text?.replace(/\u202f/g, ' ') ?? null
const hot = [defaultScenario().keys[0]]
/** A stand-in for an implementation that cuts the expiry to whole seconds. */
const cut = (scenario: Scenario, cycles: number) => {
  const model = { ...modelOf(scenario, scenario.keys[0]), resolution: 1 }
  const view = viewKey({ ...scenario, resolution: 1 }, scenario.keys[0], 0, null)
  if (cycles === 0) return [view]
  return [viewKey({ ...scenario, resolution: 1 }, scenario.keys[0], 0, simulate(model, cycles, 1))]
}

it('an implementation stands beside the paper, with the errors of its simulated figures', () => {
  const scenario = { ...defaultScenario(), keys: hot }
  const [{ name, rows }] = implementationContrasts(scenario, cut(scenario, 3200))
  expect(name).toBe('hot')
  expect(rows.map(({ label, paper }) => [label, tidy(paper)])).toEqual([
    ['Mean refresh before expiry', '1.525 s'],
    ['From refresh to refresh', '58.8 s'],
    ['Late refreshes', '< 0.01 %'],
    ['Rebuilds each time', '2.72'],
    ['Rebuilds an hour', '166']
  ])
  expect(tidy(rows[0].here)).toMatch(/^1\.\d+ ± 0\.\d+ s$/)
  expect(tidy(rows[4].here)).toMatch(/^1[67]\d(\.\d)? ± [\d.]+$/)
})

it('figures that are not simulated yet, or have no closed form, stay open', () => {
  const scenario = { ...defaultScenario(), keys: hot }
  expect(implementationContrasts(scenario, cut(scenario, 0))[0].rows.every(({ here }) => here === null)).toBe(
    true
  )
  const varying = { ...scenario, deltaCv: 1 }
  const [{ rows }] = implementationContrasts(varying, cut(varying, 640))
  expect(rows.every(({ paper }) => paper === null)).toBe(true)
  expect(rows.every(({ here }) => here !== null)).toBe(true)
})

it('the error of a rate has the unit of time of the rate', () => {
  // A rebuild in 2400 h, and about one duplicate: 0.02 a day; 64 cycles show that to about a tenth.
  const scenario = { ...defaultScenario(), ttl: 2400 * 3600, keys: hot }
  const [{ rows }] = implementationContrasts(scenario, cut(scenario, 64))
  expect(tidy(rows[4].here)).toMatch(/^[\d.]+ ± [\d.]+ a day$/)
  const [rate, error] = tidy(rows[4].here)!.replace(' a day', '').split(' ± ').map(Number)
  expect(error / rate).toBeGreaterThan(0.02)
})
