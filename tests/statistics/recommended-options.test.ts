/**
 * The recommendation for caches with options against brute force: every β of a fine grid, in nine cases, by the laws as
 * they are shown and not by the sketch that the search looks at.
 */
import { describe, expect, it } from 'vitest'
import { type Key, type Scenario, modelOf, optionLaw, recommend, xfetchInstead } from '#core'
import { parseLink } from '$lib/link/parse-link'
import { parseRule } from '$lib/link/rules/rule-parser'
import { adviseKey } from '$lib/worker/advising'
import { createInlineRunner } from '$lib/worker/inline-runner'
import { useRuleParser } from '$lib/link/rules/rule-reader'
import { COARSE, SKETCH } from '../../src/lib/core/math/quadrature'

useRuleParser(parseRule)
const scenarioOf = (link: string): Scenario => parseLink(`?${link}`).scenario

const NINE = [1, 0.5, 2].flatMap((rate) => [1, 0.5, 2].map((delta) => [rate, delta] as const))
/** Neighbours are 16 % apart: near a minimum the cost changes by the square of half of that, less than 1 %. */
const gridOf = (low: number, high: number) =>
  Array.from({ length: Math.floor(Math.log(high / low) / Math.log(1.16)) }, (_, i) => low * 1.16 ** i)

/** Link, and between which β its grid lies. */
const SCENARIOS: [link: string, low: number, high: number][] = [
  ['stale=5s&coord=lock&ttl=5s&delta=200ms&keys=k:500/s', 0.05, 3],
  ['stale=5s&ttl=5s&delta=200ms&keys=k:500/s', 0.05, 3],
  ['stale=100ms&keys=k:500/s', 0.2, 20],
  ['stale=30s&keys=c:1/s&coord=lock&ttl=10s&delta=1s', 0.05, 30],
  ['stale=2s&delta=1s&keys=k:20/s&coord=coalesce:4', 0.05, 30],
  ['rule=left<beta*ttl&keys=k:500/s', 0.002, 0.6],
  ['rule=left<beta*ttl&coord=lock&keys=k:5/s', 0.01, 0.6],
  ['rule=exp(-beta*left/delta)&keys=k:50/s', 0.04, 2],
  ['rule=(age/ttl)^beta&keys=k:50/s', 5, 300],
  ['rule=exp(-left/(beta*0.1*ttl))&keys=k:50/s&coord=coalesce:4', 0.02, 1],
  ['workers=5&keys=k:50/s', 0.5, 20],
  ['workers=3&coord=none&keys=k:400/s&delta=1s&ttl=5m', 0.5, 20],
  ['instances=4&keys=k:500/s', 0.5, 20],
  ['jitter=20%25&keys=k:50/s', 0.5, 20],
  ['origin=4&keys=k:50/s', 0.5, 20],
  ['origin=30&keys=k:200/s&delta=1s&ttl=5m', 0.2, 20]
]

const wrong = (scenario: Scenario, key: Key, [rate, delta]: readonly [number, number]): Key => ({
  ...key,
  rate: key.rate * rate,
  delta: (key.delta ?? scenario.delta) * delta
})

/** The law without the slowdown of the origin, which the limit makes rare. */
function lawAt(scenario: Scenario, one: readonly [number, number], beta: number, quadrature = SKETCH) {
  const model = modelOf(scenario, wrong(scenario, scenario.keys[0], one), beta)
  const options = { ...model.options!, origin: Infinity }
  return { model, law: optionLaw({ ...model, options }, quadrature) }
}

function judged(scenario: Scenario, one: readonly [number, number], beta: number) {
  const { model, law } = lawAt(scenario, one, beta)
  const { lateShare, gapP95, rebuildsPerHour } = law.figures
  const origin = scenario.origin || Infinity
  // The sketch knows a share to some thousandths of it.
  const near = 1.01
  return {
    cost: rebuildsPerHour,
    keeps:
      lateShare <= scenario.late * near &&
      (gapP95 ?? 0) <= scenario.lifetimeBudget * model.ttl * near &&
      law.served.inFlightMaxP99 <= origin
  }
}

