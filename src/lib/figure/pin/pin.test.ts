import { describe, expect, it } from 'vitest'
import { type Key, type Scenario, defaultScenario } from '#core'
import { differences, inWords } from './pin'
import { placesIn } from './pinned-places'

const key = (name: string, rate = 1): Key => ({ name, rate, ttl: null, delta: null })
const said = (pinned: Scenario, present: Scenario) =>
  differences(pinned, present).map(({ what, from, to }) => `${what} ${from} → ${to}`.replace(/\u202f/g, ' '))

describe('keys of a scenario and of the pinned one', () => {
  it('belong together by name, wherever they stand', () => {
    expect(placesIn([key('a'), key('b')], [key('b'), key('a')])).toEqual([1, 0])
  })

  it('belong together by place when one was renamed', () => {
    expect(placesIn([key('a'), key('b')], [key('a'), key('c')])).toEqual([0, 1])
  })

  it('stand alone when they are new', () => {
    expect(placesIn([key('a')], [key('a'), key('b')])).toEqual([0, null])
    expect(placesIn([key('a'), key('b')], [key('b'), key('c')])).toEqual([1, null])
  })
})

describe('what differs', () => {
  const usual = defaultScenario()

  it('is nothing between equals, whatever their seeds', () => {
    expect(said(usual, { ...usual, seed: 7, sweep: 'rate', cycles: 5 })).toEqual([])
  })

  it('has its unit', () => {
    expect(said(usual, { ...usual, beta: 4, ttl: 300, late: 0.01, coordination: 'lock' })).toEqual([
      'β 1 → 4',
      'T 60 s → 5 min',
      'ε 0.1 % → 1 %',
      'coordination none → lock'
    ])
  })

  it('names the keys that are new and those that are gone', () => {
    const keys = [{ ...key('hot', 10), ttl: 5 }, key('new', 2)]
    expect(
      said({ ...usual, keys: [key('hot', 1000), key('cold'), key('old', 3)] }, { ...usual, keys })
    ).toEqual([
      'hot rate 1000 req/s → 10 req/s',
      'hot TTL as for all → 5 s',
      'name cold → new',
      'new rate 1 req/s → 2 req/s',
      'old 3 req/s → null'
    ])
  })

  it('is part of a sentence', () => {
    const found = differences(
      { ...usual, keys: [key('a')] },
      { ...usual, beta: 4, keys: [key('a', 2), key('b')] }
    )
    expect(inWords(found)).toBe('β from 1 to 4, a rate from 1\u202freq/s to 2\u202freq/s, b is new')
    expect(inWords(found.slice(-1), 'back')).toBe('b is back')
    expect(inWords([])).toBe('')
  })

  it('has all digits where fewer would look the same', () => {
    expect(said(usual, { ...usual, beta: 1.000001 })).toEqual(['β 1 → 1.000001'])
  })
})
