import { expect, test } from 'vitest'
import { chanceBound } from './agreement'

test('the distance that chance allows grows with the number of figures compared', () => {
  // Two-sided quantiles of a standard normal at 1/1000 and at 1/20,000.
  expect(chanceBound(1)).toBeCloseTo(3.2905, 3)
  expect(chanceBound(20)).toBeCloseTo(4.0556, 3)
})
