/** How many rebuilds a hot key starts in each cycle (model.md §4): it depends on β only, not on r, Δ and T. */
import { describe, expect, it } from 'vitest'
import { AtOnceKey } from '../../src/lib/core/simulation/at-once-key'
import { SimulatedKey, closedForm } from '#core'
import { chiSquare, meanOf, SIGMAS, zScore } from '../support/statistics'
import { cyclesOf } from './cycles'
import { modelWith } from './models'

describe.each([0.5, 1, 2, 4])('at β = %d', (beta) => {
  const mean = Math.exp(1 / beta)

  it.each([
    ['at once', AtOnceKey, 40_000, modelWith({ rate: 1e5, beta })],
    ['at once, for another key', AtOnceKey, 40_000, modelWith({ ttl: 3600, delta: 2, rate: 1e4, beta })],
    ['event by event', SimulatedKey, 10_000, modelWith({ rate: 1e5, beta })]
  ] as const)('the stampede without coordination is geometric, simulated %s', (_, Key, n, model) => {
    const sizes = cyclesOf(model, n, 21, Key).map(({ duplicates }) => 1 + duplicates)
    const counts = new Array<number>(400).fill(0)
    for (const size of sizes) counts[size - 1]++
    // P(S = s) = (1/mean)·(1 − 1/mean)^(s−1)
    const expected = counts.map((_, s) => (n / mean) * (1 - 1 / mean) ** s)
    expect(chiSquare(counts, expected)).toBeLessThan(1)
    // Its variance is mean² − mean.
    expect(Math.abs(zScore(meanOf(sizes).mean, Math.sqrt((mean * mean - mean) / n), mean))).toBeLessThan(
      SIGMAS
    )
  })

  it.each([2, 8, 64])(
    '%d processes that coalesce start (P − 1)c/(P + c) duplicates, c = e^(1/β) − 1',
    (processes) => {
      const model = modelWith({ rate: 1e5, beta, coordination: 'coalesce', processes })
      const c = mean - 1
      const truth = ((processes - 1) * c) / (processes + c)
      expect(closedForm(model).duplicatesMean).toBeCloseTo(truth, 6)
      const sample = meanOf(cyclesOf(model, 5000, 22).map(({ duplicates }) => duplicates))
      expect(Math.abs(zScore(sample.mean, sample.error, truth))).toBeLessThan(SIGMAS)
    }
  )

  it('a lock starts one rebuild and no more', () => {
    const model = modelWith({ rate: 1e5, beta, coordination: 'lock' })
    expect(cyclesOf(model, 2000, 23).every(({ duplicates }) => duplicates === 0)).toBe(true)
  })

  it('the closed form has the same mean and the same tail', () => {
    const { duplicatesMean, stampedeSizeP99 } = closedForm(modelWith({ rate: 1e5, beta }))
    expect(duplicatesMean).toBeCloseTo(mean - 1, 6)
    // The smallest s with (1 − 1/mean)^s ≤ 1 %
    expect(stampedeSizeP99).toBe(Math.ceil(Math.log(0.01) / Math.log1p(-1 / mean)))
  })
})
