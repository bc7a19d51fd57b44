import { expect, it } from 'vitest'
import { cycleData } from './cycle-figure'
import { keyWith } from './keys'

const model = keyWith(1, 0, { ttl: 14, delta: 1.5, rate: 5 })

it.each([0, 1, 2, 4])('draws a cycle with %d duplicates', (duplicates) => {
  const { requests, rebuilds, gap } = cycleData(model, duplicates)
  expect(rebuilds).toHaveLength(duplicates + 1)
  expect(requests.filter(({ started }) => started)).toHaveLength(duplicates + 1)
  expect(model.ttl - rebuilds[0].from).toBeCloseTo(gap, 9)
  // Early, and in time.
  expect(rebuilds[0].to).toBeLessThanOrEqual(model.ttl)
  for (const { from } of rebuilds) expect(from).toBeLessThan(rebuilds[0].to)
})
