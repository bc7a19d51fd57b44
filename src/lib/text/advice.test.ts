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
import { parseLink } from '$lib/link/parameters/codec'
import { loadRuleParser } from '$lib/link/rules/rule-reader'
import { apart, gain, holds, reason, sharing, unprotected } from './advice'
import { moves } from './sensitivity-words'
import { byTheClock, help, helpInBrief } from './ways-out'
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

/** The β that cost next to nothing more, as the headline ends. */
const LITTLE = 'cost within 3 %'

describe('the headline', () => {
  it('names the β to set, those that cost next to nothing more, and whom it is for', () => {
    expect(said()).toBe(`Set β to about 4.2 for hot (3.4 to 5.2 ${LITTLE}). XFetch can’t protect cold.`)
    expect(said({ keys: [hot] })).toBe(`Set β to about 4.2 (3.4 to 5.2 ${LITTLE}).`)
    expect(said({ keys: [hot, { ...hot, name: 'warm', rate: 100 }] })).toMatch(
      /^Set β to about 4\.5 for both keys \(/
    )
    expect(said({ keys: [{ ...hot, rate: 50 }], delta: 1 })).toMatch(
      /^Set β to about [\d.]+ \([\d.]+ to [\d.]+ cost within 3 %\)\.$/
    )
  })

  it('says to keep a β that costs next to nothing more, or saves next to no work', () => {
    expect(said({ keys: [hot], beta: 4.8 })).toBe(`Keep β = 4.8 (3.4 to 5.2 ${LITTLE}).`)
    // 10 rebuilds of 0.25 s an hour are a minute a day.
    expect(said({ keys: [hot], beta: 3 })).toBe('Keep β = 3: β = 4.2 would save next to nothing.')
    expect(said({ keys: [hot], beta: 5.3 })).toMatch(/^Set β to about 4\.2/)
  })

  it('says that there is nothing to gain where there is not', () => {
    expect(said({ keys: [{ ...hot, rate: 100, ttl: 86_400, delta: 0.01 }] })).toBe(
      'Keep β = 1: there is nothing to gain.'
    )
  })

  it('says in its first sentence that XFetch can’t help, and in its second why', () => {
    expect(said({ keys: [cold] })).toBe(
      'XFetch can’t protect this key. It would need β = 58, which throws away 91 % of the TTL; you allow 50 %.'
    )
    expect(said({ keys: [{ ...cold, rate: 0.05 }] })).toBe(
      'XFetch can’t protect this key. It gets 3 requests per TTL. It would need 6.91 to be late in at most 0.1 % of its expiries.'
    )
    expect(said({ keys: [{ ...cold, rate: 0.02 }] })).toContain('It gets 1.2 requests per TTL.')
    expect(said({ keys: [{ ...cold, rate: 1 / 59.75 }] })).toContain('It gets 1 request per TTL.')
    expect(said({ keys: [{ ...cold, rate: 4e-4, delta: 2.5e-4 }], ttl: 86_400, lifetimeBudget: 1 })).toMatch(
      /^No β that can be set protects this key\. It would need β = 70 000 000 and cost 1.89 rebuilds a day; the largest β that can be set is 1 000 000\.$/
    )
    expect(said({ keys: [hot], delta: 60 })).toMatch(/A rebuild takes as long as the value lives\.$/)
  })

  it('offers two values where no single β suits', () => {
    const keys = [key('feed', 10_000, 5, 0.05), key('cool', 3, 3600, 0.5)]
    expect(said({ keys, lifetimeBudget: 0.2 })).toMatch(
      /^No single β suits all keys\. Set β = [\d.]+ for feed and β = [\d.]+ for cool\.$/
    )
  })
})

describe('the reasons', () => {
  it('give the bounds in the operator’s own limits, and why this point in them', () => {
    const { scenario, advice } = advised()
    expect(text(reason(scenario, 0, advice[0]))).toBe(
      'β from 0.39 to 11 keeps your limits. Below, more than 0.1 % of the refreshes are late. Above, one refresh in twenty throws away more than 50 % of the TTL. From 0.6 to 5.2 it keeps them with half or twice the request rate and rebuild time, too. A larger β saves duplicate rebuilds and throws away more of the TTL; at β = 4.2 the two balance.'
    )
    const locked = advised({ coordination: 'lock', keys: [{ ...hot, rate: 0.5 }], ttl: 3600, delta: 30 })
    expect(text(reason(locked.scenario, 0, locked.advice[0]))).toMatch(
      /no duplicates to save, so the smallest of these is best\.$/
    )
    const tight = advised({ lifetimeBudget: 0.05 })
    expect(text(reason(tight.scenario, 0, tight.advice[0]))).toMatch(/your limit on the TTL stops it here\.$/)
    expect(reason(scenario, 1, advice[1])).toEqual([])
  })

  it('tell the doubt of a bound that was simulated', () => {
    const { scenario, advice } = advised()
    const doubtful: KeyAdvice = { ...advice[0], basis: 'simulation', lowRange: [0.35, 0.45] }
    expect(text(reason(scenario, 0, doubtful))).toMatch(/from 0\.39 \(0\.35 to 0\.45, simulated\) to 11/)
  })

  it('compare what it costs with β = 1 and the present β, and warn of a cheaper one that does not protect', () => {
    const saidAt = (change: Partial<Scenario>, present: number) => {
      const { scenario, recommended } = advised({ keys: [hot], ...change, beta: present })
      return text(gain(scenario, recommended))
    }
    expect(saidAt({}, 2)).toBe(
      'At β = 4.2, the key costs 87 rebuilds an hour; at β = 1 it is 166. At your β = 2 it is 104. The price: it refreshes 7.9 s early on average, 13 % of its TTL. Its users hardly ever meet an expired value.'
    )
    expect(saidAt({}, 1)).not.toMatch(/your/)
    expect(saidAt({ coordination: 'lock' }, 0.2)).toMatch(
      /at your β = 0.2 it is [\d.]+, but \d+ % of its refreshes are late/
    )
  })

  it('name the keys that stay without protection', () => {
    const { scenario, recommended } = advised()
    expect(unprotected(scenario, recommended).map((sentence) => text(sentence))).toEqual([
      'XFetch can’t protect cold. It would need β = 58, which throws away 91 % of the TTL; you allow 50 %. See below for what helps.'
    ])
  })

  it('say who pays for one β for all, and what two classes would save', () => {
    const keys = [key('page', 1000, 60, 0.25), key('report', 100, 3600, 2), key('feed', 10_000, 5, 0.05)]
    const { scenario, recommended } = advised({ keys })
    const [first, second] = sharing(scenario, recommended).map((sentence) => text(sentence))
    expect(first).toMatch(
      /^Alone, each would have its own β: page [\d.]+, report [\d.]+ and feed [\d.]+\. One for all costs [\d.]+ rebuilds an hour more; page pays most of it\.$/
    )
    expect(second).toMatch(
      /^Two values, β = [\d.]+ for page and report and β = [\d.]+ for feed, would save [\d.]+ rebuilds an hour\.$/
    )
    const alone = advised({ keys: keys.slice(0, 1) })
    expect(sharing(alone.scenario, alone.recommended)).toEqual([])
  })
})

describe('a cache with options', () => {
  it('has duplicates to save where callers pass the lock by', () => {
    const { scenario, advice } = advised({ keys: [hot], coordination: 'lock', losers: 'rebuild' })
    expect(text(reason(scenario, 0, advice[0]))).toMatch(/A larger β saves duplicate rebuilds/)
  })

  it('is not protected by its own rule, which need not be XFetch', () => {
    const rule = {
      kind: 'expression' as const,
      text: '0.001*beta',
      tree: { of: '*' as const, to: [0.001, 'beta' as const] }
    }
    expect(said({ keys: [cold], rule })).toMatch(/^This rule can’t protect this key\./)
  })

  it('needs no early refresh under stale values and a lock, whichever way its rule turns with β', async () => {
    await loadRuleParser()
    const words = (rule: string) => {
      const { scenario } = parseLink(`?keys=hot:1000/s&coord=lock&stale=5s&beta=2&rule=${rule}`)
      const recommended = recommend(scenario)
      return [headline(scenario, recommended), reason(scenario, 0, recommended.keys[0].advice!)].map((part) =>
        text(part)
      )
    }
    expect(words('left < beta*ttl')[0]).toBe('Set β = 0: no early refresh is needed.')
    // It has no value at β = 0, and in the last second it refreshes whatever β is.
    expect(words('exp(-floor(left)/beta)')[0]).toMatch(
      /^Set β to 0\.\d+ or less: no early refresh is needed\.$/
    )
    const [says, why] = words('(age/ttl)^beta')
    expect(says).toMatch(/^Set β to \d+ or more: no early refresh is needed\.$/)
    // No limit ends the β that keep it: they end with those that can be set.
    expect(why).toMatch(/^β of \d+ or more keeps your limits\. Below, one refresh in twenty/)
  })

  it('gets a job that is in time for its shortest lifetime, and counts that of every cache', () => {
    const [, job] = help(
      scenarioWith({ jitter: 0.1, instances: 2 }),
      remediesFor(scenarioWith({ jitter: 0.1, instances: 2, keys: [cold] }), cold, null)
    ).filter(({ name }) => !/TTL/.test(name))
    // 60·0.9 − 0.25 s, and twice 3600/53.75.
    expect(plainly(job.text)).toMatch(/every 53\.75 s, .*: 134 rebuilds an hour/)
  })
})

it('bounds of β are rounded to their inner side', () => {
  for (const lifetimeBudget of [0.02, 0.1, 0.5, 1])
    for (const rate of [0.8, 3, 20, 900])
      for (const coordination of ['none', 'lock'] as const) {
        const { scenario, advice } = advised({ keys: [{ ...hot, rate }], lifetimeBudget, coordination })
        // Windows that reach back to the write must be simulated.
        if (!advice[0]?.choice) continue
        const [, low, high] = text(reason(scenario, 0, advice[0]))
          .match(/^β (?:from|of) ([\d.]+)(?: to ([\d.]+))?/)!
          .map((number) => (number === undefined ? number : Number(number)))
        expect(low).toBeGreaterThanOrEqual(advice[0].low!)
        expect(low! / advice[0].low!).toBeLessThan(1.1)
        if (lifetimeBudget === 1) expect(high).toBeUndefined()
        else {
          expect(high).toBeLessThanOrEqual(advice[0].high!)
          expect(high).toBeGreaterThanOrEqual(low!)
        }
      }
})

it('pauses are named as the obstacle where requests come in bursts', () => {
  const scenario = scenarioWith({ keys: [hot], arrivals: { kind: 'burst', on: 2, off: 18 } })
  const binding = { kind: 'requests', share: 0.033, expected: 59_750 } as const
  expect(obstacle(scenario, 0, { binding, low: null } as unknown as KeyAdvice)).toMatch(
    /the requests pause, so none can refresh it in time/
  )
})

it('sensitivity names the input that matters, or that none does', () => {
  const { recommended, advice } = advised()
  expect(moves(advice[0], sensitivitiesOf(recommended, 0)!)).toBe(
    'The rebuild time moves it most: measure that one well.'
  )
  const same = { input: 'rate', factor: 2, beta: 4.8, low: 1, high: 9 } as const
  expect(moves(advice[0], [same])).toMatch(/does not change the best β/)
  expect(moves(advice[0], [{ ...same, beta: null }])).toBe(
    'The request rate decides: at twice the request rate no β keeps your limits.'
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

describe('how well it holds', () => {
  const saidOf = (change: Partial<Scenario>) => {
    const { scenario, recommended } = advised({ keys: [hot], ...change })
    return text(holds(scenario, recommended))
  }

  it('says when it keeps the limits with wrong inputs', () => {
    expect(saidOf({})).toBe(
      'It keeps your limits even if the request rate and the rebuild time are half or twice what you entered.'
    )
  })

  it('names the case that breaks it, with its share, and the key where there are several', () => {
    const tight = { coordination: 'lock', lifetimeBudget: 0.06 } as const
    expect(saidOf({ ...tight, keys: [{ ...hot, rate: 20 }] })).toMatch(
      /^It has no room: at half the rebuild time [\d.]+ % of the refreshes would be late; you allow 0\.1 %\. No β keeps your limits in every such case\.$/
    )
    const keys = [
      { ...hot, rate: 20 },
      { ...hot, name: 'warm', rate: 25 }
    ]
    expect(saidOf({ ...tight, keys })).toMatch(/of the refreshes of hot would be late/)
  })

  it('says how little there is to gain', () => {
    expect(saidOf({ coordination: 'lock', keys: [{ ...hot, rate: 20, ttl: 3600, delta: 5 }] })).toBe(
      'The best β would save 130 ms of rebuild work a day.'
    )
    expect(saidOf({ beta: 3 })).toMatch(/^The best β would save \d+ s of rebuild work a day\.$/)
  })

  it('says that late refreshes do not count where hardly anybody waits for them', () => {
    expect(saidOf({ keys: [{ ...hot, rate: 50, ttl: 86_400, delta: 0.02 }] })).toMatch(
      / 69 % of the refreshes are late, but users wait less than 1 s a day in all\.$/
    )
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
      /^At least β = [\d.]+ is needed to protect cool; above β = [\d.]+, feed throws away too much of its TTL\. .*With these two values the keys cost [\d. ]+ rebuilds an hour\. β is an argument of each call: pass every key its own/
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
  const told = help(defaultScenario(), remediesFor(defaultScenario(), cold, closedForm(model)))
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
  const say = (change: Partial<Scenario>) => {
    const scenario = scenarioWith(change)
    return help(scenario, remediesFor(scenario, key, null)).find(({ name }) => name === 'A background job')!
      .text
  }
  expect(plainly(say({}))).toMatch(
    /^that refreshes every 59 min 58 s, even without requests: .*, none of them late$/
  )
  expect(plainly(helpInBrief(remediesFor(defaultScenario(), key, null)))).toMatch(/every 59 min 58 s$/)
  // The longest of a thousand rebuilds may take longer.
  expect(plainly(say({ deltaCv: 1 }))).toMatch(/at most 0\.1 % of them late$/)
})

it('what is rare and long to rebuild may be rebuilt by the clock, in a unit that one reads', () => {
  const report = key('report', 30 / 3600, 86_400, 240)
  expect(text(byTheClock(scenarioWith({ keys: [report] }), 0))).toBe(
    'A rebuild this rare and this long is better done by the clock: a background job that refreshes it every 23.93 h costs 1 rebuild a day, none of them late.'
  )
  expect(text(byTheClock(scenarioWith({ keys: [report], deltaCv: 1, late: 0.02 }), 0))).toMatch(
    /at most 2 % of them late\.$/
  )
  expect(byTheClock(scenarioWith({ keys: [hot] }), 0)).toEqual([])
  expect(byTheClock(scenarioWith({ keys: [{ ...report, delta: 1 }] }), 0)).toEqual([])
  const scenario = scenarioWith({ keys: [report] })
  expect(text(gain(scenario, recommend(scenario)))).toMatch(
    /^At β = [\d.]+, the key costs [\d.]+ rebuilds a day/
  )
})
