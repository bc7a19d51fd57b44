import { describe, expect, it } from 'vitest'
import {
  type Key,
  type KeyAdvice,
  type Scenario,
  closedForm,
  defaultScenario,
  modelOf,
  recommend,
  remediesFor,
  sensitivitiesOf
} from '#core'
import {
  apart,
  byTheClock,
  gain,
  help,
  helpInBrief,
  moves,
  reason,
  room,
  sharing,
  unprotected
} from './advice'
import { headline, obstacle, plainHeadline } from './headline'
import { folkWisdom } from './effects/coordination'
import { plain, type Sentence } from './sentence'
import { list } from './words'

const [hot, cold] = defaultScenario().keys
const scenarioWith = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })
/** Narrow and unbreakable spaces as plain ones. */
const plainly = (words: string) => words.replace(/[\u00a0\u202f]/g, ' ')
const text = (...sentences: Sentence[]) => plainly(plain(sentences))
const key = (name: string, rate: number, ttl: number, delta: number): Key => ({ name, rate, ttl, delta })

function advised(change: Partial<Scenario> = {}) {
  const scenario = scenarioWith(change)
  const recommended = recommend(scenario)
  return { scenario, recommended, advice: recommended.keys.map(({ advice }) => advice!) }
}
const said = (change: Partial<Scenario> = {}) => {
  const { scenario, recommended } = advised(change)
  return text(headline(scenario, recommended))
}

describe('the headline', () => {
  it('names the β to set and whom it is for', () => {
    expect(said()).toBe('Set β = 4.8 for the hot key. No β protects the cold key.')
    expect(said({ keys: [hot] })).toBe('Set β = 4.8.')
    expect(said({ keys: [hot, { ...hot, name: 'warm', rate: 100 }] })).toMatch(
      /^Set β = 5\.2 for both keys\.$/
    )
  })

  it('says to keep what is best already', () => {
    expect(said({ keys: [hot], beta: 4.8 })).toBe('Keep β = 4.8.')
  })

  it('says in its first sentence that no β is good, and which limit binds', () => {
    expect(said({ keys: [cold] })).toBe(
      'No β protects the cold key: it takes β = 58, which gives 91 % of the lifetime away, and your limit is 50 %.'
    )
    expect(said({ keys: [{ ...cold, rate: 0.05 }] })).toBe(
      'No β protects the cold key: it gets 3 requests in a lifetime, and needs 6.91 to be late in no more than 0.1 %.'
    )
    expect(said({ keys: [{ ...cold, rate: 4e-4 }], ttl: 86_400, lifetimeBudget: 1 })).toMatch(
      /^Set β = 69 600\.$/
    )
    expect(said({ keys: [{ ...cold, rate: 4e-4, delta: 2.5e-4 }], ttl: 86_400, lifetimeBudget: 1 })).toMatch(
      /it would take β = 70 000 000, and none above 1 000 000 can be set\.$/
    )
    expect(said({ keys: [hot], delta: 60 })).toMatch(/a rebuild takes as long as the value lives\.$/)
  })

  it('offers two classes where no single β suits', () => {
    const keys = [key('feed', 10_000, 5, 0.05), key('cool', 3, 3600, 0.5)]
    expect(said({ keys, lifetimeBudget: 0.2 })).toMatch(
      /^One β for all keys is no good: set β = [\d.]+ for feed and β = [\d.]+ for cool\.$/
    )
  })
})

