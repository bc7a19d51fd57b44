/**
 * Evenly spaced requests have a law of their own. After a refresh the next requests lie on a lattice: a whole number
 * of periods after the one that triggered, so at gaps (T + Δ) mod period, one period more, and so on. No trigger at a
 * gap of g or more has the chance ∏ (1 − e^(−gap/βΔ)) over the lattice from g on; with a lock that is all there is.
 */
import { describe, expect, it } from 'vitest'
import { type Model, simulate, summarize } from '#core'
import { shareError, SIGMAS, zScore } from '../support/statistics'
import { modelWith, nameOf } from './models'

const N = 20_000

/** The chance that no request at a gap of `nearest` periods or more triggers; gaps are counted in periods. */
function noTrigger({ ttl, delta, rate, beta }: Model, nearest: number): number {
  const first = ((ttl + delta) * rate) % 1
  const offset = Math.min(first, 1 - first) < 1e-9 ? 0 : first
  let share = 1
  for (let gap = offset; gap <= ttl * rate + 1e-9; gap++) {
    if (gap > nearest - 1e-9) share *= -Math.expm1(-gap / (beta * delta * rate))
  }
  return share
}

// Where T and Δ are whole numbers of periods, requests meet writes and expiries exactly, and in most of these rows
// not in binary arithmetic: a request at the instant of expiry is a miss all the same.
describe.each(
  [
    { ttl: 60, delta: 0.25, rate: 7.3 },
    { ttl: 60, delta: 1, rate: 1 },
    { ttl: 60, delta: 1, rate: 3 },
    { ttl: 6, delta: 0.1, rate: 10 },
    { ttl: 6, delta: 0.1, rate: 10, beta: 3 },
    { ttl: 0.7, delta: 0.1, rate: 30 }
  ].map((changes) => [nameOf(changes), changes] as const)
)('one request every period, %s', (_, changes) => {
  const model = modelWith({ ...changes, arrivals: { kind: 'even' } })
  const { figures } = summarize(model, simulate(model, N, 5))

  it('misses as often as the lattice says', () => {
    const truth = 1 - noTrigger(model, 1e-6)
    expect(Math.abs(zScore(figures.earlyShare, shareError(truth, N), truth))).toBeLessThan(SIGMAS)
  })

  it('is late as often as the lattice says', () => {
    const truth = noTrigger(model, model.delta * model.rate)
    expect(Math.abs(zScore(figures.lateShare, shareError(truth, N), truth))).toBeLessThan(SIGMAS)
  })

  it('has gaps only on the lattice', () => {
    // A bin of the gap histogram is at most 1/256 wide.
    const smallest = ((model.ttl + model.delta) * model.rate + 1e-9) % 1
    const nearest = smallest < 1e-6 ? 1 : smallest
    expect(figures.gapP05).toBeGreaterThan((nearest / model.rate) * (1 - 1 / 256))
  })
})

it.each([
  [0.25, 1000, 249],
  [1, 3, 2],
  [0.1, 10, 0],
  [0.25, 10, 2]
])(
  'without early refresh a rebuild of %d s meets %d requests a second, %d of them before it ends',
  (delta, rate, due) => {
    const model = modelWith({ beta: 0, delta, rate, arrivals: { kind: 'even' } })
    expect(summarize(model, simulate(model, 3200, 5)).figures.duplicatesMean).toBe(due)
  }
)
