import { describe, expect, it } from 'vitest'
import { adviseExactly, bindingOf, boundsExactly, isHopeless, limitsOf, type KeyAdvice } from './advise'
import { closedForm } from '../closed-form/closed-form'
import { modelOf } from '../model/model-of'
import { defaultScenario } from '../model/fields'
import type { Expression } from '../model/options/tree'
import type { Scenario } from '../model/scenario'

const [hot, cold] = defaultScenario().keys
const scenarioWith = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })

describe('the advice for one key', () => {
  it('is bounded by the β at which late refreshes are as rare as allowed, and p95 as far out as allowed', () => {
    const { low, high } = adviseExactly(defaultScenario(), hot)!
    expect(closedForm(modelOf(defaultScenario(), hot, low!)).lateShare).toBeCloseTo(0.001, 12)
    expect(closedForm(modelOf(defaultScenario(), hot, high!)).gapP95).toBeCloseTo(30, 9)
  })

  it('is the smallest β that protects in all cases where a lock leaves no duplicates to save', () => {
    const scenario = scenarioWith({ coordination: 'lock', delta: 30, ttl: 3600 })
    const key = { ...hot, rate: 0.5 }
    const { reason, beta, choice } = adviseExactly(scenario, key)!
    const slow = boundsExactly(scenario, { ...key, rate: 0.25, delta: 15 })
    expect(reason).toBe('late')
    // Bounds that are not shown are known to 1e-5, on the safe side.
    expect(choice!.limits[0] / slow.low!).toBeGreaterThanOrEqual(1)
    expect(choice!.limits[0] / slow.low!).toBeLessThan(1 + 2e-5)
    expect(beta).toBeGreaterThanOrEqual(slow.low!)
    // To two digits it is rounded up by less than a tenth.
    expect(beta).toBeLessThan(1.1 * slow.low!)
  })

  it('is none, and not an endless search, where rebuilds take as long as lifetimes with jitter', () => {
    const { beta, binding } = adviseExactly(scenarioWith({ ttl: 60, delta: 60, jitter: 0.1 }), hot)!
    expect(beta).toBeNull()
    expect(binding!.kind).not.toBe('range')
  })

  it('is an inner minimum, above the paper’s 1, for a hot key without coordination', () => {
    const advice = adviseExactly(defaultScenario(), hot)!
    expect(advice.reason).toBe('minimum')
    expect(advice.beta).toBeGreaterThan(1)
    expect(String(advice.beta)).toMatch(/^\d\.?\d?$/)
  })

  it('is the largest β allowed where rebuilds fall all the way up to it', () => {
    const advice = adviseExactly(scenarioWith({ lifetimeBudget: 0.05 }), hot)!
    expect(advice.reason).toBe('lifetime')
    const most = boundsExactly(scenarioWith({ lifetimeBudget: 0.05 }), {
      ...hot,
      rate: 2000,
      delta: 0.5
    }).high!
    expect(advice.beta).toBeLessThanOrEqual(most)
    expect(advice.beta).toBeGreaterThan(0.9 * most)
  })

  it('gives away no more than a whole lifetime where jitter lets values live longer than the TTL', () => {
    const scenario = scenarioWith({})
    expect(bindingOf(modelOf(scenario, cold), limitsOf(scenario), { low: 5, high: 3 }, () => 1.08)).toEqual({
      kind: 'lifetime',
      share: 1
    })
  })

  const binding = (change: Partial<Scenario>, key = cold) =>
    (adviseExactly(scenarioWith(change), key) as KeyAdvice).binding

  it('says which limit binds where no β is good', () => {
    // 0.5/s over 60 s are 30 requests: enough for some β, which gives nearly all of the lifetime away.
    expect(binding({})).toEqual({ kind: 'lifetime', share: expect.closeTo(0.907, 3) })
    // 3 requests in a lifetime: e^(−r(T − Δ)) of the expiries have none before them in time.
    const rare = { ...cold, rate: 0.05 }
    expect(binding({}, rare)).toEqual({
      kind: 'requests',
      share: expect.closeTo(Math.exp(-0.05 * 59.75), 12),
      expected: expect.closeTo(2.9875, 12)
    })
    expect(binding({ ttl: 60, delta: 60 }, hot)).toMatchObject({ kind: 'requests', share: 1 })
    // rΔ = 1e-4 needs β near 70,000, and a thousandth of that a thousand times as much: rk·(1 − e^(−T/k)) = ln 1000.
    const scarce = { ...cold, rate: 4e-4, ttl: 86400 }
    expect(binding({ lifetimeBudget: 1 }, scarce)).toBeNull()
    expect(binding({ lifetimeBudget: 1, delta: 2.5e-4 }, scarce)).toEqual({
      kind: 'range',
      beta: expect.closeTo(6.956e7, -5)
    })
    expect(binding({}, hot)).toBeNull()
  })

  it('knows without a search that no β helps a key that is not asked for', () => {
    const limits = limitsOf(defaultScenario())
    expect(isHopeless(modelOf(defaultScenario(), { ...cold, rate: 0.05 }), limits)).toBe(true)
    expect(isHopeless(modelOf(defaultScenario(), cold), limits)).toBe(false)
  })

  it('leaves to the simulation what has no closed form, and what does not settle', () => {
    expect(adviseExactly(scenarioWith({ deltaCv: 0.5 }), hot)).toBeNull()
    expect(adviseExactly(scenarioWith({ arrivals: { kind: 'even' } }), hot)).toBeNull()
    // With all of the lifetime to give away, the windows of this key reach back to its write.
    const short = scenarioWith({ ttl: 1, delta: 0.4, lifetimeBudget: 1 })
    expect(adviseExactly(short, { ...hot, rate: 20 })).toBeNull()
  })

  it('has the bounds of the same key with a lock', () => {
    const { low, high } = adviseExactly(defaultScenario(), hot)!
    expect(boundsExactly(scenarioWith({ coordination: 'lock' }), hot)).toMatchObject({ low, high })
    expect(limitsOf(defaultScenario())).toEqual({ late: 0.001, lifetimeBudget: 0.5, overload: 1 })
  })
})

