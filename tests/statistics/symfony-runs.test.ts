/**
 * Symfony Cache itself, under a clock that a test turns: its own classes in PHP, with requests at random. What it found
 * stands here with its standard error; nothing of it was computed by this project's simulation.
 */
import { describe, expect, it } from 'vitest'
import { modelOf } from '$lib/core/model-of'
import { defaultScenario, type Scenario } from '$lib/core/scenario'
import { simulate } from '$lib/core/simulate'
import { summarize } from '$lib/core/summary'
import { SIGMAS } from '../support/statistics'

type Run = [change: Partial<Scenario>, rate: number, late: number, error: number]

/** The share of refreshes that were written after the value had died, at β = 1. */
const late: Run[] = [
  [{ ttl: 10, delta: 0.25 }, 20, 0.518, 0.009],
  [{ ttl: 10, delta: 0.25, expires: 'last' }, 20, 0.166, 0.007],
  [{ ttl: 10, delta: 0.25, store: 'files' }, 20, 0.934, 0.009],
  [{ ttl: 60, delta: 0.25 }, 100, 0.278, 0.018],
  [{ ttl: 2, delta: 0.05 }, 200, 0.043, 0.004],
  [{ ttl: 2, delta: 0.05, expires: 'last' }, 200, 0.179, 0.007]
]

const figuresOf = (change: Partial<Scenario>, rate: number) => {
  const scenario: Scenario = { ...defaultScenario(), lens: 'symfony', ...change }
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
