import { expect, test } from 'vitest'
import { whyNoLaw } from './why-no-law'
import type { Expression } from '../../model/options/tree'
import type { Model } from '../../model/scenario'
import { NO_OPTIONS } from '../../model/options/cache-options'

const steps: Expression = {
  of: 'exp',
  to: [{ of: '/', to: [{ of: 'negative', to: [{ of: 'floor', to: ['left'] }] }, 'beta'] }]
}

const model = (ttl: number, jitter: number): Model => ({
  ttl,
  delta: 1,
  deltaCv: 0,
  rate: 1,
  beta: 3,
  coordination: 'none',
  processes: 1,
  resolution: 0,
  arrivals: { kind: 'poisson' },
  options: { ...NO_OPTIONS, rule: steps, jitter }
})

test('whether a rule with many steps has a law depends on how many, times its lifetimes, and not on the machine', () => {
  expect(whyNoLaw(model(60, 0))).toBeNull()
  expect(whyNoLaw(model(3600, 0))).toBeNull()
  // 3600 steps in each of 24 lifetimes, and what starts after the first trigger: 345,600 parts.
  expect(whyNoLaw(model(3600, 0.1))).toBe('a rule with so many steps')
})
