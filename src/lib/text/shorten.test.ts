import { expect, test } from 'vitest'
import { shorten } from './shorten'

test('A short text stays as it is', () => {
  expect(shorten('At β = 4 all is well.', 40)).toBe('At β = 4 all is well.')
})

test('A long one ends after its last whole sentence', () => {
  expect(shorten('First of all. Then the second. And a third one', 40)).toBe('First of all. Then the second.')
})

test('A long sentence ends after its last whole clause', () => {
  expect(shorten('At β = 4.5 the hot key refreshes 7.5 s before; 68 % of the cold', 60)).toBe(
    'At β = 4.5 the hot key refreshes 7.5 s before.'
  )
})

test('A long clause is cut between words, and says so', () => {
  const cut = shorten('the key called something rather long, of which nobody knows more', 40)
  expect(cut).toBe('the key called something rather long …')
  expect(shorten('a'.repeat(50) + ' ' + 'b'.repeat(200)).length).toBeLessThanOrEqual(110)
})

test('A text without a blank is cut all the same', () => {
  expect(shorten('a'.repeat(300)).length).toBeLessThanOrEqual(110)
})
