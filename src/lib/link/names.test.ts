import fc from 'fast-check'
import { expect, it } from 'vitest'
import { defaultScenario } from '$lib/core/scenario'
import { formatLink, parseLink } from './codec'
import { cleanName, shownName, shownNames } from './names'

it('keeps what names in caches hold, and no control characters', () => {
  expect(cleanName(' user:42:{tag}/a.b,c\\d=e&f%g+h ünï 😀 ')).toBe('user:42:{tag}/a.b,c\\d=e&f%g+h ünï 😀')
  expect(cleanName('a\0b\nc\u2028d\u202ee')).toBe('a b c d e')
})

it('brings any name through a link and its own lifetime, whole', () => {
  const piece = fc.constantFrom(...', \\ : . = & % + / { } # %2C %5C 5/s 0 a é 😀'.split(' '), ' ')
  const names = fc
    .oneof(
      fc.array(piece, { minLength: 1, maxLength: 60 }).map((all) => all.join('')),
      fc.string({ unit: 'binary' })
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

it('shows no two long names alike', () => {
  const name = (middle: string) => `tenant:production:${middle}:profile:summary`
  expect(shownNames([name('17'), 'hot', name('18')])).toEqual([
    'tenant:pro…le:summary #1',
    'hot',
    'tenant:pro…le:summary #3'
  ])
})
