import { describe, expect, it } from 'vitest'
import {
  chiSquare,
  correlation,
  kolmogorovSmirnov,
  meanOf,
  SIGMAS,
  zScore
} from '../../../../tests/support/statistics'
import { Random } from './random'

const N = 100_000

function sample(draw: (random: Random) => number, random = new Random(1, 0)): Float64Array {
  return Float64Array.from({ length: N }, () => draw(random))
}

/** The first numbers of consecutive streams, as consecutive cycles see them. */
function acrossCycles(seed: number, shard: number, skip = 0, first = 0): Float64Array {
  const random = new Random(seed, shard)
  return Float64Array.from({ length: N }, (_, i) => {
    random.seek(first + i)
    for (let j = 0; j < skip; j++) random.uniform()
    return random.uniform()
  })
}

/**
 * A generator whose next two words have these bits: the state that the scrambler of xoshiro128** turns into them, by the
 * inverses of 9 and 5 modulo 2³². With a = c the second word is that of the first.
 */
function stuckAt(word: number): Random {
  const rotated = Math.imul(word, 0x38e38e39)
  const b = Math.imul((rotated >>> 7) | (rotated << 25), 0xcccccccd)
  return Object.assign(new Random(1, 0), { a: 0, b, c: 0, d: 0 })
}

/** Counts of pairs in a grid of so many cells a side. */
function pairs(a: Float64Array, b: Float64Array, side: number): number[] {
  const counts = new Array<number>(side * side).fill(0)
  a.forEach((x, i) => counts[Math.floor(x * side) * side + Math.floor(b[i] * side)]++)
  return counts
}

it('several exponential numbers are those that come one by one', () => {
  const [one, other] = [new Random(7, 3), new Random(7, 3)]
  const places = new Float64Array(5)
  one.fillExponential(places)
  expect([...places]).toEqual([...places].map(() => other.exponential()))
})

describe('the uniform number', () => {
  it('is never 0 and never 1, whatever the bits', () => {
    expect(stuckAt(0).uniform()).toBe(2 ** -53)
    expect(stuckAt(-1).uniform()).toBe(1 - 2 ** -53)
  })

  it('hence the exponential is never 0 and never infinite', () => {
    expect(stuckAt(-1).exponential()).toBeGreaterThan(0)
    expect(stuckAt(0).exponential()).toBeCloseTo(53 * Math.LN2, 12)
  })

  it('is uniform within one stream', () => {
    expect(
      kolmogorovSmirnov(
        sample((random) => random.uniform()),
        (x) => x
      )
    ).toBeLessThan(1)
  })

  it('is uniform in its lowest bits', () => {
    const low = sample((random) => (random.uniform() * 2 ** 40) % 1)
    expect(kolmogorovSmirnov(low, (x) => x)).toBeLessThan(1)
  })

  it.each([0, 1, 5])('is uniform across the cycles, at draw %d of each', (skip) => {
    expect(kolmogorovSmirnov(acrossCycles(1, 0, skip), (x) => x)).toBeLessThan(1)
  })
})

