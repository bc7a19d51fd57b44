import { expect, test } from 'vitest'
import { optionLaw } from './option-law'
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

/** The same rule, written so that each lifetime seems to have triggers of its own. */
const alone: Expression = { of: '*', to: [steps, { of: '>', to: ['ttl', 0] }] }
const withRule = (rule: Expression, model: Model): Model => ({
  ...model,
  options: { ...model.options!, rule }
})

test('lifetimes that share their triggers have the same law as one by one', () => {
  const shared = optionLaw(model(20, 0.1)).figures
  const each = optionLaw(withRule(alone, model(20, 0.1))).figures
  for (const name of [
    'earlyShare',
    'lateShare',
    'gapMean',
    'duplicatesMean',
    'cycleSeconds',
    'blockedShare'
  ] as const)
    // Both leave out what is below 3e-9 of a figure.
    expect(shared[name]! / each[name]! - 1, name).toBeCloseTo(0, 7)
})

test('lifetimes of which each has triggers of its own have no law where they are too many', () => {
  expect(whyNoLaw(withRule(alone, model(20, 0.1)))).toBeNull()
  expect(whyNoLaw(withRule(alone, model(20, 0.9)))).toBe(
    'a rule under which lifetimes with jitter differ so much'
  )
})
