import { describe, expect, it } from 'vitest'
import { closedForm } from '$lib/core/closed-form'
import { modelOf } from '$lib/core/model-of'
import { defaultScenario, SWEEPS, type Scenario } from '$lib/core/scenario'
import { sweepDomain, sweepModels, wasteData, wasteLaws } from './waste-data'

const scenario = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })

describe('the swept range', () => {
  it('is two decades around the paper’s β, and does not move while β is dragged inside it', () => {
    for (const beta of [0, 0.3, 1, 4, 33]) expect(sweepDomain(scenario({ beta }))).toEqual([0.1, 100])
    expect(sweepDomain(scenario({ beta: 500 }))).toEqual([0.1, 1000])
  })

  it.each(SWEEPS)('of %s holds every key’s present value, within the limits', (sweep) => {
    for (const change of [{}, { beta: 1000 }, { ttl: 1e-3, delta: 1e-6 }, { ttl: 3e8, delta: 864000 }]) {
      const it = scenario({
        ...change,
        sweep,
        keys: [
          { name: 'a', rate: 1e9, ttl: null, delta: null },
          { name: 'b', rate: 1e-9, ttl: null, delta: null }
        ]
      })
      const [low, high] = sweepDomain(it)
      expect(low).toBeGreaterThan(0)
      expect(low).toBeLessThan(high)
      for (const key of it.keys) {
        const at = modelOf(it, key)[sweep]
        expect(at).toBeGreaterThanOrEqual(low)
        expect(at).toBeLessThanOrEqual(high)
      }
      for (const model of sweepModels(it, [low, high]).flat())
        expect(model.delta).toBeLessThanOrEqual(model.ttl)
    }
  })
})

describe('the waste figure', () => {
  it('draws the closed form, to four digits, where refreshes settle', () => {
    const it = scenario({})
    const laws = wasteLaws(it, sweepDomain(it))
    for (const [k, law] of laws.entries()) {
      for (const { x, waste } of law) {
        const exact = closedForm(modelOf(it, it.keys[k], x))
        expect(Math.abs(waste.wastedPerHour / exact.wastedPerHour - 1)).toBeLessThan(1e-4)
      }
    }
    // At β = 100 the hot key’s window is longer than its lifetime.
    expect(Math.max(...laws[0].map(({ x }) => x))).toBeLessThan(40)
    expect(Math.max(...laws[1].map(({ x }) => x))).toBeCloseTo(100)
  })

  it('shows that a larger β wastes more lifetime and saves duplicates', () => {
    const [hot] = wasteLaws(scenario({}), [0.1, 20])
    for (let i = 1; i < hot.length; i++) {
      expect(hot[i].waste.prematurePerHour).toBeGreaterThanOrEqual(hot[i - 1].waste.prematurePerHour)
      if (hot[i].x < 10) expect(hot[i].waste.duplicatePerHour).toBeLessThan(hot[i - 1].waste.duplicatePerHour)
    }
  })

  it('stands without a simulation, and without a closed form', () => {
    const it = scenario({ deltaCv: 0.5 })
    const domain = sweepDomain(it)
    const data = wasteData(it, domain, wasteLaws(it, domain), [], [null, null])
    expect(data.panels.map(({ law, simulated, present }) => [law.length, simulated.length, present])).toEqual(
      [
        [0, 0, null],
        [0, 0, null]
      ]
    )
  })
})
