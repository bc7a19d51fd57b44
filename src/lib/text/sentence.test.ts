import { expect, test } from 'vitest'
import { shorten } from './sentence'

test('a short text stays as it is', () => {
  expect(shorten('At β = 4 all is well.', 40)).toBe('At β = 4 all is well.')
})

test('a long text ends after its last whole sentence', () => {
  expect(shorten('First of all. Then the second. And a third one', 40)).toBe('First of all. Then the second.')
})

test('a long sentence ends after its last whole clause', () => {
  expect(shorten('At β = 4.5 the hot key refreshes 7.5 s before; 68 % of the cold', 60)).toBe(
    'At β = 4.5 the hot key refreshes 7.5 s before.'
  )
})

test('a long clause ends after its last whole word, with an ellipsis', () => {
  const cut = shorten('the key called something rather long, of which nobody knows more', 40)
  expect(cut).toBe('the key called something rather long …')
  expect(shorten('a'.repeat(50) + ' ' + 'b'.repeat(200)).length).toBeLessThanOrEqual(110)
})

test('a text without a space is cut to the limit', () => {
  expect(shorten('a'.repeat(300)).length).toBeLessThanOrEqual(110)
})
