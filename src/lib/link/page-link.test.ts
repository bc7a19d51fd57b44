import { describe, expect, it } from 'vitest'
import { defaultScenario } from '#core'
import { formatPage } from './page-link'
import { parsePage } from './parse-page'

const messages = (link: string) => parsePage(link).notes.map(({ message }) => message)

describe('the link of a page', () => {
  it('pins nothing unless it says so', () => {
    expect(parsePage('?beta=4')).toEqual({
      scenario: { ...defaultScenario(), beta: 4 },
      pin: null,
      notes: []
    })
    expect(formatPage({ scenario: defaultScenario(), pin: null })).toBe('')
  })

  it('holds the pinned scenario in the same grammar, behind pin.', () => {
    const { scenario, pin, notes } = parsePage('?beta=4&pin.beta=2&pin.ttl=5m&pin.keys=hot:10/s')
    expect(notes).toEqual([])
    expect(scenario.beta).toBe(4)
    expect(pin).toEqual({
      ...defaultScenario(),
      beta: 2,
      ttl: 300,
      keys: [{ name: 'hot', rate: 10, ttl: null, delta: null }]
    })
    expect(formatPage({ scenario, pin })).toBe('?beta=4&pin.beta=2&pin.ttl=5m&pin.keys=hot:10/s')
  })

  it('says that what is pinned is all default', () => {
    const { scenario, pin } = parsePage('?beta=4&pin=default')
    expect(pin).toEqual(defaultScenario())
    expect(formatPage({ scenario, pin }, { version: true })).toBe('?beta=4&pin=default&v=1')
  })

  it('lets the pinned scenario have the seed and the axis of the other', () => {
    const { pin } = parsePage('?seed=7&cycles=500&sweep=rate&pin.beta=2&pin.seed=9&pin.cycles=4')
    expect(pin).toMatchObject({ beta: 2, seed: 7, cycles: 500, sweep: 'rate' })
  })

  it('tells which of the two a fault is in', () => {
    expect(messages('?beta=abc&pin.beta=xyz&pin.ttl=5')).toEqual([
      'beta=abc is not a number; using 1',
      'pinned: beta=xyz is not a number; using 1',
      'pinned: ttl=5 has no unit; taken as 5 s'
    ])
    expect(messages('?pin=all')).toEqual(['pin=all is not default; nothing is pinned by it'])
  })

  it('says once that it is too long, or of another version', () => {
    expect(messages(`?v=9&pin.beta=2&x=${'x'.repeat(20_000)}`)).toHaveLength(2)
  })

  it('stays under 300 characters for two keys with everything set, pinned beside its like', () => {
    const full =
      'beta=1.85&ttl=90s&delta=180ms&keys=product:1200/s,archive:40/m&ttl.archive=10m&delta.archive=2.5s&coord=coalesce:12&cv=0.5'
    const pinned = full
      .split('&')
      .map((field) => `pin.${field}`)
      .join('&')
    const { scenario, pin, notes } = parsePage(`?${full}&${pinned}`)
    expect(notes).toEqual([])
    expect(formatPage({ scenario, pin }, { version: true }).length).toBeLessThan(300)
  })
})
