import { describe, expect, it } from 'vitest'
import { chiSquare, meanOf, SIGMAS, zScore } from '../../../../tests/support/statistics'
import { poissonCdf } from './gamma'
import { poissonCount } from './poisson-count'
import { Random } from './random'

const N = 40_000

function sample(mean: number): Float64Array {
  const random = new Random(3, 0)
  return Float64Array.from({ length: N }, () => poissonCount(random, mean))
}

// On both sides of each change of method, at 12 and at 1e8.
describe.each([0.3, 5, 11.9, 12.1, 50, 1e4, 1e7, 1e9])('a Poisson count with mean %d', (mean) => {
  const counts = sample(mean)

  it('is a whole number from 0 upwards', () => {
    for (const count of counts) if (!(Number.isInteger(count) && count >= 0)) expect.fail(`${count}`)
  })

  it('has this mean and this variance', () => {
    const moments = meanOf(counts)
    // Standard errors: √(μ/n), and √((μ + 2μ²)/n) from the fourth moment μ + 3μ².
    expect(Math.abs(zScore(moments.mean, Math.sqrt(mean / N), mean))).toBeLessThan(SIGMAS)
    expect(Math.abs(zScore(moments.variance, Math.sqrt((mean + 2 * mean * mean) / N), mean))).toBeLessThan(
      SIGMAS
    )
  })

  it('fills cells of half a standard deviation as its law says', () => {
    const width = Math.max(1, Math.round(Math.sqrt(mean) / 2))
    const from = Math.max(-1, Math.floor(mean - 5 * Math.sqrt(mean)))
    const cells = Math.ceil((10 * Math.sqrt(mean) + 10) / width)
    const upTo = (cell: number) =>
      cell < 0 ? 0 : cell >= cells - 1 ? 1 : poissonCdf(from + (cell + 1) * width, mean)
    const expected = Array.from({ length: cells }, (_, cell) => N * (upTo(cell) - upTo(cell - 1)))
    const observed = new Array<number>(cells).fill(0)
    for (const count of counts) {
      observed[Math.min(cells - 1, Math.max(0, Math.ceil((count - from) / width) - 1))]++
    }
    expect(chiSquare(observed, expected)).toBeLessThan(1)
  })
})

it('a mean of 0 always gives a count of 0', () => {
  const random = new Random(1, 0)
  for (let i = 0; i < 100; i++) expect(poissonCount(random, 0)).toBe(0)
})

it.each([NaN, Infinity])('a mean of %d is refused', (mean) => {
  expect(() => poissonCount(new Random(1, 0), mean)).toThrow(`finite mean of at least 0; it is ${mean}`)
})
