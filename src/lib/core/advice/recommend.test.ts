import { describe, expect, it } from 'vitest'
import { adviseExactly } from './advise'
import { closedForm } from '../closed-form/closed-form'
import { findLaw } from '../closed-form/any-rule/find-law'
import { knownFigures } from '../simulation/known-figures'
import { simulate } from '../simulation/simulate'
import { summarize } from '../simulation/served/summarize'
import { modelOf } from '../model/model-of'
import { breakingAt, earliestOf, outcomesOf, remediesOf, savedBy, sensitivitiesOf, totalsOf } from './in-full'
import { adviseAll, recommend, recommender } from './recommend'
import { remediesFor } from './remedies'
import { sensitivityOf } from './sensitivity'
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
  it('is for the keys that some β protects, and leaves out the others', () => {
    const { set, covers, unprotected, keys, verb, use } = of({ keys: [hot, cold], beta: 2 })
    expect([covers, unprotected]).toEqual([[0], [1]])
    expect(set!.beta).toBe(keys[0].advice!.beta)
    expect([verb, use]).toEqual(['set', set!.beta])
    expect(keys.map(({ beta }) => beta)).toEqual([set!.beta, null])
  })

  it('is the same from every present β, and kept are those against which it saves next to nothing', () => {
    for (const coordination of ['none', 'lock', 'coalesce'] as const) {
      const scenario = scenarioWith({ coordination, processes: 8, keys: [{ ...hot, rate: 50, delta: 1 }] })
      const { set } = recommend(scenario)
      const [low, high] = set!.kept
      for (const beta of [0, low / 1.01, low, (low + high) / 2, high, high * 1.01, 1000]) {
        const other = recommend({ ...scenario, beta })
        expect(other.set).toEqual(set)
        const kept = beta >= low && beta <= high
        expect([other.verb, other.use, other.keys[0].beta]).toEqual(
          kept ? ['keep', beta, beta] : ['set', set!.beta, set!.beta]
        )
      }
    }
  })

  it('holds at half the request rate with a lock, where the cheapest β does not', () => {
    const scenario = scenarioWith({ coordination: 'lock', keys: [{ ...hot, rate: 20 }] })
    const { set, low } = recommend(scenario)
    const late = (beta: number) =>
      closedForm(modelOf(scenario, { ...scenario.keys[0], rate: 10, delta: 0.125 }, beta)).lateShare
    expect(set!.robust).toBe(true)
    expect(late(low!)).toBeGreaterThan(0.1)
    expect(late(set!.range[0])).toBeLessThanOrEqual(0.001)
  })

  it('is the cheapest for what was entered where nothing holds in all cases, and names the case that breaks it', () => {
    const { set } = of({ coordination: 'lock', keys: [{ ...hot, rate: 20 }], lifetimeBudget: 0.06 })
    expect(set!.robust).toBe(false)
    expect(set!.breaking).toMatchObject({ rate: 1, delta: 0.5, limit: 'late', key: 0 })
    const { lateShare } = closedForm(
      modelOf(scenarioWith({ coordination: 'lock' }), { ...hot, rate: 20, delta: 0.125 }, set!.beta)
    )
    expect(set!.breaking!.share).toBe(lateShare)
  })

  it('is β = 1 where there is nothing to gain', () => {
    // One rebuild of 10 ms a day; without this rule the fewest rebuilds are at the largest β of all.
    const rare = { ...hot, rate: 100, ttl: 86_400, delta: 0.01 }
    expect(of({ keys: [rare] }).set).toMatchObject({ beta: 1, littleGain: { because: 'work' } })
    expect(of({ keys: [page], coordination: 'lock' }).set).toMatchObject({ beta: 1, littleGain: {} })
    // A late refresh that makes people wait for 2 s is something.
    expect(of({ keys: [{ ...rare, delta: 2, rate: 0.5 }] }).set).toMatchObject({ littleGain: null })
    expect(of({}).set).toMatchObject({ littleGain: null })
  })

  it('is that of its class for each key where one for all is no good', () => {
    const { set, verb, use, classes, covers, keys } = of(APART)
    expect([set, verb, use, covers]).toEqual([null, null, null, [0, 1]])
    expect(keys.map(({ beta }) => beta)).toEqual(classes!.map(({ beta }) => beta))
  })

  it('is not known while the advice for some key is simulated', () => {
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
      // Nothing is said of a part: the rest may change it.
      keys: [{ beta: null }, { beta: null }]
    })
    const simulated = [null, { ...advice[0]!, basis: 'simulation' as const }]
    expect(recommend(scenario, adviseAll(scenario, simulated))).toMatchObject({
      complete: true,
      basis: 'simulation'
    })
  })
})

