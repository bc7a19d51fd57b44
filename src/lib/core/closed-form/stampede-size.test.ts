import { describe, expect, test } from 'vitest'
import { firstTrigger } from './first-trigger'
import { bareModel } from '../model/model-of'
import type { Model } from '../model/scenario'
import { stampedeSizeQuantile } from './stampede-size'
import { stampedeSizeQuantiles } from './stampede-sizes'

const model = { ...bareModel({ ttl: 60, delta: 0.25, rate: 1000, beta: 1 }), processes: 64 }
const shares = Array.from({ length: 50 }, (_, i) => (i + 0.5) / 50)
const one = (model: Model) => shares.map((p) => stampedeSizeQuantile(model, firstTrigger(model), p))
const many = (model: Model) => stampedeSizeQuantiles(model, firstTrigger(model), shares)

describe('stampede sizes, many quantiles at once', () => {
  test.each([
    ['a hot key', model],
    ['a cold key', { ...model, rate: 0.5, beta: 4 }],
    ['a key that coalesces', { ...model, beta: 0.3, coordination: 'coalesce' as const }]
  ])('are the quantiles one by one: %s', (_, model) => {
    expect(many(model)).toEqual(one(model))
  })

  test('are good to 2 %, or to one rebuild, up to 250', () => {
    const wide = { ...model, beta: 0.2 }
    const exact = one(wide)
    expect(exact.filter((size) => size > 60 && size <= 250).length).toBeGreaterThan(20)
    many(wide).forEach((size, i) => {
      if (exact[i] <= 60) expect(size).toBe(exact[i])
      else if (exact[i] <= 250)
        expect(Math.abs(size - exact[i])).toBeLessThanOrEqual(Math.max(1, exact[i] / 50))
    })
  })

  test('are one with a lock', () => {
    expect(new Set(many({ ...model, coordination: 'lock' }))).toEqual(new Set([1]))
  })

  test('are good to 0.4 % where they are large, and never fall', () => {
    const large = { ...model, rate: 1e6, beta: 0.1 }
    const exact = one(large)
    const quick = many(large)
    quick.forEach((size, i) => {
      expect(size).toBeGreaterThanOrEqual(exact[i])
      // A step of size/250, and the one rebuild by which a size exceeds its duplicates.
      expect(size).toBeLessThanOrEqual(exact[i] * (1 + 1 / 250) + 2)
      if (i > 0) expect(size).toBeGreaterThanOrEqual(quick[i - 1])
    })
  })
})
