import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Scenario, defaultScenario, lognormalOfQuantiles } from '#core'
import { formatLink, formatPage, parseLink, parsePage } from '../../src/lib/link/parameters/codec'
import { rebuildTimeOfLaw } from '../../src/lib/link/parameters/quantiles'
import { plainly } from '../../src/lib/link/spelling'
import { scenarios } from './scenarios'
import { table } from '../support/table'

const count = fc.integer({ min: 2, max: 999 })
const rate = fc
  .tuple(count, fc.constantFrom('/min', '/hour', 'k/h', 'rpm', 'req/s', '.50/s'))
  .map((all) => all.join(''))
const ttl = fc.tuple(count, fc.constantFrom('min', 'sec', '.5h', 'm30s', 'h15m')).map((all) => all.join(''))
const quantiles = fc
  .tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 100, max: 2000 }))
  .map(([p50, percent]) => ({ p50, p99: Math.ceil((p50 * percent) / 100) }))

const typedLink = fc
  .record({ rate, ttl, own: ttl, quantiles })
  .map(
    ({ rate, ttl, own, quantiles: { p50, p99 } }) =>
      `?ttl=${ttl}&p50=${p50}ms&p99=${p99}ms&keys=hot:${rate},user%20b:${rate}&ttl.hot=${own}&coord=lock`
  )

/** Parameter by parameter; the order of a link is its own. */
const sorted = (link: string) => link.slice(1).split('&').sort()

describe('what was typed', () => {
  it('stands in the link that is written back, and is read as the same again', () => {
    fc.assert(
      fc.property(typedLink, (link) => {
        const { scenario, notes } = parseLink(link)
        expect(notes).toEqual([])
        expect(sorted(formatLink(scenario))).toEqual(sorted(link))
        expect(parseLink(formatLink(scenario))).toStrictEqual({ scenario, notes: [] })
      }),
      { numRuns: 500, seed: 1 }
    )
  })

  it('stays while other fields change, and goes when its own does', () => {
    fc.assert(
      fc.property(typedLink, fc.double({ min: 0.1, max: 9, noNaN: true }), (link, beta) => {
        const { scenario } = parseLink(link)
        const moved = sorted(formatLink({ ...scenario, beta, sweep: 'rate' }))
        expect(moved).toEqual([...sorted(link), `beta=${beta}`, 'sweep=rate'].sort())
        const slower = formatLink({ ...scenario, delta: scenario.delta / 2 })
        expect(slower).not.toMatch(/p50|p99/)
        expect(parseLink(slower).scenario).toMatchObject({
          delta: scenario.delta / 2,
          deltaCv: scenario.deltaCv
        })
      }),
      { numRuns: 500, seed: 2 }
    )
  })

  it('changes no value: without it, equal scenarios have equal links', () => {
    fc.assert(
      fc.property(typedLink, (link) => {
        const plain = plainly(parseLink(link).scenario)
        const canonical = formatLink(plain)
        expect(parseLink(canonical)).toStrictEqual({ scenario: plain, notes: [] })
        expect(plainly(parseLink(canonical).scenario)).toStrictEqual(plain)
      }),
      { numRuns: 500, seed: 3 }
    )
    for (const [one, other] of [
      ['?ttl=5400s&keys=a:7200/min', '?ttl=1h30m&keys=a:120/s'],
      ['?beta=4.0', '?beta=4']
    ])
      expect(formatLink(plainly(parseLink(one).scenario))).toBe(
        formatLink(plainly(parseLink(other).scenario))
      )
  })

  it('is kept of A as well', () => {
    const link = '?beta=2&pin.ttl=90min&pin.p50=1s&pin.p99=3s&pin.keys=hot:7200/min'
    const { scenario, pin, notes } = parsePage(link)
    expect(notes).toEqual([])
    expect(sorted(formatPage({ scenario, pin }))).toEqual(sorted(link))
  })

  it('is not in the link of a scenario that was never typed', () => {
    fc.assert(
      fc.property(scenarios, (scenario: Scenario) => {
        expect(plainly(parseLink(formatLink(scenario)).scenario)).toStrictEqual(scenario)
        expect(JSON.stringify(parseLink(formatLink(scenario)).scenario)).not.toContain('"typed"')
      }),
      { numRuns: 500, seed: 4 }
    )
  })

  it.each(
    table(`
    ttl=7200 s | ttl=7200s  | without its blank
    ttl=1.0m   | ttl=1.0m   | as typed, although it is the default
    ttl=60     |            | the default
    ttl=90     | ttl=90s    | without a unit
    ttl=1,200s | ttl=20m    | ambiguous
    ttl=~3min  | ttl=3m     | with words around it
    late=0.20% | late=0.002 | a percentage
    beta=4.00  | beta=4     | a plain number
    ttl=99y    | ttl=10y    | beyond the range
    cv=0.50    | cv=0.5     | a plain number
  `)
  )('%s is written %s: %s', (typed, written) => {
    const { scenario } = parseLink(new URLSearchParams([typed.split('=')]))
    expect(formatLink(scenario).slice(1)).toBe(written)
  })
})

describe('p50 and p99 in a link', () => {
  it('mean the mean and the cv of their lognormal, rounded to six digits', () => {
    fc.assert(
      fc.property(quantiles, ({ p50, p99 }) => {
        const { scenario } = parseLink(`?ttl=1d&p50=${p50}ms&p99=${p99}ms`)
        const law = rebuildTimeOfLaw(
          lognormalOfQuantiles({ p50: Number(`${p50}e-3`), p99: Number(`${p99}e-3`) })
        )
        expect(plainly(scenario)).toStrictEqual({ ...defaultScenario(), ttl: 86_400, ...law })
      }),
      { numRuns: 500, seed: 5 }
    )
  })

  it('have the figures of the link that spells out mean and cv', () => {
    const { scenario } = parseLink('?ttl=5m&p50=800ms&p99=3s')
    expect(formatLink(plainly(scenario))).toBe('?ttl=5m&delta=0.940131s&cv=0.617259')
    expect(formatLink(scenario)).toBe('?ttl=5m&p50=800ms&p99=3s')
  })
})
