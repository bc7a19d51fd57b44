import fc from 'fast-check'
import { expect, it } from 'vitest'
import { scenarios } from '../../../../tests/links/scenarios'
import { MAX_KEYS, defaultScenario } from '#core'
import { formatLink, parseLink } from '$lib/link/parameters/codec'
import { newKey, rename } from './key-editing'

it('a new key is warm and has a round rate', () => {
  // 5 requests in 250 ms.
  expect(newKey(defaultScenario())).toEqual({ name: 'warm', rate: 20, ttl: null, delta: null })
})

it('a new key has an unused name', () => {
  const scenario = defaultScenario()
  const more = { ...scenario, keys: [...scenario.keys, newKey(scenario)] }
  expect(newKey(more).name).toBe('warm 2')
})

it('a scenario with a new key survives the round trip through its link', () => {
  fc.assert(
    fc.property(
      scenarios.filter(({ keys }) => keys.length < MAX_KEYS),
      (any) => {
        const more = { ...any, keys: [...any.keys, newKey(any)] }
        expect(parseLink(formatLink(more)).scenario.keys).toEqual(more.keys)
      }
    )
  )
})

it.each([
  ['front page', 'front page', null],
  ['  front  ', 'front', null],
  ['user:42:{tag},a', 'user:42:{tag},a', null],
  ['a\u202eb', 'a b', 'A name has at most 200 plain characters: using a b'],
  ['hot', 'hot 2', 'another key is named hot: using hot 2'],
  ['hot\0', 'hot 2', 'A name has at most 200 plain characters; another key is named hot: using hot 2'],
  [' \n ', null, 'A key needs a name of at least one plain character'],
  [
    'x'.repeat(230),
    'x'.repeat(200),
    `A name has at most 200 plain characters: using xxxxxxxxxxxx…xxxxxxxxxxx`
  ]
])('the name %j becomes %j', (typed, name, note) => {
  expect(rename(typed, ['hot'])).toEqual({ name, note })
})
