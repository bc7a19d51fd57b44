import { describe, expect, it } from 'vitest'
import { type Scenario, defaultScenario, modelOf, simulate } from '#core'
import { wasteFinding, windowFinding } from './findings/finding'
import { viewKey, type KeyView } from './key-view'
import { plain } from './sentence'
import { cautions, verdict } from './verdict'

const views = (scenario: Scenario): KeyView[] =>
  scenario.keys.map((key, i) => viewKey(scenario, key, i, null))
const scenario = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })
const say = (change: Partial<Scenario>) => {
  const it = scenario(change)
  const { says, costs } = verdict(it.beta, views(it), views({ ...it, beta: 1 }))
  return { says: tidy(plain(says)), costs: tidy(plain(costs)) }
}
const tidy = (text: string) => text.replace(/\u202f/g, ' ')

describe('the verdict', () => {
  it('says what β = 4 does to a hot and to a cold key', () => {
    expect(say({ beta: 4 }).says).toBe(
      'At β = 4 the hot key refreshes 7.5 s before expiry (12 % of its TTL) and starts 1.28 rebuilds each time. ' +
        '68 % of the cold key’s expiries still reach users.'
    )
  })

  it('says what that wastes, and what β = 1 would', () => {
    expect(say({ beta: 4 }).costs).toBe(
      'The hot key wastes 27.8 rebuilds an hour (19.4 duplicate, 8.44 premature), on top of the 59.8 it needs; ' +
        'at β = 1 it would waste 107. The cold key wastes 7.11 rebuilds an hour (5.96 duplicate, 1.15 premature), ' +
        'on top of the 57.8 it needs; at β = 1 it would waste 7.21.'
    )
  })

  it('says that β = 0 is plain TTL, and how large its stampede is', () => {
    expect(say({ beta: 0 }).says).toContain(
      'With β = 0, early refresh is off. All of the hot key’s expiries still reach users'
    )
    expect(say({ beta: 0 }).says).toContain('with 251 rebuilds at once')
  })

  it('counts one rebuild where there is a lock', () => {
    expect(say({ beta: 4, coordination: 'lock' }).says).toContain('and starts 1 rebuild each time')
  })

  it('has one unit of time, for simulated gaps and for exact ones', () => {
    const all = views(scenario({ beta: 4 })).map((view, i): KeyView => {
      const figures = { ...view.figures!, gapMean: [7.5, 0.268][i], lateShare: 0 }
      const errors = { gapMean: 0.004 } as KeyView['errors']
      return { ...view, figures, errors: i === 1 ? errors : null }
    })
    const says = tidy(plain(verdict(4, all, all).says))
    expect(says).toMatch(/refreshes 7\.5 s before .* refreshes 0\.268 ± 0\.004 s before/)
  })

  it('gives simulated figures with their standard errors, and waits for the first cycles', () => {
    const bursty = scenario({
      arrivals: { kind: 'burst', on: 2, off: 18 },
      keys: [defaultScenario().keys[1]]
    })
    expect(tidy(plain(verdict(1, views(bursty), views(bursty)).says))).toBe('Simulating the first cycles.')
    const tally = simulate(modelOf(bursty, bursty.keys[0]), 3200, 1)
    const view = [viewKey(bursty, bursty.keys[0], 0, tally)]
    expect(tidy(plain(verdict(1, view, view).says))).toMatch(
      /^At β = 1, 9\d\.\d ± 0\.\d % of the cold key’s expiries/
    )
  })
})

describe('the cautions', () => {
  it('warns that bursts break the protection that as many requests at random would give', () => {
    const warned = (on: number, off: number) => {
      const bursty = scenario({
        arrivals: { kind: 'burst', on, off },
        keys: [{ name: 'page', rate: 10, ttl: null, delta: null }]
      })
      return cautions([
        viewKey(bursty, bursty.keys[0], 0, simulate(modelOf(bursty, bursty.keys[0]), 20_000, 1))
      ])
    }
    expect(tidy(warned(2, 18)[0])).toMatch(
      /^Bursts weaken the protection\. Only 14\.\d ± 0\.2 % of the page key’s cycles refresh before expiry; as many requests at random would give 91\.\d %\./
    )
    // Pauses that are short against the window hardly matter.
    expect(warned(0.001, 0.001)).toEqual([
      'No closed form covers requests that come in bursts, so the figures are simulated; ± is one standard error.'
    ])
  })

  it('warns where refreshes do not settle', () => {
    const short = views(
      scenario({ ttl: 5, delta: 1, beta: 8, keys: [{ name: 'x', rate: 20, ttl: null, delta: null }] })
    )
    expect(cautions(short)[0]).toContain('rebuilds overlap and never reach a steady state')
    expect(cautions(views(scenario({ beta: 4 })))).toEqual([])
  })
})

describe('the findings', () => {
  it('say that a larger β refreshes earlier, and by how much', () => {
    const it = scenario({ beta: 4 })
    expect(tidy(windowFinding(views(it), views({ ...it, beta: 1 })))).toBe(
      'A larger β refreshes earlier. From β = 1 to 4, the hot key’s mean refresh moves from 1.5 s to 7.5 s before ' +
        'expiry; it is hardly ever late. The cold key’s mean refresh moves from 0.26 s to 1.1 s before expiry; it ' +
        'goes from 96 % to 68 % late refreshes.'
    )
  })

  it('say that a larger β saves duplicates without coordination, and that a lock leaves none to save', () => {
    const free = scenario({ beta: 4 })
    expect(wasteFinding(views(free), views({ ...free, beta: 1 }))).toContain('but starts fewer duplicates')
    const locked = scenario({ beta: 4, coordination: 'lock' })
    expect(wasteFinding(views(locked), views({ ...locked, beta: 1 }))).toContain(
      'With a lock there are no duplicates to save'
    )
  })
})
