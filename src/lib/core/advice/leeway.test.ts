import { describe, expect, it } from 'vitest'
import { adviseExactly } from './advise'
import { closedForm } from '../closed-form/closed-form'
import { commonBeta } from './common-beta'
import { betaToSet, hasRoom, keeps, leeway, roomier } from './leeway'
import { modelOf } from '../model/model-of'
import { defaultScenario } from '../model/fields'
import type { Scenario } from '../model/scenario'

const [hot] = defaultScenario().keys
const page = { ...hot, name: 'page', rate: 20, ttl: 3600, delta: 5 }
const of = (change: Partial<Scenario>) => {
  const scenario: Scenario = { ...defaultScenario(), keys: [hot], ...change }
  const common = commonBeta(
    scenario,
    scenario.keys.map((key) => adviseExactly(scenario, key)!)
  )!
  return { scenario, common }
}

describe('a β at the edge of protection', () => {
  it('is late, at half the request rate, in about the square root of the share: e^(−rΔβe^(−1/β))', () => {
    const { scenario, common } = of({ coordination: 'lock' })
    const now = closedForm(modelOf(scenario, hot, common.beta!)).lateShare
    const half = leeway(scenario, [0], common.beta!)!
    expect(now).toBeLessThanOrEqual(scenario.late)
    // x₀ = rk·e^(−T/k) is below 1e-200 here.
    expect(half.late / Math.sqrt(now)).toBeCloseTo(1, 6)
    expect(hasRoom(scenario, [0], common.beta!)).toBe(false)
  })

  it('has room where the rebuilds, and not the late share, decide', () => {
    const { scenario, common } = of({})
    expect(hasRoom(scenario, [0], common.beta!)).toBe(true)
  })

  it('is told of the key that is worst off', () => {
    const { scenario } = of({ coordination: 'lock', keys: [hot, { ...hot, name: 'warm', rate: 100 }] })
    expect(leeway(scenario, [0, 1], 0.6)!.key).toBe(1)
    expect(leeway(scenario, [1, 0], 0.6)!.key).toBe(1)
  })

  it('is not known where there is no closed form', () => {
    const scenario: Scenario = { ...defaultScenario(), keys: [hot], arrivals: { kind: 'even' } }
    expect([leeway(scenario, [0], 1), hasRoom(scenario, [0], 1)]).toEqual([null, null])
  })
})

describe('the present β', () => {
  it('is kept where it has room, the advised one has none, and hardly anything is saved', () => {
    const { scenario, common } = of({ coordination: 'lock', keys: [page] })
    expect(common.beta).toBeLessThan(0.6)
    expect([keeps(scenario, common), betaToSet(scenario, common)]).toEqual([true, 1])
    // At β = 1 a rebuild in 250 is paid more; at β = 8 it is one in thirty.
    const dear = { ...scenario, beta: 8 }
    expect([keeps(dear, common), betaToSet(dear, common)]).toEqual([false, common.beta])
  })

  it('is not kept where it does not protect, has no room itself, or the advised one has', () => {
    const { scenario, common } = of({ coordination: 'lock', keys: [page] })
    expect(keeps({ ...scenario, beta: 0.4 }, common)).toBe(false)
    expect(keeps({ ...scenario, beta: 0.52 }, common)).toBe(false)
    const free = of({ beta: 4.7 })
    expect(keeps(free.scenario, free.common)).toBe(false)
    expect(keeps(scenario, null)).toBe(false)
  })
})

describe('a β with room', () => {
  it('is the present one, else the paper’s, else the least that protects at half the rate', () => {
    const { scenario, common } = of({ coordination: 'lock', beta: 2 })
    expect(roomier(scenario, common)).toBe(2)
    expect(roomier({ ...scenario, beta: 0.2 }, common)).toBe(1)
    const cool = of({ coordination: 'lock', keys: [{ ...hot, rate: 20 }] })
    const beta = roomier(cool.scenario, cool.common)!
    expect(beta).toBeGreaterThan(cool.common.beta!)
    expect(hasRoom(cool.scenario, [0], beta)).toBe(true)
    expect(hasRoom(cool.scenario, [0], 0.95 * beta)).toBe(false)
  })

  it('is none where the limits leave none', () => {
    const { scenario, common } = of({
      coordination: 'lock',
      keys: [{ ...hot, rate: 20 }],
      lifetimeBudget: 0.06
    })
    expect(common.beta).not.toBe(null)
    expect(roomier(scenario, common)).toBe(null)
  })
})