describe('the recommendation for a cache with options', () => {
  it.each(SCENARIOS)('is as good as brute force finds for %s', (link, low, high) => {
    const scenario = scenarioOf(link)
    const { complete, basis, set } = recommend(scenario)
    expect([complete, basis]).toEqual([true, 'closed form'])
    // The β of the link; each of these three has a third of the cases.
    const present = [0, 0.3, 7][SCENARIOS.findIndex((one) => one[0] === link) % 3]
    expect(recommend({ ...scenario, beta: present }).set).toEqual(set)
    const betas = [
      ...(scenario.rule.kind === 'paper' && set!.limits[0] === 0 ? [0] : []),
      ...gridOf(low, high)
    ]
    const table = NINE.map((one) => betas.map((beta) => judged(scenario, one, beta)))
    const inAll = betas.map((_, i) => table.every((row) => row[i].keeps))
    const robust = inAll.includes(true)
    if (set!.littleGain) return
    expect(set!.robust).toBe(robust)
    const cases = robust ? NINE : NINE.slice(0, 1)
    for (const one of cases) expect([one, judged(scenario, one, set!.beta).keeps]).toEqual([one, true])
    const fewest = table.map((row) => Math.min(...row.filter(({ keeps }) => keeps).map(({ cost }) => cost)))
    const regret = (costs: number[]) => Math.max(...cases.map((_, at) => costs[at] - fewest[at]))
    const least = Math.min(
      ...betas.flatMap((_, i) =>
        (robust ? inAll[i] : table[0][i].keeps) ? [regret(table.map((row) => row[i].cost))] : []
      )
    )
    const own = NINE.map((one) => judged(scenario, one, set!.beta).cost)
    // A β of two digits may cost 1 % more, the grid of brute force half a percent, and the sketch another.
    expect(regret(own) - least).toBeLessThan(0.025 * own[0])
    // As it is shown.
    const { law } = lawAt(scenario, [1, 1], set!.beta, COARSE)
    expect(Math.abs(set!.cost / law.figures.rebuildsPerHour - 1)).toBeLessThan(2e-3)
  })
})

describe('a key that is served stale', () => {
  it('needs no early refresh where that only costs rebuilds', () => {
    const scenario = scenarioOf('ttl=5s&delta=200ms&coord=lock&stale=5s&keys=k:430/s')
    const { set, verb } = recommend(scenario)
    // 3600/(T + Δ + 1/r)
    expect([set!.beta, set!.reason, set!.robust, verb]).toEqual([0, 'off', true, 'set'])
    expect(Math.abs(set!.cost - 3600 / (5.2 + 1 / 430))).toBeLessThan(0.01)
    expect(recommend({ ...scenario, beta: 0 }).verb).toBe('keep')
  })

  it('has late refreshes where its stale window is shorter than a rebuild may take', () => {
    const { set } = recommend(scenarioOf('ttl=60s&delta=1s&stale=1.5s&keys=k:100/s&coord=lock'))
    // Twice the rebuild time is longer than the window: β = 0 then makes every refresh late.
    expect(set!.beta).toBeGreaterThan(0)
    expect(set!.limits[0]).toBeGreaterThan(0)
  })
})

describe('lifetimes with jitter', () => {
  it('keep the limits under a rule that reads them, which the shortest and the longest break first', () => {
    const [ttl, delta, rate, jitter] = [30, 0.5, 10, 0.9]
    const link = `ttl=${ttl}s&delta=${delta}s&keys=k:${rate}/s&jitter=${jitter}&rule=left<beta*ttl&coord=lock`
    const scenario = scenarioOf(link)
    const { set } = recommend(scenario)
    const [least, most] = [ttl * (1 - jitter), ttl * (1 + jitter)]
    // In a lifetime t the gap is below g with chance e^(−r(βt − g)) for βt > g, else 1; their mean over t, by hand.
    const below = (gap: number, beta: number) =>
      (Math.max(0, gap / beta - least) +
        (Math.exp(-rate * Math.max(0, beta * least - gap)) - Math.exp(-rate * (beta * most - gap))) /
          (rate * beta)) /
      (most - least)
    const [low, high] = set!.limits
    // A limit is found to a thousandth of β; there the late share falls by rβt, at most 5, times that.
    expect(Math.abs(below(delta, low) / scenario.late - 1)).toBeLessThan(0.01)
    const early = 1 - below(0, high)
    expect(Math.abs(1 - below(scenario.lifetimeBudget * ttl, high) - 0.05 * early)).toBeLessThan(1e-3)
  })
})

