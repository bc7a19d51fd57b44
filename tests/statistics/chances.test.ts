/** Chances added up over cycles against what the same simulation counts. */
import { describe, expect, it } from 'vitest'
import {
  type Histogram,
  type Scenario,
  SHARDS,
  defaultScenario,
  histogramQuantile,
  mergeTallies,
  modelOf,
  simulateShard
} from '#core'
import { SIGMAS } from '../support/statistics'

/** A chance of p is then known to 4·√(p(1 − p)/20,000): a late share of 0.05 to 12 % of it, an early one of 0.95 to 0.6 %. */
const CYCLES = 20_000

const cases: [what: string, change: Partial<Scenario>, rate: number][] = [
  ['a rebuild time that varies', { deltaCv: 0.6 }, 20],
  ['the same with a lock', { deltaCv: 0.6, coordination: 'lock' }, 20],
  // The chances of two processes and of three are five standard errors apart here.
  ['the same with processes', { deltaCv: 1.5, beta: 0.5, coordination: 'coalesce', processes: 2 }, 100],
  ['a coarse expiry', { resolution: 1, ttl: 10, coordination: 'lock' }, 20],
  ['Symfony Cache', { implementation: 'symfony', ttl: 10, coordination: 'coalesce', processes: 6 }, 20],
  ['Redis with TTL', { implementation: 'redis', ttl: 10 }, 4],
  ['the age rule', { implementation: 'yii', ttl: 10, beta: 0.05 }, 4],
  ['DiskCache', { implementation: 'diskcache', ttl: 10 }, 20],
  ['long bursts', { arrivals: { kind: 'burst', on: 5, off: 2 }, ttl: 30 }, 20],
  // In the last half second the chance grows no more.
  [
    'Redis with TTL in bursts',
    { implementation: 'redis', ttl: 10, arrivals: { kind: 'burst', on: 5, off: 2 } },
    4
  ],
  ['peaks over a quiet rate', { arrivals: { kind: 'burst', on: 2, off: 8, ratio: 10 }, ttl: 30 }, 20],
  ['short bursts', { arrivals: { kind: 'burst', on: 0.1, off: 0.2 }, coordination: 'lock' }, 40],
  ['few evenly spaced requests', { arrivals: { kind: 'even' }, coordination: 'lock' }, 8],
  ['many evenly spaced requests', { arrivals: { kind: 'even' }, deltaCv: 0.3, coordination: 'lock' }, 200]
]

describe('the chances of a cycle add up to what happens', () => {
  it.each(cases)('with %s', (_, change, rate) => {
    const scenario: Scenario = { ...defaultScenario(), beta: 1, ...change }
    const model = modelOf(scenario, { name: 'a', rate, ttl: null, delta: null })
    const simulated = (gap: number | null) => {
      const betas = [model.beta]
      const shards = Array.from({ length: SHARDS }, (_, shard) =>
        simulateShard(model, CYCLES, 5, shard, Infinity, { betas, gap })
      )
      return shards.reduce((a, b) => mergeTallies(a, b))
    }
    const counted = simulated(null)
    const gap = histogramQuantile(counted.gaps, 0.9)!
    const error = (share: number) => Math.sqrt(Math.max(share * (1 - share), 1e-9) / CYCLES)
    const off = (sum: number, count: number) => Math.abs(sum - count) / CYCLES / error(count / CYCLES)
    const { late, lateSquared } = counted.chances!
    expect(off(late[0], counted.late)).toBeLessThan(SIGMAS)
    // A chance varies less than what happens.
    expect(lateSquared[0]).toBeLessThanOrEqual(late[0] * (1 + 1e-12))
    const { early, beyond } = simulated(gap).chances!
    expect(off(early[0], counted.early)).toBeLessThan(SIGMAS)
    // The quantile lies anywhere in a bin of 0.4 %, in which the chance changes by up to 4 %; many gaps may be equal.
    const around = [0.996, 1.004].map((off) => counted.early - countedBelow(counted.gaps, gap * off))
    expect(off(beyond[0], Math.min(Math.max(beyond[0], around[1]), around[0]))).toBeLessThan(SIGMAS)
  })
})

/** How many values lie below one. */
function countedBelow(histogram: Histogram, value: number): number {
  let [low, high] = [0, 1]
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (histogramQuantile(histogram, middle)! < value) low = middle
    else high = middle
  }
  return low * histogramTotalOf(histogram)
}
const histogramTotalOf = ({ counts }: Histogram) => Array.from(counts).reduce((sum, count) => sum + count, 0)