describe('the reasons', () => {
  it('give the bounds in the operator’s own limits, and why this point in them', () => {
    const { scenario, advice } = advised()
    expect(text(reason(scenario, 0, advice[0]))).toBe(
      'β may lie between 0.39 and 11: below, more than 0.1 % of the expiries reach users; above, one refresh in twenty throws away more than 50 % of the lifetime. Without a lock each refresh starts several rebuilds at once, the fewer the larger β is: raising it saves duplicates until the lost lifetime costs more; at β = 4.8 the two balance.'
    )
    const locked = advised({ coordination: 'lock' })
    expect(text(reason(locked.scenario, 0, locked.advice[0]))).toMatch(
      /no duplicates to save: the smallest β that protects is best\.$/
    )
    const tight = advised({ lifetimeBudget: 0.05 })
    expect(text(reason(tight.scenario, 0, tight.advice[0]))).toMatch(
      /what you are ready to give away stops them here\.$/
    )
    expect(reason(scenario, 1, advice[1])).toEqual([])
  })

  it('tell the doubt of a bound that was simulated', () => {
    const { scenario, advice } = advised()
    const doubtful: KeyAdvice = { ...advice[0], basis: 'simulation', lowRange: [0.35, 0.45] }
    expect(text(reason(scenario, 0, doubtful))).toMatch(/between 0\.39 \(0\.35 to 0\.45, simulated\) and 11/)
  })

  it('compare what it costs with β = 1 and the present β, and warn of a cheaper one that does not protect', () => {
    const saidAt = (change: Partial<Scenario>, present: number) => {
      const { scenario, recommended } = advised({ keys: [hot], ...change, beta: present })
      return text(gain(scenario, recommended))
    }
    expect(saidAt({}, 2)).toBe(
      'It then costs 86.8 rebuilds an hour; β = 1 costs 166, your β = 2 costs 104. The price: it refreshes 9.2 s early on average, 15 % of its lifetime. Users hardly ever meet an expired value.'
    )
    expect(saidAt({}, 1)).not.toMatch(/your/)
    expect(saidAt({ coordination: 'lock' }, 0.2)).toMatch(
      /your β = 0.2 costs [\d.]+ but lets \d+ % of the expiries reach users/
    )
  })

  it('name the keys that stay without protection', () => {
    const { scenario, recommended } = advised()
    expect(unprotected(scenario, recommended).map((sentence) => text(sentence))).toEqual([
      'For the cold key it takes β = 58, which gives 91 % of the lifetime away, and your limit is 50 %. What helps instead stands below.'
    ])
  })

  it('say who pays for one β for all, and what two classes would save', () => {
    const keys = [key('page', 1000, 60, 0.25), key('report', 100, 3600, 2), key('feed', 10_000, 5, 0.05)]
    const { scenario, recommended } = advised({ keys })
    const [first, second] = sharing(scenario, recommended).map((sentence) => text(sentence))
    expect(first).toMatch(
      /^Alone, each would have its own: page 4\.8, report 13 and feed 3\. One for all costs 4\.98 rebuilds an hour more, next to nothing; page pays most of it, 4\.72\.$/
    )
    expect(second).toMatch(
      /^Two classes, β = 4\.9 for page and report and β = 3 for feed, would save 4\.88 of them: not worth a second number\.$/
    )
    const alone = advised({ keys: keys.slice(0, 1) })
    expect(sharing(alone.scenario, alone.recommended)).toEqual([])
  })
})

it('bounds of β are rounded to their inner side', () => {
  for (const lifetimeBudget of [0.02, 0.1, 0.5, 1])
    for (const rate of [0.8, 3, 20, 900])
      for (const coordination of ['none', 'lock'] as const) {
        const { scenario, advice } = advised({ keys: [{ ...hot, rate }], lifetimeBudget, coordination })
        if (advice[0].beta === null) continue
        const [low, high] = [
          ...text(reason(scenario, 0, advice[0])).matchAll(/(?:between|be|and) ([\d.]+)/g)
        ].map(([, number]) => Number(number))
        expect(low).toBeGreaterThanOrEqual(advice[0].low!)
        expect(low).toBeLessThan(1.1 * advice[0].low!)
        if (lifetimeBudget === 1) expect(high).toBeUndefined()
        else {
          expect(high).toBeLessThanOrEqual(advice[0].high!)
          expect(high).toBeGreaterThanOrEqual(low)
        }
      }
})

it('pauses are named as the obstacle where requests come in bursts', () => {
  const scenario = scenarioWith({ keys: [hot], arrivals: { kind: 'burst', on: 2, off: 18 } })
  const binding = { kind: 'requests', share: 0.033, expected: 59_750 } as const
  expect(obstacle(scenario, 0, { binding, low: null } as unknown as KeyAdvice)).toMatch(
    /lies a pause in which no request can refresh in time/
  )
})

it('sensitivity names the input that matters, or that none does', () => {
  const { recommended, advice } = advised()
  expect(moves(advice[0], sensitivitiesOf(recommended, 0)!)).toBe(
    'The rebuild time moves it most: measure that one well.'
  )
  const same = { input: 'rate', factor: 2, beta: 4.8, low: 1, high: 9 } as const
  expect(moves(advice[0], [same])).toMatch(/leaves it where it is/)
  expect(moves(advice[0], [{ ...same, beta: null }])).toBe(
    'The request rate decides: at twice the request rate no β is good.'
  )
  const half = { ...same, factor: 0.5, beta: 9.6 }
  expect(moves(advice[0], [half, { ...half, input: 'delta' }])).toMatch(/move it alike/)
  expect(moves(advice[1], [])).toBe('')
})

it('the folk advice is answered with the numbers of the scenario', () => {
  expect(text(...folkWisdom(defaultScenario(), [{ place: 0, none: 4.8, lock: 0.39 }]))).toMatch(
    /Best for the hot key: β = 4\.8 without coordination, β = 0\.39 with a lock\.$/
  )
  expect(folkWisdom(defaultScenario(), [])).toEqual([])
})