describe('a rule that is not the paper’s', () => {
  it('without β is told so, with what it comes to and what XFetch would do', () => {
    const told = recommend(scenarioOf('rule=left<0.2*ttl&keys=a:50/s,b:0.01/s'))
    expect([told.complete, told.covers, told.unprotected, told.unused]).toEqual([true, [], [], [0, 1]])
    const [a, b] = told.keys.map(({ advice }) => advice!.binding)
    // H(Δ) = r·(0.2·T − Δ)
    expect(a).toMatchObject({ kind: 'unused', keeps: true, lifetime: expect.closeTo(0.2, 4) })
    expect(b).toMatchObject({ keeps: false, late: expect.closeTo(Math.exp(-0.01 * 11.75), 4) })
    expect(xfetchInstead(told)!.covers).toEqual([0])
  })

  it('is never compared with β = 1, which means nothing there', () => {
    expect(recommend(scenarioOf('rule=left<beta*ttl&coord=lock&keys=k:500/s')).set!.littleGain).toBeNull()
  })

  it('that turns round at some β is searched in all its parts', () => {
    const { set } = recommend(scenarioOf('rule=abs(beta-2)*left<0.1*ttl&keys=k:50/s&coord=lock'))
    const { late, lifetimeBudget } = scenarioOf('')
    const { law, model } = lawAt(
      scenarioOf('rule=abs(beta-2)*left<0.1*ttl&keys=k:50/s&coord=lock'),
      [1, 1],
      set!.beta
    )
    expect(law.figures.lateShare).toBeLessThanOrEqual(late)
    expect(law.figures.gapP95!).toBeLessThanOrEqual(lifetimeBudget * model.ttl)
  })
})

describe('an origin with a limit', () => {
  it('allows no β at which more than one expiry in a hundred overloads it', () => {
    const free = recommend(scenarioOf('keys=k:500/s')).keys[0].advice!
    const limited = recommend(scenarioOf('origin=2&keys=k:500/s'))
    expect(free.low).toBeLessThan(1)
    expect(limited.set!.reason).toBe('overload')
    // P(S > 2) = (1 − e^(−1/β))² for a hot key: 0.9 %, which leaves room for what a slow origin adds, at β = 10.03.
    expect(limited.keys[0].advice!.low! / (-1 / Math.log(1 - Math.sqrt(0.009)))).toBeCloseTo(1, 3)
  })

  it('is the obstacle where every β in the other limits exceeds it', () => {
    const { keys, unprotected } = recommend(scenarioOf('origin=1&keys=k:50/s'))
    expect(unprotected).toEqual([0])
    expect(keys[0].advice!.binding).toMatchObject({ kind: 'overload' })
  })
})

describe('simulated advice', () => {
  const runner = createInlineRunner()
  const ask = (link: string) => {
    const scenario = scenarioOf(link)
    return adviseKey(scenario, scenario.keys[0], runner, new AbortController().signal)
  }

  it('is β = 0 where stale values bridge a rebuild whose time varies', async () => {
    const { basis, beta, low, reason, choice } = await ask(
      'ttl=5s&delta=200ms&cv=0.3&coord=lock&stale=5s&keys=k:100/s'
    )
    expect([basis, beta, low, reason, choice!.robust]).toEqual(['simulation', 0, 0, 'off', true])
    // 3600/(T + Δ + 1/r), of 1600 cycles
    expect(Math.abs(choice!.least.cost / (3600 / 5.21) - 1)).toBeLessThan(0.01)
  })

  it('looks the other way round where a larger β refreshes later', async () => {
    const link = 'rule=exp(-beta*left/delta)&resolution=1s&coord=lock&keys=k:50/s'
    const { low, high, falls, beta } = await ask(link)
    expect([beta !== null, falls]).toEqual([true, true])
    // The expiry is up to 1 s earlier than in the law, of a minute: the bounds are near those of an exact one.
    const law = recommend(scenarioOf(link.replace('&resolution=1s', ''))).keys[0].advice!
    expect(low! / law.low!).toBeGreaterThan(0.9)
    expect(low! / law.low!).toBeLessThan(1.1)
    expect(high! / law.high!).toBeGreaterThan(0.7)
    expect(high! / law.high!).toBeLessThan(1.3)
  })

  it('says of a rule without β what it comes to', async () => {
    const { binding } = await ask('rule=left<0.2*ttl&cv=0.5&keys=k:50/s')
    expect(binding).toMatchObject({ kind: 'unused', keeps: true, lifetime: expect.closeTo(0.2, 2) })
  })
})
