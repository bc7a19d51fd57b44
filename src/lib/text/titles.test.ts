import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Scenario, adviseAll, defaultScenario, recommend } from '#core'
import { parseLink } from '$lib/link/parameters/codec'
import { loadRuleParser } from '$lib/link/rules/rule-reader'
import { cleanName } from '$lib/link/parameters/names'
import { HOSTILE_PIECES } from '../../../tests/support/hostile-names'
import { scenarios } from '../../../tests/links/scenarios'
import { answerTitle, pageTitle } from './titles'

await loadRuleParser()
const at = (link: string): Scenario => parseLink(link).scenario
const titleOf = (scenario: Scenario) => answerTitle(scenario, recommend(scenario, adviseAll(scenario)))
const plain = (text: string) => text.replaceAll('\u202f', ' ')
/** Any scenario, with names that are long or mean something elsewhere. */
const hostile = fc
  .tuple(
    scenarios,
    fc.array(fc.constantFrom(...HOSTILE_PIECES, '🚀👩‍👩‍👧', 'ﷺ'), { minLength: 1, maxLength: 40 })
  )
  .map(([scenario, pieces]) => ({
    ...scenario,
    keys: scenario.keys.map((key, i) => ({ ...key, name: cleanName(`${i}${pieces.join(' ')}`) }))
  }))

describe('the title of a preview', () => {
  it.each([
    ['?beta=2', 'Set β ≈ 4.2: hot 1000/s, TTL 60 s, rebuild 250 ms'],
    ['?beta=4.5', 'Keep β = 4.5: hot 1000/s, TTL 60 s, rebuild 250 ms'],
    ['?keys=cold:0.01/s', 'No β is enough: cold 0.01/s, TTL 60 s, rebuild 250 ms'],
    ['?keys=hot:1000/s&rule=left<0.2*ttl', 'No β to set: hot 1000/s, TTL 60 s, rebuild 250 ms'],
    ['?arrivals=even&keys=hot:1000/s', 'Which β to set: hot 1000/s, TTL 60 s, rebuild 250 ms'],
    [
      `?beta=2&keys=${'shop:eu-west-1:product:'.repeat(4)}:1000/s`,
      'Set β ≈ 4.2: shop:eu-we…:product: 1000/s, TTL 60 s'
    ]
  ])('of %s is “%s”', (link, title) => {
    expect(plain(titleOf(at(link)))).toBe(title)
  })

  it('leads with the β and fits 60 characters, whatever the keys are called', () => {
    fc.assert(
      fc.property(fc.oneof(scenarios, hostile), (scenario) => {
        const title = titleOf(scenario)
        expect(title).toMatch(/^(Set|Keep|No|Which) β/)
        expect(title.length).toBeLessThanOrEqual(60)
        // A key may be called NaN.
        const keys = scenario.keys.map((key, i) => ({ ...key, name: `k${i}` }))
        expect(titleOf({ ...scenario, keys })).not.toMatch(/undefined|null|NaN|Infinity/)
        expect(title.isWellFormed?.() ?? true).toBe(true)
      }),
      { numRuns: 60, seed: 1 }
    )
  })
})

describe('the title of a tab', () => {
  it.each([
    ['?beta=4', 'hot 1000/s, TTL 60 s, rebuild 250 ms, β 4 – XFetch Tuner'],
    ['?ttl=5m&coord=lock', 'hot 1000/s, TTL 5 min, rebuild 250 ms, lock – XFetch Tuner'],
    ['?keys=a:1/s,b:2/s', 'a 1/s, TTL 60 s, rebuild 250 ms, b 2/s – XFetch Tuner']
  ])('of %s is “%s”', (link, title) => {
    expect(plain(pageTitle(at(link), false))).toBe(title)
  })

  it('is that of the site for the bare address', () => {
    expect(pageTitle(defaultScenario(), true)).toBe('XFetch Tuner – which β to set against cache stampedes')
  })

  it('fits 60 characters, whatever the keys are called', () => {
    fc.assert(
      fc.property(fc.oneof(scenarios, hostile), (scenario) => {
        const title = pageTitle(scenario, false)
        expect(title.length).toBeLessThanOrEqual(60)
        expect(title).toMatch(/\d.* – XFetch Tuner$/)
      }),
      { numRuns: 1000, seed: 2 }
    )
  })
})
