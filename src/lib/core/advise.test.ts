import { describe, expect, it } from 'vitest'
import { adviseExactly, boundsExactly, hopeless, limitsOf, type KeyAdvice } from './advise'
import { closedForm } from './closed-form'
import { modelOf } from './model-of'
import { defaultScenario, type Scenario } from './scenario'

const [hot, cold] = defaultScenario().keys
const scenarioWith = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })

describe('the advice for one key', () => {
  it('is bounded by the β at which late refreshes are as rare as allowed, and p95 as far out as allowed', () => {
    const { low, high } = adviseExactly(defaultScenario(), hot)!
    expect(closedForm(modelOf(defaultScenario(), hot, low!)).lateShare).toBeCloseTo(0.001, 12)
    expect(closedForm(modelOf(defaultScenario(), hot, high!)).gapP95).toBeCloseTo(30, 9)
  })

  it('is the smallest β that protects where a lock leaves no duplicates to save', () => {
    const advice = adviseExactly(scenarioWith({ coordination: 'lock' }), hot)!
    expect(advice.reason).toBe('late')
    expect(advice.beta).toBeGreaterThanOrEqual(advice.low!)
    // To two digits it is rounded up by less than a tenth.
    expect(advice.beta).toBeLessThan(1.1 * advice.low!)
  })

  it('is an inner minimum, above the paper’s 1, for a hot key without coordination', () => {
    const advice = adviseExactly(defaultScenario(), hot)!
    expect(advice.reason).toBe('minimum')
    expect(advice.beta).toBeGreaterThan(1)
    expect(String(advice.beta)).toMatch(/^\d\.?\d?$/)
  })

  it('is the largest β allowed where rebuilds fall all the way up to it', () => {
    const advice = adviseExactly(scenarioWith({ give: 0.05 }), hot)!
    expect(advice.reason).toBe('give')
    expect(advice.beta).toBeLessThanOrEqual(advice.high!)
    expect(advice.beta).toBeGreaterThan(0.9 * advice.high!)
  })

  const binding = (change: Partial<Scenario>, key = cold) =>
    (adviseExactly(scenarioWith(change), key) as KeyAdvice).binding

  it('says which limit binds where no β is good', () => {
    // 0.5/s over 60 s are 30 requests: enough for some β, which gives nearly all of the lifetime away.
    expect(binding({})).toEqual({ kind: 'give', share: expect.closeTo(0.907, 3) })
    // 3 requests in a lifetime: e^(−r(T − Δ)) of the expiries have none before them in time.
    const rare = { ...cold, rate: 0.05 }
    expect(binding({}, rare)).toEqual({
      kind: 'requests',
      share: expect.closeTo(Math.exp(-0.05 * 59.75), 12),
      expected: expect.closeTo(2.9875, 12)
    })
    expect(binding({ ttl: 60, delta: 60 }, hot)).toMatchObject({ kind: 'requests', share: 1 })
    // rΔ = 1e-4 needs β near 70,000.
    expect(binding({ ttl: 86400, give: 1 }, { ...cold, rate: 4e-4 })).toEqual({ kind: 'range' })
    expect(binding({}, hot)).toBeNull()
  })

  it('knows without a search that no β helps a key that is not asked for', () => {
    expect(
      hopeless(modelOf(defaultScenario(), { ...cold, rate: 0.05 }), { late: 0.001, give: 0.5 })
    ).toMatchObject({
      beta: null,
      trials: []
    })
    expect(hopeless(modelOf(defaultScenario(), cold), { late: 0.001, give: 0.5 })).toBeNull()
  })

  it('leaves to the simulation what has no closed form, and what does not settle', () => {
    expect(adviseExactly(scenarioWith({ deltaCv: 0.5 }), hot)).toBeNull()
    expect(adviseExactly(scenarioWith({ arrivals: { kind: 'even' } }), hot)).toBeNull()
    // With all of the lifetime to give away, the windows of this key reach back to its write.
    const short = scenarioWith({ ttl: 1, delta: 0.4, give: 1 })
    expect(adviseExactly(short, { ...hot, rate: 20 })).toBeNull()
  })

  it('has the bounds of the same key with a lock', () => {
    const { low, high } = adviseExactly(defaultScenario(), hot)!
    expect(boundsExactly(scenarioWith({ coordination: 'lock' }), hot)).toMatchObject({ low, high })
    expect(limitsOf(defaultScenario())).toEqual({ late: 0.001, give: 0.5 })
  })
})

it('advises no β below the smallest that an implementation knows', () => {
  const scenario = scenarioWith({ lens: 'knicola', coordination: 'lock' })
  const { beta, low } = adviseExactly(scenario, hot)!
  expect([beta, low]).toEqual([1, 1])
  expect(adviseExactly(scenarioWith({ lens: 'own', coordination: 'lock' }), hot)!.beta).toBeLessThan(1)
})
