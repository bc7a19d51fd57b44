import { expect, it } from 'vitest'
import { claims, tiny } from './claims.server'

const spoken = claims()
const of = (id: string) => {
  const { truth, why } = spoken.find((claim) => claim.id === id)!
  return `${truth} ${why}`.replace(/[\u00a0\u202f]/g, ' ')
}

it('no number is missing', () => {
  for (const { truth, why } of spoken) expect(`${truth} ${why}`).not.toMatch(/NaN|Infinity|undefined|null/)
  expect(new Set(spoken.map(({ id }) => id)).size).toBe(spoken.length)
})

it.each([
  // e^−5, e^−25, e^−1, e^−0.25
  ['chance', ['0.67 %', '1.4 · 10^{−11}', '37 %', '78 %']],
  // e^−240 = 5.9e−105
  ['share-of-ttl', ['5.9 · 10^{−105}']],
  ['exactly-one', ['2.72']],
  ['raise', ['1.28']],
  // The second: x = rΔ · β e^(−1/β) = ln 100 at β = 47
  ['range', ['7.39', 'needs 47']],
  ['every-key', ['96 %', '68 %', '6.9 requests']],
  // 2^53 / 1000 s
  ['ln-zero', ['285 400 years']]
])('says of the claim %s the numbers that were worked out by hand', (id, numbers) => {
  for (const number of numbers) expect(of(id)).toContain(number)
})

it('links only to sources by https, and to scenarios of the tuner', () => {
  for (const { source, link } of spoken) {
    if (source) expect(source.href).toMatch(/^https:\/\//)
    if (link) expect(link).toMatch(/^\/\?/)
  }
})

it('writes chances that percent are too coarse for', () => {
  expect(tiny(1.44e-11)).toBe('1.4 · 10^{−11}')
  expect(tiny(0)).toBe('less than 10^{−300}')
  expect(tiny(0.25).replace('\u202f', ' ')).toBe('25 %')
})
