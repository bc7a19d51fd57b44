import { describe, expect, it } from 'vitest'
import { adviseExactly } from './advise'
import { closedForm } from '../closed-form/closed-form'
import { leastWithLeeway, leeway } from './leeway'
import { modelOf } from '../model/model-of'
import { defaultScenario } from '../model/fields'
import type { Scenario } from '../model/scenario'

const [hot] = defaultScenario().keys
const scenarioWith = (change: Partial<Scenario>): Scenario => ({
  ...defaultScenario(),
  keys: [hot],
  ...change
})

describe('a β at half the request rate', () => {
  it('is late, where it is the least that protects, in about the square root of the share: e^(−rΔβe^(−1/β))', () => {
    const scenario = scenarioWith({ coordination: 'lock' })
    const beta = adviseExactly(scenario, hot)!.beta!
    const now = closedForm(modelOf(scenario, hot, beta)).lateShare
    const half = leeway(scenario, [0], beta)!
    expect(now).toBeLessThanOrEqual(scenario.late)
    // x₀ = rk·e^(−T/k) is below 1e-200 here.
    expect(half.late / Math.sqrt(now)).toBeCloseTo(1, 6)
    expect(half.protects).toBe(false)
  })

  it('protects where the rebuilds, and not the late share, decide', () => {
    const scenario = scenarioWith({})
    expect(leeway(scenario, [0], adviseExactly(scenario, hot)!.beta!)!.protects).toBe(true)
  })

  it('is late as the key that is worst off is', () => {
    const scenario = scenarioWith({ coordination: 'lock', keys: [hot, { ...hot, name: 'warm', rate: 100 }] })
    expect(leeway(scenario, [0, 1], 0.6)!.key).toBe(1)
    expect(leeway(scenario, [1, 0], 0.6)!.key).toBe(1)
  })

  it('is not known where there is no closed form', () => {
    expect(leeway(scenarioWith({ arrivals: { kind: 'even' } }), [0], 1)).toBeNull()
  })

  it('protects from the least such β on', () => {
    const scenario = scenarioWith({ coordination: 'lock', keys: [{ ...hot, rate: 20 }] })
    const beta = leastWithLeeway(scenario, [0])!
    expect(leeway(scenario, [0], beta)!.protects).toBe(true)
    expect(leeway(scenario, [0], 0.95 * beta)!.protects).toBe(false)
  })
})
