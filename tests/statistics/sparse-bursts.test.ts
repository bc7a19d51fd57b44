/** Bursts that hardly ever hold a request are Poisson requests, and take no walk through millions of empty phases. */
import { expect, test } from 'vitest'
import { type Arrivals, type Model, bareModel, closedForm, simulate, summarize } from '#core'
import { SIGMAS, zScore } from '../support/statistics'

const bursts: [number, number][] = [
  [0.5, 0.05],
  [0.05, 0.5],
  [1e-6, 1e-6],
  [1e-3, 0.9]
]

test.each(bursts)(
  'bursts of %d s after pauses of %d s with hardly a request in them are as good as Poisson requests',
  (on, off) => {
    const poisson: Model = {
      ...bareModel({ ttl: 4000, delta: 2, rate: 1e-3, beta: 100 }),
      coordination: 'lock'
    }
    const arrivals: Arrivals = { kind: 'burst', on, off }
    const expected = closedForm(poisson)
    const { figures, standardErrors } = summarize(poisson, simulate({ ...poisson, arrivals }, 6000, 7))
    for (const key of ['earlyShare', 'gapMean', 'gapP50', 'cycleSeconds', 'blockedShare'] as const) {
      expect(Math.abs(zScore(figures[key]!, standardErrors[key]!, expected[key]!, 0)), key).toBeLessThan(
        SIGMAS
      )
    }
  }
)