describe('what is said besides', () => {
  it('compares the covered keys at the recommended β, at the present one and at β = 1', () => {
    const scenario = scenarioWith({ keys: [hot, { ...hot, name: 'warm', rate: 100 }, cold], beta: 2 })
    const recommended = recommend(scenario)
    const { set } = recommended
    const totals = totalsOf(recommended)
    const at = (beta: number) => [0, 1].map((i) => closedForm(modelOf(scenario, scenario.keys[i], beta)))
    for (const [total, beta] of [
      [totals.recommended, set!.beta],
      [totals.present, 2],
      [totals.one, 1]
    ] as const) {
      const [a, b] = at(beta)
      expect(total).toEqual({
        beta,
        cost: a.rebuildsPerHour + b.rebuildsPerHour,
        late: Math.max(a.lateShare, b.lateShare),
        latest: a.lateShare >= b.lateShare ? 0 : 1
      })
    }
    const gaps = at(set!.beta).map(({ gapMean }) => gapMean!)
    expect(earliestOf(recommended, 'recommended')).toEqual({
      key: gaps.indexOf(Math.max(...gaps)),
      seconds: Math.max(...gaps),
      share: Math.max(...gaps) / 60
    })
  })

  it('knows the case that breaks a cheaper β than the robust one', () => {
    const scenario = scenarioWith({ coordination: 'lock', keys: [{ ...hot, rate: 20 }] })
    const recommended = recommend(scenario)
    expect(breakingAt(recommended, recommended.set!.beta)).toBeNull()
    const breaking = breakingAt(recommended, recommended.low! * 1.01)!
    expect(breaking).toMatchObject({ limit: 'late', key: 0 })
    expect(breaking.share).toBeGreaterThan(scenario.late)
  })

  it('takes figures that are computed already', () => {
    const scenario = scenarioWith({ beta: 2 })
    const figures = { ...closedForm(modelOf(scenario, hot)), rebuildsPerHour: 1e6 }
    const recommended = recommend(scenario, undefined, {
      present: [{ figures, errors: null }],
      one: [{ figures: null, errors: null }]
    })
    const { present, one, recommended: best } = outcomesOf(recommended, 0)
    const saved = savedBy(recommended, 0)
    expect([present!.cost, one, saved.one]).toEqual([1e6, null, null])
    expect(saved.present!.rebuildsPerHour).toBe(1e6 - best!.cost)
    expect(knownFigures(modelOf(scenario, hot), null)!.figures.rebuildsPerHour).toBeLessThan(1e6)
  })

  it('compares with a β that the origin slows down only by figures that have its limit', () => {
    const scenario = scenarioWith({ origin: 3, keys: [key('a', 20, 30, 0.5)], beta: 2 })
    const { rebuildsPerHour: unlimited } = findLaw(
      modelOf({ ...scenario, origin: Infinity }, scenario.keys[0], 1)
    ).law!.figures
    const unknown = recommend(scenario)
    expect(outcomesOf(unknown, 0)).toMatchObject({ present: null, one: null })
    expect(savedBy(unknown, 0)).toEqual({ present: null, one: null })
    expect(totalsOf(unknown)).toMatchObject({ present: null, one: null })
    const model = modelOf(scenario, scenario.keys[0], 1)
    const { figures, standardErrors: errors } = summarize(model, simulate(model, 2_000, 1))
    const recommended = recommend(scenario, undefined, { one: [{ figures, errors }] })
    expect(outcomesOf(recommended, 0).one).toMatchObject({
      cost: figures.rebuildsPerHour,
      costError: errors.rebuildsPerHour,
      lateShare: figures.lateShare
    })
    expect(totalsOf(recommended).one!.cost).toBeGreaterThan(1.2 * unlimited)
  })

  it('has the remedies and the sensitivity of each key', () => {
    const scenario = scenarioWith({ keys: [hot, cold], beta: 2 })
    const all = recommend(scenario)
    expect(remediesOf(all, 0)).toBeNull()
    expect(remediesOf(all, 1)).toEqual(remediesFor(scenario, cold, closedForm(modelOf(scenario, cold))))
    expect(sensitivitiesOf(all, 0)).toEqual(sensitivityOf(scenario, hot, adviseExactly(scenario, hot)!))
    const part = recommend(scenario, [adviseExactly(scenario, hot), null])
    expect([sensitivitiesOf(part, 1), remediesOf(part, 1)]).toEqual([null, null])
  })

  it('computes once what does not depend on the present β', () => {
    const at = recommender(
      scenarioWith({ keys: [hot, cold] }),
      adviseAll(scenarioWith({ keys: [hot, cold] }))
    )
    const [a, b] = [at(1), at(3)]
    expect(a.set).toBe(b.set)
    expect(outcomesOf(a, 0).recommended).toBe(outcomesOf(b, 0).recommended)
    expect(sensitivitiesOf(a, 0)).toBe(sensitivitiesOf(b, 0))
    expect(remediesOf(a, 1)!.stale).toBe(remediesOf(b, 1)!.stale)
  })
})