it('lists as people do', () => {
  expect([list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual(['a', 'a and b', 'a, b and c'])
})

describe('an answer at the edge', () => {
  const saidOf = (change: Partial<Scenario>) => {
    const { scenario, recommended } = advised({ keys: [hot], ...change })
    return text(headline(scenario, recommended), room(scenario, recommended))
  }

  it('the answer at the edge says what half the requests would do, and what it costs to stand back', () => {
    expect(saidOf({ coordination: 'lock' })).toBe(
      'Set β = 0.39. But β = 0.39 leaves no room: at half the request rate 2.3 % of the expiries would reach users. β = 1 has room and costs 1.05 rebuilds an hour more.'
    )
  })

  it('a present β with room is kept where the cheapest saves next to nothing', () => {
    const page = { ...hot, name: 'page', rate: 20, ttl: 3600, delta: 5 }
    expect(saidOf({ coordination: 'lock', keys: [page] })).toMatch(
      /^Keep β = 1\. The cheapest, β = 0\.51, would save 0\.4 % of the rebuilds and leaves no room: at half the request rate 2\.8 % of the expiries would reach users\.$/
    )
  })

  it('names the key that would suffer where several share a β', () => {
    expect(saidOf({ coordination: 'lock', keys: [hot, { ...hot, name: 'warm', rate: 100 }] })).toMatch(
      /of the warm key’s expiries would reach users/
    )
  })

  it('says nothing where there is room', () => {
    expect(saidOf({})).toBe('Set β = 4.8. ')
  })
})

describe('where one β for all is no good', () => {
  const KEYS = [key('feed', 10_000, 5, 0.05), key('cool', 3, 3600, 0.5)]
  const saidOf = (change: Partial<Scenario>) => {
    const { scenario, recommended } = advised({ keys: KEYS, lifetimeBudget: 0.2, ...change })
    return { scenario, recommended, text: text(apart(scenario, recommended)) }
  }

  it('two classes have a reason, a cost and a way to be set', () => {
    const { scenario, recommended, text } = saidOf({})
    const [a, b] = recommended.classes!
    const cost = closedForm(modelOf(scenario, KEYS[0], a.beta)).rebuildsPerHour + b.cost
    expect(text).toMatch(
      /^Because the cool key is protected only from β = [\d.]+ on, and the feed key gives too much of its lifetime away above β = [\d.]+\. Apart they cost [\d. ]+ rebuilds an hour\. β goes with each call: pass every key its own/
    )
    expect(text).toContain(`cost ${Number(cost.toPrecision(3))} rebuilds`)
  })

  it('there is nothing to say where one β suits all', () => {
    expect(saidOf({ keys: defaultScenario().keys }).text).toBe('')
  })
})

it('says nothing while some advice is being simulated', () => {
  const scenario = scenarioWith({ deltaCv: 1 })
  const recommended = recommend(scenario)
  expect(recommended.complete).toBe(false)
  expect(plainHeadline(scenario, recommended)).toBe('')
})

it('what helps comes with a figure each', () => {
  const model = modelOf(defaultScenario(), cold)
  const told = help(defaultScenario(), remediesFor(defaultScenario(), cold, closedForm(model)), model)
  expect(told.map(({ name }) => name)).toEqual([
    'Serve stale while revalidating',
    'A longer TTL',
    'A background job',
    'A lock, or one rebuild per host'
  ])
  for (const { text } of told) {
    expect(text).toMatch(/\d/)
    expect(text).not.toMatch(/NaN|Infinity|null|undefined/)
  }
})

it('a job runs so often that no cycle is late: 3598 s are not an hour', () => {
  const key: Key = { ...cold, rate: 1 / 3600, ttl: 3600, delta: 2 }
  const model = modelOf(defaultScenario(), key)
  const say = (change: Partial<Scenario>) => {
    const scenario = scenarioWith(change)
    return help(scenario, remediesFor(scenario, key, null), model).find(
      ({ name }) => name === 'A background job'
    )!.text
  }
  expect(plainly(say({}))).toMatch(
    /^that refreshes every 59 min 58 s, asked for or not: .*, none of them late$/
  )
  expect(plainly(helpInBrief(remediesFor(defaultScenario(), key, null)))).toMatch(/every 59 min 58 s$/)
  // The longest of a thousand rebuilds may take longer.
  expect(plainly(say({ deltaCv: 1 }))).toMatch(/at most 0\.1 % of them late$/)
})

it('what is rare and long to rebuild may be rebuilt by the clock, in a unit that one reads', () => {
  const report = key('report', 30 / 3600, 86_400, 240)
  expect(text(byTheClock(scenarioWith({ keys: [report] }), 0))).toBe(
    'So rare and so long a rebuild can do without dice: a background job that refreshes it every 23.93 h costs 1 rebuild a day, none of them late.'
  )
  expect(text(byTheClock(scenarioWith({ keys: [report], deltaCv: 1, late: 0.02 }), 0))).toMatch(
    /at most 2 % of them late\.$/
  )
  expect(byTheClock(scenarioWith({ keys: [hot] }), 0)).toEqual([])
  expect(byTheClock(scenarioWith({ keys: [{ ...report, delta: 1 }] }), 0)).toEqual([])
  const scenario = scenarioWith({ keys: [report] })
  expect(text(gain(scenario, recommend(scenario)))).toMatch(/^It then costs [\d.]+ rebuilds a day/)
})