describe('a stream is addressed by seed, shard and cycle', () => {
  it('the same address gives the same numbers, whatever was drawn before', () => {
    const random = new Random(42, 3)
    random.seek(17)
    const once = [random.uniform(), random.normal(), random.exponential()]
    random.seek(4)
    for (let i = 0; i < 100; i++) random.normal()
    random.seek(17)
    expect([random.uniform(), random.normal(), random.exponential()]).toStrictEqual(once)
    expect(new Random(42, 3).uniform()).toBe(sample((fresh) => fresh.uniform(), new Random(42, 3))[0])
  })

  it('no two of 60,000 neighbouring addresses start with the same number', () => {
    const starts = new Set<number>()
    for (const seed of [0, 1, 2, 2 ** 31, 2 ** 32 - 1]) {
      for (let shard = 0; shard < 4; shard++) {
        const random = new Random(seed, shard)
        for (let cycle = 0; cycle < 3000; cycle++) {
          random.seek(cycle)
          starts.add(random.uniform())
        }
      }
    }
    expect(starts.size).toBe(5 * 4 * 3000)
  })

  // Independent samples correlate by 0 ± 1/√n, and their pairs fill a grid of 16 × 16 evenly.
  const base = acrossCycles(1, 0)
  it.each([
    ['the next draw of each cycle', acrossCycles(1, 0, 1)],
    ['the next cycle', acrossCycles(1, 0, 0, 1)],
    ['the cycle 32 further', acrossCycles(1, 0, 0, 32)],
    ['the next shard', acrossCycles(1, 1)],
    ['the last shard', acrossCycles(1, 31)],
    ['the next seed', acrossCycles(2, 0)],
    ['the seed with another top bit', acrossCycles(1 + 2 ** 31, 0)],
    ['seed and shard swapped', acrossCycles(0, 1)]
  ])('%s is independent', (_, other) => {
    expect(Math.abs(correlation(base, other)) * Math.sqrt(N)).toBeLessThan(SIGMAS)
    expect(chiSquare(pairs(base, other, 16), new Array(256).fill(N / 256))).toBeLessThan(1)
  })
})

describe('the laws drawn from it', () => {
  it('the exponential has mean 1', () => {
    expect(
      kolmogorovSmirnov(
        sample((random) => random.exponential()),
        (x) => -Math.expm1(-x)
      )
    ).toBeLessThan(1)
  })

  it('the normal has mean 0, variance 1 and no skew', () => {
    const normal = sample((random) => random.normal())
    const { mean, variance } = meanOf(normal)
    // Standard errors of the first three moments of a standard normal: 1/√n, √2/√n, √15/√n.
    expect(Math.abs(zScore(mean, 1 / Math.sqrt(N), 0))).toBeLessThan(SIGMAS)
    expect(Math.abs(zScore(variance, Math.sqrt(2 / N), 1))).toBeLessThan(SIGMAS)
    const cubes = meanOf(normal.map((x) => x ** 3)).mean
    expect(Math.abs(zScore(cubes, Math.sqrt(15 / N), 0))).toBeLessThan(SIGMAS)
  })

  it('the normal fills the cells of its table', () => {
    // P(|Z| < edge) is 0.25, 0.5, 0.75, 0.95 and 0.99: Abramowitz & Stegun, table 26.5.
    const edges = [0.318639, 0.67449, 1.150349, 1.959964, 2.575829, Infinity]
    const shares = [0.25, 0.25, 0.25, 0.2, 0.04, 0.01]
    const counts = new Array<number>(edges.length).fill(0)
    for (const x of sample((random) => random.normal()))
      counts[edges.findIndex((edge) => Math.abs(x) < edge)]++
    expect(
      chiSquare(
        counts,
        shares.map((share) => share * N)
      )
    ).toBeLessThan(1)
  })

  it.each([0.3, 1.5])('the lognormal with mean 2 and coefficient of variation %d has both', (cv) => {
    const draws = sample((random) => random.lognormal(2, cv))
    const sigma = Math.sqrt(Math.log(1 + cv * cv))
    // ln X is normal with variance σ² = ln(1 + cv²) and mean ln 2 − σ²/2.
    const logs = meanOf(draws.map(Math.log))
    expect(Math.abs(zScore(logs.mean, sigma / Math.sqrt(N), Math.LN2 - (sigma * sigma) / 2))).toBeLessThan(
      SIGMAS
    )
    const error = sigma * sigma * Math.sqrt(2 / N)
    expect(Math.abs(zScore(logs.variance, error, sigma * sigma))).toBeLessThan(SIGMAS)
    // The mean itself: cv·2/√n.
    expect(Math.abs(zScore(meanOf(draws).mean, (cv * 2) / Math.sqrt(N), 2))).toBeLessThan(SIGMAS)
  })
})
