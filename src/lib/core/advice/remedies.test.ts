import { describe, expect, it } from 'vitest'
import { adviseExactly } from './advise'
import { closedForm } from '../closed-form/closed-form'
import { modelOf } from '../model/model-of'
import { remediesFor as remediesAt } from './remedies'
import { defaultScenario } from '../model/fields'
import type { Key, Scenario } from '../model/scenario'
import { simulate } from '../simulation/simulate'
import { summarize } from '../simulation/served/summarize'
import { sensitivityOf, strongest } from './sensitivity'

const [hot, cold] = defaultScenario().keys
const scenarioWith = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })

const remediesFor = (scenario: Scenario, key: Key) =>
  remediesAt(scenario, key, closedForm(modelOf(scenario, key)))

describe('what helps where no β is good', () => {
  it('a lock, by the duplicates that it leaves out', () => {
    const { lock } = remediesFor(defaultScenario(), cold)
    const now = closedForm(modelOf(defaultScenario(), cold))
    expect(lock!.size).toBe(1 + now.duplicatesMean)
    expect(lock!.wasted).toBe(now.wastedPerHour)
    expect(lock!.lockedWasted).toBeLessThan(now.wastedPerHour)
    expect(remediesFor(scenarioWith({ coordination: 'lock' }), cold).lock).toBeNull()
  })

  it('stale values, for a rebuild and the longest silence that is not too rare', () => {
    // ln(1000)/0.5 s of silence, and 0.25 s to rebuild.
    expect(remediesFor(defaultScenario(), cold).stale!.seconds).toBeCloseTo(0.25 + Math.log(1000) / 0.5, 9)
  })

  it('a longer lifetime: the shortest one with which some β is good', () => {
    const { ttl } = remediesFor(defaultScenario(), cold) as { ttl: { seconds: number; beta: number } }
    const with_ = (seconds: number) => adviseExactly(scenarioWith({ ttl: seconds }), cold)!
    expect(with_(ttl.seconds).low).toBeCloseTo(ttl.beta, 9)
    expect(with_(1.002 * ttl.seconds).beta).not.toBeNull()
    expect(with_(ttl.seconds / 1.002).beta).toBeNull()
  })

  it('no lifetime that can be set, for a key that is never asked for', () => {
    expect(remediesFor(defaultScenario(), { ...cold, rate: 1e-9 }).ttl).toBeNull()
  })

  it('a job in the background, whose rebuilds are done before the value expires', () => {
    expect(remediesFor(defaultScenario(), cold).background).toEqual({
      every: 59.75,
      rebuildsPerHour: 3600 / 59.75
    })
    expect(remediesFor(scenarioWith({ delta: 60 }), cold).background).toBeNull()
  })

  it('where the rebuild time varies, names no lifetime that is longer than needed', () => {
    const key = { ...hot, rate: 1, ttl: 6, delta: 1 }
    const scenario = scenarioWith({
      deltaCv: 1,
      coordination: 'lock',
      late: 0.01,
      lifetimeBudget: 1,
      keys: [key]
    })
    // At 7 s a β near 260 keeps the limit: from simulations of 200,000 cycles, 0.95 % are late at most.
    const at = (ttl: number) => {
      const model = modelOf({ ...scenario, beta: 260 }, { ...key, ttl })
      return summarize(model, simulate(model, 100_000, 1)).figures.lateShare
    }
    expect(at(7)).toBeLessThan(0.0105)
    expect(remediesFor(scenario, key).ttl).toBe('unknown')
    // Below 4.6 s a pause alone is longer than the lifetime in more than 1 % of the expiries.
    const short = remediesFor(scenario, { ...key, ttl: 3 }).ttl as { seconds: number; beta: null }
    expect(short).toEqual({ seconds: expect.closeTo(Math.log(100), 9), beta: null })
    expect(at(4.5)).toBeGreaterThan(0.01)
  })

  it('leaves time for long rebuilds, and for an expiry that is cut down', () => {
    const varying = remediesFor(scenarioWith({ deltaCv: 0.5, resolution: 1 }), cold)
    // ln D is normal with σ² = ln 1.25: its 99.9 % quantile lies 3.0902 σ above its median, 0.25/√1.25.
    const sigma = Math.sqrt(Math.log(1.25))
    const long = (0.25 / Math.sqrt(1.25)) * Math.exp(3.090232306167813 * sigma)
    expect(varying.background!.every).toBeCloseTo(60 - 1 - long, 9)
  })

  it('for bursts, the silence is that of the pauses', () => {
    const { stale, ttl } = remediesFor(scenarioWith({ arrivals: { kind: 'burst', on: 2, off: 18 } }), hot)
    // Longer than 18·ln(1000) s: a pause may follow a pause with next to no requests between.
    expect(stale!.seconds).toBeGreaterThan(18 * Math.log(900))
    expect(ttl).toEqual({ seconds: stale!.seconds, beta: null })
    const varying = remediesFor(
      scenarioWith({ deltaCv: 1, arrivals: { kind: 'burst', on: 2, off: 18 } }),
      hot
    )
    // The rebuild may be short: only the pause must surely fit.
    expect(varying.ttl).toEqual({ seconds: expect.closeTo(stale!.seconds - 0.25, 9), beta: null })
    // A lifetime that holds such pauses already is not cured by a longer one that nobody can name.
    const long = remediesFor(scenarioWith({ ttl: 300, arrivals: { kind: 'burst', on: 2, off: 18 } }), hot)
    expect(long.ttl).toBe('unknown')
  })
})

describe('sensitivity', () => {
  const of = (scenario: Scenario) => sensitivityOf(scenario, hot, adviseExactly(scenario, hot)!)

  it('is the best β with each input halved and doubled', () => {
    const all = of(defaultScenario())
    expect(all.map(({ input, factor }) => [input, factor])).toEqual([
      ['rate', 0.5],
      ['rate', 2],
      ['delta', 0.5],
      ['delta', 2]
    ])
    const slow = adviseExactly(scenarioWith({ delta: 0.5 }), hot)!
    expect(all[3]).toMatchObject({ low: expect.closeTo(slow.low!, 3), high: expect.closeTo(slow.high!, 3) })
    // To two digits.
    expect(Math.abs(all[3].beta! / slow.choice!.ifExact - 1)).toBeLessThan(0.05)
  })

  it('names the input that moves β most', () => {
    const { ifExact } = adviseExactly(defaultScenario(), hot)!.choice!
    expect(strongest(ifExact, of(defaultScenario()))).toMatchObject({ input: 'delta' })
    expect(strongest(1, [{ input: 'rate', factor: 2, beta: null, low: null, high: null }])).toEqual({
      input: 'rate',
      factor: 2,
      ratio: Infinity
    })
    expect(strongest(1, [{ input: 'rate', factor: 2, beta: 1, low: 1, high: 1 }])).toBeNull()
  })

  it('never lets a rebuild take longer than the value lives', () => {
    expect(of(scenarioWith({ ttl: 0.3 })).every(({ beta }) => beta === null || beta > 0)).toBe(true)
  })
})
