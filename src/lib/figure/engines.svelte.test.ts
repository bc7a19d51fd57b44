/** What links say in this browser, against the digests that every engine is held to; see tests/statistics. */
import { expect, it } from 'vitest'
import { digestOf, saidBy } from '../../../tests/statistics/engines'
import golden from '../../../tests/statistics/engines.txt?raw'

const lines = golden.trim().split('\n').slice(0, 16)

it('links say the same in a browser as in Node.js, to the last bit', { timeout: 60_000 }, async () => {
  const found = []
  for (const line of lines) {
    const [, card, link] = line.split(' ')
    found.push(`${await digestOf(saidBy(link))} ${card} ${link}`)
  }
  expect(found).toEqual(lines)
})
