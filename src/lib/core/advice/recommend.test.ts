import { describe, expect, it } from 'vitest'
import { adviseExactly } from './advise'
import { closedForm } from '../closed-form/closed-form'
import { knownFigures } from '../simulation/known-figures'
import { modelOf } from '../model/model-of'
import { earliestOf, edgeOf, outcomesOf, remediesOf, savedBy, sensitivitiesOf, totalsOf } from './in-full'
import { adviseAll, recommend, recommender } from './recommend'
import { remediesFor } from './remedies'
import { sensitivityExactly } from './sensitivity'
import { defaultScenario } from '../model/fields'
import type { Key, Scenario } from '../model/scenario'

const [hot, cold] = defaultScenario().keys
const page = { ...hot, name: 'page', rate: 20, ttl: 3600, delta: 5 }
const scenarioWith = (change: Partial<Scenario>): Scenario => ({
  ...defaultScenario(),
  keys: [hot],
  ...change
})
const of = (change: Partial<Scenario>) => recommend(scenarioWith(change))
const key = (name: string, rate: number, ttl: number, delta: number): Key => ({ name, rate, ttl, delta })
/** No β within the limits suits both. */
const APART = { keys: [key('feed', 10_000, 5, 0.05), key('cool', 3, 3600, 0.5)], lifetimeBudget: 0.2 }

describe('the β to set', () => {
  it('is the cheapest for the keys that some β protects', () => {
    const { set, cheapest, keeps, covers, unprotected, keys } = of({ keys: [hot, cold], beta: 2 })
    expect(set).toBe(cheapest)
    expect(keeps).toBe(false)
    expect([covers, unprotected]).toEqual([[0], [1]])
    expect(set!.beta).toBe(keys[0].advice!.beta)
    expect(keys.map(({ beta }) => beta)).toEqual([set!.beta, null])
  })

  it('is the present one where it has room, the cheapest has none, and hardly anything is saved', () => {
    const scenario = scenarioWith({ coordination: 'lock', keys: [page] })
    const { set, cheapest, keeps, keys } = recommend(scenario)
    expect(cheapest!.beta).toBeLessThan(0.6)
    expect([keeps, set!.beta, keys[0].beta]).toEqual([true, 1, 1])
    expect([cheapest!.leeway!.protects, set!.leeway!.protects]).toEqual([false, true])
    const cost = (beta: number) => closedForm(modelOf(scenario, page, beta)).rebuildsPerHour
    expect(set!.cost).toBe(cost(1))
    expect(set!.extra).toEqual([cost(1) - cost(cheapest!.beta)])
    // At β = 1 a rebuild in 250 is paid more; at β = 8 it is one in thirty.
    const dear = recommend({ ...scenario, beta: 8 })
    expect([dear.keeps, dear.set!.beta]).toEqual([false, cheapest!.beta])
  })

  it('keeps a present β that costs up to 1 % more than the cheapest, and none that costs more', () => {
    const scenario = scenarioWith({ coordination: 'lock', keys: [page] })
    const cost = (beta: number) => closedForm(modelOf(scenario, page, beta)).rebuildsPerHour
    const dearer = (beta: number) => cost(beta) / cost(recommend(scenario).cheapest!.beta) - 1
    const betas = Array.from({ length: 12 }, (_, i) => 1 + 0.25 * i)
    // Both sides of the bound are among them: β = 1.5 costs 0.85 % more, β = 1.75 costs 1.09 % more.
    expect([dearer(betas[0]) < 0.01, dearer(betas[11]) > 0.01]).toEqual([true, true])
    for (const beta of betas) expect(recommend({ ...scenario, beta }).keeps).toBe(dearer(beta) < 0.01)
  })

  it('is not the present one where that does not protect, has no room itself, or the cheapest has', () => {
    const locked: Partial<Scenario> = { coordination: 'lock', keys: [page] }
    expect(of({ ...locked, beta: 0.4 }).keeps).toBe(false)
    expect(of({ ...locked, beta: 0.52 }).keeps).toBe(false)
    expect(of({ beta: 4.7 }).keeps).toBe(false)
    expect(of({ keys: [cold] })).toMatchObject({ keeps: false, set: null, low: null, high: null })
  })

  it('is that of its class for each key where one for all is no good', () => {
    const { set, cheapest, classes, covers, keys } = of(APART)
    expect([set, cheapest, covers]).toEqual([null, null, [0, 1]])
    expect(keys.map(({ beta }) => beta)).toEqual(classes!.map(({ beta }) => beta))
  })

  it('is not known while the advice for some key is simulated, but for the other keys', () => {
    // With all of the lifetime to give away, the windows of the second key reach back to its write.
    const short = { ...hot, name: 'short', ttl: 1, delta: 0.4, rate: 20 }
    const scenario = scenarioWith({ keys: [hot, short], lifetimeBudget: 1 })
    const advice = adviseAll(scenario)
    expect(advice[1]).toBeNull()
    expect(recommend(scenario, advice)).toMatchObject({
      complete: false,
      set: null,
      covers: [],
      unprotected: [],
      keys: [{ beta: advice[0]!.beta }, { beta: null, cheapest: null }]
    })
    const simulated = [null, { ...advice[0]!, basis: 'simulation' as const }]
    expect(recommend(scenario, adviseAll(scenario, simulated))).toMatchObject({
      complete: true,
      basis: 'simulation'
    })
  })
})

