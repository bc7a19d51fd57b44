import { describe, expect, it } from 'vitest'
import type { ParameterKey } from '#core'
import { isBeginning } from './beginning'
import { readParameter } from '../fields/quantity'

const texts: [ParameterKey, string][] = [
  ['ttl', '1h 30m'],
  ['ttl', '20 minutes'],
  ['delta', '3 * 80 ms'],
  ['delta', '(80 + 20) ms'],
  ['rate', '90k/h'],
  ['rate', '4/min'],
  ['rate', '1200 req/s'],
  ['rate', '30 an hour'],
  ['rate', '90 rpm'],
  ['late', '0.1 %']
]

describe('isBeginning', () => {
  it.each(texts)('complains of no text on the way to %s %s', async (key, text) => {
    for (let length = 1; length <= text.length; length++) {
      const typed = text.slice(0, length)
      const fine = (await readParameter(typed, key)).ok || (await isBeginning(typed, key))
      expect(fine, typed).toBe(true)
    }
  })

  it.each([
    ['ttl', 'soon'],
    ['ttl', '5 potatoes'],
    ['delta', '3-5s'],
    ['rate', 'a lot'],
    ['late', 'nonsense']
  ] as [ParameterKey, string][])('complains at once of %s %s', async (key, text) => {
    expect(await isBeginning(text, key)).toBe(false)
  })
})
