/**
 * Runs of Symfony Cache itself: its classes in PHP, with a mock clock and random requests. The figures are measured, with
 * their standard errors; this project's simulation computed none of them.
 */
import { describe, expect, it } from 'vitest'
import { type Scenario, defaultScenario, modelOf, simulate, summarize } from '#core'
import { obstacle } from '../../src/lib/text/headline'
import { adviseKey } from '$lib/worker/advising'
import { createInlineRunner } from '$lib/worker/inline-runner'
import { SIGMAS } from '../support/statistics'

type Run = [change: Partial<Scenario>, rate: number, late: number, error: number]

/** The share of refreshes that were written after the value had died; at β = 1 unless told. */
const late: Run[] = [
  [{ ttl: 10, delta: 0.25 }, 20, 0.518, 0.009],
  [{ ttl: 10, delta: 0.25, expires: 'last' }, 20, 0.166, 0.007],
  [{ ttl: 10, delta: 0.25, store: 'files' }, 20, 0.934, 0.009],
  [{ ttl: 60, delta: 0.25 }, 100, 0.278, 0.018],
  [{ ttl: 2, delta: 0.05 }, 200, 0.043, 0.004],
  [{ ttl: 2, delta: 0.05, expires: 'last' }, 200, 0.179, 0.007],
  // Version 5.4.53, 20 000 cycles each.
  [{ ttl: 30, delta: 1.5, beta: 0.7, store: 'files', expires: 'last' }, 10, 0.1103, 0.0022],
  [{ ttl: 10, delta: 0.25, store: 'files', expires: 'last' }, 20, 0.259, 0.0031],
  [{ ttl: 5, delta: 0.6, beta: 0.5 }, 30, 0.4298, 0.0035],
  [{ ttl: 20, delta: 2, beta: 0.8, expires: 'last' }, 5, 0.101, 0.0021],
  [{ ttl: 60, delta: 0.4, beta: 1.5, store: 'files' }, 50, 0.0375, 0.0019]
]

const figuresOf = (change: Partial<Scenario>, rate: number) => {
  const scenario: Scenario = { ...defaultScenario(), implementation: 'symfony', ...change }
  const model = modelOf(scenario, { name: 'a', rate, ttl: null, delta: null })
  return summarize(model, simulate(model, 100_000, 71))
}

describe('the late share of Symfony Cache', () => {
  it.each(late)('%o, %d requests a second: %d ± %d', (change, rate, share, error) => {
    const { figures, standardErrors } = figuresOf(change, rate)
    const off = Math.abs(figures.lateShare - share)
    expect(off).toBeLessThan(SIGMAS * Math.hypot(error, standardErrors.lateShare!))
  })
})

it('rebuilds a key of 20 s that takes 2 s 383 times an hour, in Redis with expiresAfter first', () => {
  const { figures } = figuresOf({ ttl: 20, delta: 2 }, 50)
  // Given to three digits.
  expect(figures.rebuildsPerHour).toBeGreaterThan(383 * 0.99)
  expect(figures.rebuildsPerHour).toBeLessThan(383 * 1.01)
})

describe('the advice for Symfony Cache', () => {
  const runner = createInlineRunner()
  const cases: [change: Partial<Scenario>, rate: number][] = [
    [{ ttl: 10, delta: 0.25 }, 20],
    [{ ttl: 60, delta: 0.25 }, 100],
    [{ ttl: 2, delta: 0.05, expires: 'last' }, 200],
    [{ ttl: 300, delta: 1.3, store: 'files' }, 20]
  ]

  it.each(cases)('%o, %d requests a second: keeps its limit of late refreshes', async (change, rate) => {
    const scenario: Scenario = { ...defaultScenario(), implementation: 'symfony', ...change }
    const key = { name: 'a', rate, ttl: null, delta: null }
    const { beta } = await adviseKey(scenario, key, runner, new AbortController().signal)
    const { figures, standardErrors } = figuresOf({ ...change, beta: beta! }, rate)
    expect(figures.lateShare).toBeLessThan(scenario.late + SIGMAS * standardErrors.lateShare!)
  })

  it('says of a value that the store drops at once that it gets no request in its lifetime', async () => {
    const scenario: Scenario = { ...defaultScenario(), implementation: 'symfony', ttl: 1, delta: 0.25 }
    const key = { name: 'a', rate: 50, ttl: null, delta: null }
    const advice = await adviseKey(scenario, key, runner, new AbortController().signal)
    expect(advice).toMatchObject({ beta: null, binding: { kind: 'requests', share: 1, expected: 0 } })
    expect(obstacle({ ...scenario, keys: [key] }, 0, advice)).toMatch(
      /^The store drops the value as soon as it is written/
    )
  })
})