describe('a β with room, where the cheapest has none', () => {
  it('is the present one, else the paper’s, else the least that protects at half the rate', () => {
    const instead = (change: Partial<Scenario>) => edgeOf(of({ coordination: 'lock', ...change }))!.instead
    expect(instead({ beta: 2 })).toMatchObject({ beta: 2 })
    expect(instead({ beta: 0.2 })).toMatchObject({ beta: 1 })
    const keys = [{ ...hot, rate: 20 }]
    const locked = of({ coordination: 'lock', keys })
    const { cheapest } = locked
    const { beta, more } = edgeOf(locked)!.instead as { beta: number; more: number }
    expect(beta).toBeGreaterThan(cheapest!.beta)
    expect(of({ coordination: 'lock', keys: [{ ...hot, rate: 10 }] }).low).toBeLessThanOrEqual(beta)
    const cost = (beta: number) =>
      closedForm(modelOf(scenarioWith({ coordination: 'lock' }), keys[0], beta)).rebuildsPerHour
    expect(more).toBeCloseTo(cost(beta) - cost(cheapest!.beta), 9)
  })

  it('is none where the limits leave none', () => {
    const tight = of({ coordination: 'lock', keys: [{ ...hot, rate: 20 }], lifetimeBudget: 0.06 })
    expect(tight.cheapest).not.toBe(null)
    expect(edgeOf(tight)!.instead).toBe(null)
  })

  it('is not looked for where the cheapest has room', () => {
    expect(edgeOf(of({}))).toBe(null)
  })
})

describe('what is said besides', () => {
  it('compares the covered keys at the cheapest β, at the present one and at β = 1', () => {
    const scenario = scenarioWith({ keys: [hot, { ...hot, name: 'warm', rate: 100 }, cold], beta: 2 })
    const recommended = recommend(scenario)
    const { set } = recommended
    const totals = totalsOf(recommended)
    const at = (beta: number) => [0, 1].map((i) => closedForm(modelOf(scenario, scenario.keys[i], beta)))
    for (const [total, beta] of [
      [totals.cheapest, set!.beta],
      [totals.present, 2],
      [totals.one, 1]
    ] as const) {
      const [a, b] = at(beta)
      expect(total).toEqual({
        beta,
        cost: a.rebuildsPerHour + b.rebuildsPerHour,
        late: Math.max(a.lateShare, b.lateShare)
      })
    }
    const gaps = at(set!.beta).map(({ gapMean }) => gapMean!)
    expect(earliestOf(recommended)).toEqual({
      key: gaps.indexOf(Math.max(...gaps)),
      seconds: Math.max(...gaps),
      share: Math.max(...gaps) / 60
    })
  })

  it('takes figures that are computed already', () => {
    const scenario = scenarioWith({ beta: 2 })
    const figures = { ...closedForm(modelOf(scenario, hot)), rebuildsPerHour: 1e6 }
    const recommended = recommend(scenario, undefined, {
      present: [{ figures, errors: null }],
      one: [{ figures: null, errors: null }]
    })
    const { present, one, cheapest } = outcomesOf(recommended, 0)
    const saved = savedBy(recommended, 0)
    expect([present!.cost, one, saved.one]).toEqual([1e6, null, null])
    expect(saved.present!.rebuildsPerHour).toBe(1e6 - cheapest!.cost)
    expect(knownFigures(modelOf(scenario, hot), null)!.figures.rebuildsPerHour).toBeLessThan(1e6)
  })

  it('has the remedies and the sensitivity of each key, and of simulated advice what was simulated', () => {
    const scenario = scenarioWith({ keys: [hot, cold], beta: 2 })
    const all = recommend(scenario)
    expect(remediesOf(all, 0)).toBeNull()
    expect(remediesOf(all, 1)).toEqual(remediesFor(scenario, cold, closedForm(modelOf(scenario, cold))))
    expect(sensitivitiesOf(all, 0)).toEqual(sensitivityExactly(scenario, hot))
    const advice = [{ ...adviseExactly(scenario, hot)!, basis: 'simulation' as const }, null]
    expect(sensitivitiesOf(recommend(scenario, advice), 0)).toBeNull()
    expect(remediesOf(recommend(scenario, advice), 1)).toBeNull()
    const varied = [sensitivitiesOf(all, 0)!, null]
    expect(sensitivitiesOf(recommend(scenario, advice, { varied }), 0)).toBe(varied[0])
  })

  it('computes once what does not depend on the present β', () => {
    const at = recommender(
      scenarioWith({ keys: [hot, cold] }),
      adviseAll(scenarioWith({ keys: [hot, cold] }))
    )
    const [a, b] = [at(1), at(3)]
    expect(a.set).toBe(b.set)
    expect(outcomesOf(a, 0).cheapest).toBe(outcomesOf(b, 0).cheapest)
    expect(sensitivitiesOf(a, 0)).toBe(sensitivitiesOf(b, 0))
    expect(remediesOf(a, 1)!.stale).toBe(remediesOf(b, 1)!.stale)
  })
})
