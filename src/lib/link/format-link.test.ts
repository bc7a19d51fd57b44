import { describe, expect, it } from 'vitest'
import { MAX_KEYS, MAX_NAME, type Scenario, defaultScenario } from '#core'
import { formatLink, parseLink } from './parameters/codec'
import { cleanName } from './parameters/names'
import { formatPage } from './page-link'
import { parsePage } from './parse-page'
import { MAX_LINK } from './page-link'

const link = (part: Partial<Scenario>) => formatLink({ ...defaultScenario(), ...part })
const key = (name: string, rate = 1) => ({ name, rate, ttl: null, delta: null })

describe('formatLink', () => {
  it('leaves every default out', () => {
    expect(link({})).toBe('')
    expect(link({ keys: [] })).toBe('')
  })

  it('says the version of the model when asked, last', () => {
    expect(formatLink(defaultScenario(), { version: true })).toBe('?v=1')
    expect(formatLink({ ...defaultScenario(), seed: 7 }, { version: true })).toBe('?seed=7&v=1')
  })

  it('writes in a fixed order, with units inside the values, colons, slashes and commas readable', () => {
    const keys = [
      { name: 'hot', rate: 40000 / 3600, ttl: null, delta: 2 },
      { name: 'a/b', rate: 0.5, ttl: 600, delta: 0.004 }
    ]
    expect(
      formatLink(
        {
          ...defaultScenario(),
          beta: 1.5,
          ttl: 90,
          delta: 0.1,
          keys,
          deltaCv: 0.5,
          coordination: 'coalesce',
          processes: 8,
          arrivals: { kind: 'burst', on: 3, off: 120 },
          resolution: 1,
          implementation: 'symfony',
          store: 'files',
          expires: 'last',
          late: 0.01,
          lifetimeBudget: 0.25,
          sweep: 'rate',
          cycles: 1000,
          seed: 7
        },
        { version: true }
      )
    ).toBe(
      '?beta=1.5&ttl=90s&delta=0.1s&keys=hot:40000/h,a/b:0.5/s&ttl.a/b=10m&delta.hot=2s&delta.a/b=4ms' +
        '&sweep=rate&coord=coalesce:8&cv=0.5&arrivals=burst:3s:2m&resolution=1s&lens=symfony&store=files&expires=last&late=0.01&give=0.25&cycles=1000&seed=7&v=1'
    )
  })

  it('leaves the number of processes out where requests do not coalesce', () => {
    expect(link({ coordination: 'lock', processes: 9 })).toBe('?coord=lock')
    expect(link({ coordination: 'none', processes: 9 })).toBe('')
  })

  it('leaves Symfony’s choices out of another implementation', () => {
    expect(link({ implementation: 'redis', store: 'files', expires: 'last' })).toBe('?lens=redis')
    expect(link({ implementation: 'symfony', store: 'redis', expires: 'last' })).toBe(
      '?lens=symfony&expires=last'
    )
  })

  it('says only what a default key has of its own', () => {
    const [hot, cold] = defaultScenario().keys
    expect(link({ keys: [hot, { ...cold, ttl: 600 }] })).toBe('?ttl.cold=10m')
  })

  it('escapes in a name what a URL, an attribute or a Markdown link would stumble over', () => {
    expect(link({ keys: [key('a b&c=d+e%#"<(f)\'é')] })).toBe(
      '?keys=a%20b%26c%3Dd%2Be%25%23%22%3C%28f%29%27%C3%A9:1/s'
    )
  })

  it('never throws, whatever a name holds', () => {
    expect(link({ keys: [key('\ud800\n')] })).toBe('?keys=%EF%BF%BD:1/s')
  })

  it('stays within the length that is read with the most keys and the longest names', () => {
    const keys = Array.from({ length: MAX_KEYS }, (_, i) => ({
      // Every character takes as much of the link as one can, and the names are as long as a link lets them be.
      name: cleanName('😀'.repeat(MAX_NAME)).slice(0, -2) + i,
      rate: 1.0000000000000002e-7,
      ttl: 1.2345678901234567,
      delta: 0.12345678901234568
    }))
    const scenario: Scenario = {
      ...defaultScenario(),
      beta: 1.2345678901234567,
      ttl: 1.2345678901234567,
      delta: 0.12345678901234568,
      keys,
      deltaCv: 1.2345678901234567,
      coordination: 'coalesce',
      processes: 99999,
      arrivals: { kind: 'burst', on: 1.2345678901234567, off: 1.2345678901234567 },
      resolution: 1.2345678901234567,
      implementation: 'symfony',
      store: 'files',
      expires: 'last',
      late: 0.12345678901234568,
      lifetimeBudget: 0.12345678901234568,
      sweep: 'delta',
      cycles: 9999999,
      seed: 4294967295
    }
    const longest = formatLink(scenario, { version: true })
    expect(new URLSearchParams(longest).toString().length).toBeLessThan(MAX_LINK)
    expect(parseLink(longest)).toEqual({ scenario, notes: [] })
    for (const character of ['😀', ',', 'é', '{', ':', '~', '\\']) {
      const named = keys.map((one, i) => ({
        ...one,
        name: `${i}${cleanName(character.repeat(MAX_NAME)).slice(2)}`
      }))
      const pinned = { scenario: { ...scenario, keys: named }, pin: { ...scenario, keys: named, beta: 7 } }
      const link = formatPage(pinned, { version: true })
      expect(new URLSearchParams(link).toString().length).toBeLessThan(MAX_LINK)
      expect(parsePage(link)).toEqual({ ...pinned, notes: [] })
    }
  })
})