it('advises no β below the smallest that an implementation knows', () => {
  const scenario = scenarioWith({ implementation: 'knicola', coordination: 'lock' })
  const { beta, low } = adviseExactly(scenario, hot)!
  expect([beta, low]).toEqual([1, 1])
  expect(adviseExactly({ ...scenario, implementation: 'own' }, hot)!.low).toBeLessThan(1)
})

describe('under stale values and a lock', () => {
  const ahead = {
    of: '<' as const,
    to: ['left' as const, { of: '*' as const, to: ['beta' as const, 'ttl' as const] }]
  }
  const bridged = (tree: Expression) =>
    scenarioWith({ coordination: 'lock', stale: 5, rule: { kind: 'expression', text: '', tree } })

  it('a rule that β = 0 switches off is advised to be off, as the paper’s is', () => {
    const { beta, reason, low } = adviseExactly(bridged(ahead), hot)!
    expect([beta, reason, low]).toEqual([0, 'off', 0])
  })

  it('a rule that has no value at β = 0, or refreshes at every request there, is not', () => {
    // At β = 0: 0/0 within a second of expiry; (age/ttl)^0 is 1.
    const rounded: Expression = {
      of: 'exp',
      to: [{ of: '/', to: [{ of: 'negative', to: [{ of: 'floor', to: ['left'] }] }, 'beta'] }]
    }
    const aged: Expression = { of: '^', to: [{ of: '/', to: ['age', 'ttl'] }, 'beta'] }
    for (const tree of [rounded, aged]) {
      const { beta, reason, low } = adviseExactly(bridged(tree), hot)!
      expect([beta! > 0, reason !== 'off', low! > 0]).toEqual([true, true, true])
    }
  })
})

describe('a key that only a large β protects', () => {
  const tag = { ...hot, rate: 0.1, ttl: 3600, delta: 0.05 }

  it('is advised it: the end of the usual search is no answer', () => {
    const { beta, low, high, binding } = adviseExactly(defaultScenario(), tag)!
    // e^(−rΔβe^(−1/β)) ≤ 0.1 % from β = ln(1000)/0.005 + 1 on, nearly.
    expect(low).toBeGreaterThan(1381)
    expect(low).toBeLessThan(1384)
    expect(binding).toBeNull()
    expect(beta! / low!).toBeGreaterThanOrEqual(1)
    expect(beta! / low!).toBeLessThan(1.1)
    expect(high).toBeGreaterThan(2 * low!)
    expect(closedForm(modelOf(defaultScenario(), tag, beta!)).lateShare).toBeLessThan(0.001)
  })

  it('is named where it is larger than can be set', () => {
    const { beta, low, binding } = adviseExactly(defaultScenario(), { ...tag, delta: 5e-6 })!
    expect(beta).toBeNull()
    // Δ is 10,000 times smaller.
    expect(low! / 1.3816e7).toBeCloseTo(1, 3)
    expect(binding).toEqual({ kind: 'range', beta: low })
  })

  it('leaves 1000 as the largest β for a key of which no β gives away too much', () => {
    expect(adviseExactly(scenarioWith({ lifetimeBudget: 1 }), hot)!.high).toBe(1000)
  })
})
