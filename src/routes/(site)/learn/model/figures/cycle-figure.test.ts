import { expect, it } from 'vitest'
import { cycleData } from './cycle-figure'
import { keyWith } from './keys'

const model = keyWith(1, 0, { ttl: 14, delta: 1.5, rate: 5 })

it.each([0, 1, 2, 4])('draws a cycle with %d duplicates', (duplicates) => {
  const { requests, rebuilds, expiry, nextExpiry, gap } = cycleData(model, duplicates)
  expect(rebuilds).toHaveLength(duplicates + 1)
  expect(requests.filter(({ started }) => started)).toHaveLength(duplicates + 1)
  expect(expiry - rebuilds[0].from).toBeCloseTo(gap, 9)
  // Early, in time, and the last writer wins.
  expect(rebuilds[0].to).toBeLessThanOrEqual(expiry)
  expect(nextExpiry).toBeCloseTo(rebuilds[duplicates].to + model.ttl, 9)
  for (const { from } of rebuilds) expect(from).toBeLessThan(rebuilds[0].to)
})
