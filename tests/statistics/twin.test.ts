/**
 * Two simulations of one key that share nothing but the random numbers: trigger by trigger, as the tool does it, and
 * request by request, as the cache does it. Every figure within four standard errors.
 */
import { describe, expect, it } from 'vitest'
import { isAtOnce } from '$lib/core/at-once-key'
import { FIGURE_KEYS } from '$lib/core/figures'
import { countQuantile, histogramQuantile } from '$lib/core/histogram'
import { Random } from '$lib/core/random'
import { replay } from '$lib/core/replay'
import type { Model } from '$lib/core/scenario'
import { simulate } from '$lib/core/simulate'
import { summarize } from '$lib/core/summary'
import { addCycle, closeTally, openTally, type Tally } from '$lib/core/tally'
import { quantileSlack, SIGMAS, zScore } from '../support/statistics'
import { modelWith, nameOf } from './models'

/** Cycles to play before counting, until the first one is forgotten. */
const WARM_UP = 20

function tallyReplay(model: Model, cycles: number, seed: number): Tally {
  const tally = openTally()
  let played = 0
  for (const cycle of replay(model, new Random(seed, 0), WARM_UP + cycles)) {
    if (played++ >= WARM_UP) addCycle(tally, cycle)
  }
  return closeTally(tally)
}

const small = { ttl: 10, rate: 20 }
const burst = { kind: 'burst', on: 1, off: 3 } as const
const even = { kind: 'even' } as const

const models: Partial<Model>[] = [
  small,
  { ttl: 10, rate: 1, beta: 4 },
  { ...small, beta: 0 },
  { ...small, rate: 40, coordination: 'coalesce', processes: 4 },
  { ...small, beta: 0.5, coordination: 'lock' },
  { ...small, deltaCv: 0.7 },
  { ...small, deltaCv: 1.5, beta: 2, coordination: 'lock' },
  { ttl: 9.7, rate: 20, resolution: 1 },
  { ttl: 2, delta: 0.5, rate: 4, resolution: 3 },
  { ttl: 10, rate: 7.3, arrivals: even },
  {
    ttl: 3,
    delta: 1,
    rate: 3,
    beta: 3,
    arrivals: even,
    coordination: 'coalesce',
    processes: 3,
    deltaCv: 0.4
  },
  { ttl: 10, rate: 7.3, arrivals: even, coordination: 'lock', beta: 0.5 },
  { ...small, arrivals: burst },
  { ...small, arrivals: burst, coordination: 'coalesce', processes: 3, beta: 0.5 },
  { ...small, arrivals: burst, coordination: 'lock', beta: 2, deltaCv: 0.5 },
  // Refreshes run into one another: most cycles do not end with their first rebuilds.
  { ttl: 5, delta: 1, rate: 20, beta: 2 },
  { ttl: 5, delta: 1, rate: 20, beta: 2, coordination: 'coalesce', processes: 3 },
  { ttl: 2, delta: 2, rate: 3 }
]

describe.each(models.map((changes) => [nameOf(changes), modelWith(changes)] as const))('%s', (_, model) => {
  const mine = simulate(model, isAtOnce(model) ? 20_000 : 6000, 41)
  const theirs = tallyReplay(model, 2500, 42)
  const [a, b] = [mine, theirs].map((tally) => summarize(model, tally))

  // 18 models with about 12 figures that are not the same by definition: one seed in 70 would fail by chance.
  it.each(FIGURE_KEYS.filter((key) => !/P\d\d$/.test(key)))('%s', (key) => {
    if (a.figures[key] === null) return expect(b.figures[key]).toBeNull()
    const score = zScore(a.figures[key], a.standardErrors[key]!, b.figures[key]!, b.standardErrors[key]!)
    expect(Math.abs(score)).toBeLessThan(SIGMAS)
  })

  if (mine.early > 0)
    it.each([0.05, 0.5, 0.95])('the quantile of the gap at %d', (p) => {
      const off = quantileSlack(p, mine.early, theirs.early)
      const gap = histogramQuantile(theirs.gaps, p)!
      // A bin is at most 1/256 wide.
      expect(gap).toBeGreaterThan(histogramQuantile(mine.gaps, Math.max(0, p - off))! * (1 - 1 / 256))
      expect(gap).toBeLessThan(histogramQuantile(mine.gaps, Math.min(1, p + off))! * (1 + 1 / 256))
    })

  it('the quantile of the stampede size at 0.99', () => {
    const off = quantileSlack(0.99, mine.cycles, theirs.cycles)
    const size = countQuantile(theirs.sizes, 0.99)
    expect(size).toBeGreaterThanOrEqual(countQuantile(mine.sizes, 0.99 - off)!)
    expect(size).toBeLessThanOrEqual(countQuantile(mine.sizes, Math.min(1, 0.99 + off))!)
  })
})
