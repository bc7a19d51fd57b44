import fc from 'fast-check'
import { expect, it } from 'vitest'
import { defaultScenario } from '#core'
import { formatLink, parseLink } from './codec'
import { cleanName, shownName, shownNames } from './names'
import { anyText } from '../../../../tests/support/any-text'

it('keeps what names in caches hold, and no control characters', () => {
  expect(cleanName(' user:42:{tag}/a.b,c\\d=e&f%g+h ünï 😀 ')).toBe('user:42:{tag}/a.b,c\\d=e&f%g+h ünï 😀')
  expect(cleanName('a\0b\nc\u2028d\u202ee')).toBe('a b c d e')
})

it('brings any name through a link and its own lifetime, whole', () => {
  const piece = fc.constantFrom(...', \\ : . = & % + / { } # %2C %5C 5/s 0 a é 😀'.split(' '), ' ')
  const names = fc
    .oneof(
      fc.array(piece, { minLength: 1, maxLength: 60 }).map((all) => all.join('')),
      anyText()
    )
    .map(cleanName)
    .filter((name) => name !== '')
  fc.assert(
    fc.property(fc.uniqueArray(names, { minLength: 1, maxLength: 6 }), (all) => {
      const keys = all.map((name, i) => ({ name, rate: i + 0.5, ttl: 100 + i, delta: 2 }))
      const { scenario, notes } = parseLink(formatLink({ ...defaultScenario(), keys }))
      expect(scenario.keys).toEqual(keys)
      expect(notes.filter(({ kind }) => kind !== 'hint')).toEqual([])
    }),
    { numRuns: 2000, seed: 7 }
  )
})

it('shows short names whole, and of long ones the start and the end', () => {
  expect(shownNames(['hot', 'x'.repeat(24)])).toEqual(['hot', 'x'.repeat(24)])
  expect(shownName('shop:eu-west-1:product:4711:summary')).toBe('shop:eu-west…711:summary')
})

it('shows of long names that begin and end alike where they differ', () => {
  const name = (middle: string) => `tenant:production:${middle}:profile:summary`
  expect(shownNames([name('17'), 'hot', name('18')])).toEqual([
    'tenan…on:17:profile:sum…',
    'hot',
    'tenan…on:18:profile:sum…'
  ])
})

it('shows no two names alike, and none longer than a figure has room for', () => {
  const piece = fc.constantFrom(...'user : 1 2 aaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbb 😀'.split(' '))
  const name = fc.array(piece, { minLength: 1, maxLength: 12 }).map((all) => all.join(''))
  fc.assert(
    fc.property(fc.uniqueArray(name, { maxLength: 6 }), (names) => {
      const shown = shownNames(names)
      expect(new Set(shown).size).toBe(names.length)
      for (const one of shown) expect([...one].length).toBeLessThanOrEqual(24)
    }),
    { numRuns: 2000, seed: 8 }
  )
})
