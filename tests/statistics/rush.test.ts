/**
 * The triggers before a cycle's first write, drawn at once and drawn one by one, give the same figures within four standard
 * errors. The cost of drawing them at once does not grow with the stampede.
 */
import { describe, expect, it } from 'vitest'
import { PoissonBatch } from '../../src/lib/core/simulation/requests/trigger-batch'
import { FIGURE_KEYS, type Model, Random, SimulatedKey, type Tally, countQuantile, summarize } from '#core'
import { hazardBetween } from '../../src/lib/core/model/hazard'
import { PaperRule } from '../../src/lib/core/model/paper-rule'
import { addCycle, closeTally, openTally } from '../../src/lib/core/simulation/tally'
import { chiSquare, kolmogorovSmirnov, quantileSlack, SIGMAS, zScore } from '../support/statistics'
import { modelWith, nameOf } from './models'

const burst = { kind: 'burst', on: 2, off: 18 } as const
const even = { kind: 'even' } as const

/** A mean that spreads by itself is off by at most 4·√(2/4000) = 9 %, in each of some 12 figures and 13 models. */
const CYCLES = 4000
/** Cycles to run before counting. */
const WARM_UP = 20

/** @param atOnce false for a source that has every trigger drawn one by one */
function play(model: Model, cycles: number, seed: number, atOnce: boolean): { tally: Tally; work: number } {
  const random = new Random(seed, 0)
  const key = new SimulatedKey(model, random)
  // Without `batch` the simulation draws every trigger one by one.
  if (!atOnce) (key as unknown as { source: { batch: () => null } }).source.batch = () => null
  const tally = openTally()
  let cutOff = 0
  for (let i = 0; i < WARM_UP + cycles; i++) {
    random.seek(i)
    if (!key.cycle()) cutOff++
    if (i >= WARM_UP) addCycle(tally, key.last)
  }
  expect(cutOff).toBe(0)
  key.audit()
  return { tally: closeTally(tally), work: key.work }
}

const models: Partial<Model>[] = [
  { ttl: 10, rate: 40, arrivals: burst },
  { ttl: 10, rate: 40, arrivals: burst, beta: 0 },
  // Phases much shorter than a rebuild: several of them in one rush.
  { ttl: 10, rate: 400, arrivals: { kind: 'burst', on: 0.02, off: 0.03 }, beta: 0.4 },
  { ttl: 10, rate: 40, arrivals: { ...burst, ratio: 5 } },
  { ttl: 10, rate: 400, arrivals: { kind: 'burst', on: 0.02, off: 0.03, ratio: 3 }, beta: 0.4 },
  { ttl: 10, rate: 40, arrivals: even, beta: 0.5 },
  { ttl: 10, rate: 40, resolution: 1 },
  { ttl: 10, rate: 40, resolution: 1, beta: 0 },
  // Short lifetimes: some request often triggers before the last write, and the rush is taken apart.
  { ttl: 1.5, rate: 40, arrivals: burst, beta: 0.8 },
  { ttl: 1.2, rate: 40, arrivals: even, beta: 0.8 },
  { ttl: 2, rate: 40, resolution: 1, beta: 0.8 },
  { ttl: 0.6, delta: 0.5, rate: 7, arrivals: even, beta: 0.5 },
  // The coarse expiry has passed already when the first value is written.
  { ttl: 0.8, rate: 10, resolution: 1 }
]

describe.each(models.map((changes) => [nameOf(changes), modelWith(changes)] as const))('%s', (_, model) => {
  const [mine, theirs] = [play(model, CYCLES, 51, true), play(model, CYCLES, 52, false)].map(
    ({ tally }) => tally
  )
  const [a, b] = [mine, theirs].map((tally) => summarize(model, tally))

  it.each(FIGURE_KEYS.filter((key) => !/P\d\d$/.test(key)))('%s', (key) => {
    if (a.figures[key] === null) return expect(b.figures[key]).toBeNull()
    const score = zScore(a.figures[key], a.standardErrors[key]!, b.figures[key]!, b.standardErrors[key]!)
    expect(Math.abs(score)).toBeLessThan(SIGMAS)
  })

  it.each([0.1, 0.5, 0.9, 0.99])('the quantile of the stampede size at %d', (p) => {
    const off = quantileSlack(p, mine.cycles, theirs.cycles)
    const size = countQuantile(theirs.sizes, p)!
    expect(size).toBeGreaterThanOrEqual(countQuantile(mine.sizes, Math.max(0, p - off))!)
    expect(size).toBeLessThanOrEqual(countQuantile(mine.sizes, Math.min(1, p + off))!)
  })
})

it.each<Partial<Model>>([
  { arrivals: burst },
  { arrivals: burst, beta: 0 },
  { arrivals: { ...burst, ratio: 5 } },
  { arrivals: { ...burst, ratio: 5 }, beta: 0 },
  { arrivals: even, beta: 0 },
  { resolution: 1 },
  { resolution: 1, beta: 0 },
  { resolution: 1, beta: 0.1, rate: 1e6 }
])('a cycle takes no more work than ten rebuilds, however many it starts: %o', (changes) => {
  const cycles = 200
  const { tally, work } = play(modelWith({ rate: 100_000, ...changes }), cycles, 53, true)
  expect(work).toBeLessThan(10 * (WARM_UP + cycles))
  if (changes.beta !== undefined) expect(tally.duplicates).toBeGreaterThan(1000 * cycles)
})

describe('a batch of Poisson triggers', () => {
  const [from, to, scale, rate] = [0.4, -0.3, 0.25, 30]
  const mass = hazardBetween(from, to, scale, rate)
  const rule = new PaperRule(1, 40)
  rule.store(scale)
  const draws = 20_000

  it('has a Poisson count', () => {
    const batch = new PoissonBatch(new Random(3, 0))
    const seen: number[] = []
    for (let i = 0; i < draws; i++) {
      batch.begin(rule, rate).add(from, to)
      seen[batch.count] = (seen[batch.count] ?? 0) + 1
    }
    const expected: number[] = []
    for (let n = 0, chance = Math.exp(-mass); n < 50; n++, chance *= mass / n) expected.push(draws * chance)
    expect(chiSquare(seen, expected)).toBeLessThan(1)
  })

  it('has an exponential mass of triggers after its last one', () => {
    const batch = new PoissonBatch(new Random(4, 0))
    const after = Float64Array.from({ length: draws }, () => {
      batch.begin(rule, rate).add(from, to)
      return batch.count > 0 ? hazardBetween(batch.last, to, scale, rate) : mass
    })
    const cdf = (m: number) => (m < mass ? -Math.expm1(-m) : 1)
    // Batches without a trigger count at the end, where the law jumps: fewer than 20 of all draws.
    expect(Math.exp(-mass) * draws).toBeLessThan(20)
    expect(kolmogorovSmirnov(after, cdf)).toBeLessThan(1)
  })

  it('places the triggers uniformly in their mass, the last one last', () => {
    const batch = new PoissonBatch(new Random(5, 0))
    const masses: number[] = []
    for (let i = 0; i < 3000; i++) {
      const times: number[] = []
      batch.begin(rule, rate).add(from, to)
      batch.each((at) => times.push(at))
      expect(times.length).toBe(batch.count)
      if (batch.count > 0) expect(Math.min(...times)).toBe(batch.last)
      for (const at of times) masses.push(hazardBetween(from, at, scale, rate) / mass)
    }
    // Given their Poisson count the triggers are uniform and independent.
    expect(kolmogorovSmirnov(Float64Array.from(masses), (share) => Math.min(1, share))).toBeLessThan(1)
  })
})
