import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kolmogorovSmirnov, SIGMAS } from '../../../../tests/support/statistics'
import { lognormalOfQuantiles, lognormalQuantiles, lognormalSpread } from './lognormal'
import { fitLognormal } from './lognormal-fit'
import { Random } from './random'

const draws = (mean: number, cv: number, n: number, seed = 1) => {
  const random = new Random(seed, 0)
  return Float64Array.from({ length: n }, () => random.lognormal(mean, cv))
}

/** ln 10 = 2.3026 is σ·2.3263: σ = 0.98979, σ² = 0.97968, so the mean is 0.1·e^0.48984 and cv² is e^0.97968 − 1. */
it('p50 100 ms and p99 1 s are a mean of 163 ms and a cv of 1.29', () => {
  const { mean, cv } = lognormalOfQuantiles({ p50: 0.1, p99: 1 })
  expect(mean).toBeCloseTo(0.16321, 5)
  expect(cv).toBeCloseTo(1.2898, 4)
})

describe('quantiles and moments', () => {
  const p50 = fc.double({ min: 1e-6, max: 1e6, noNaN: true })
  const spread = fc.double({ min: 1, max: lognormalSpread(5), noNaN: true })

  it('come back the same through mean and cv', () => {
    fc.assert(
      fc.property(p50, spread, (p50, spread) => {
        const there = { p50, p99: p50 * spread }
        const back = lognormalQuantiles(lognormalOfQuantiles(there))
        // Near cv 0, expm1 and log1p keep the digits that a difference of numbers near 1 would lose.
        expect(Math.abs(back.p50 / there.p50 - 1)).toBeLessThan(1e-12)
        expect(Math.abs(back.p99 / there.p99 - 1)).toBeLessThan(1e-12)
      })
    )
  })

  it('hold the mean above the median, and the cv in the bound of the spread', () => {
    fc.assert(
      fc.property(p50, spread, (p50, spread) => {
        const { mean, cv } = lognormalOfQuantiles({ p50, p99: p50 * spread })
        expect(mean).toBeGreaterThanOrEqual(p50 * (1 - 1e-12))
        expect(cv).toBeLessThanOrEqual(5 * (1 + 1e-12))
      })
    )
  })

  it('of a fixed time are that time', () => {
    expect(lognormalOfQuantiles({ p50: 2, p99: 2 }).cv).toBe(0)
    expect(lognormalQuantiles({ mean: 2, cv: 0 })).toEqual({ p50: 2, p99: 2 })
  })

  it('are those that the simulation draws', () => {
    const sample = draws(0.25, 0.8, 20_000)
    const { p50, p99 } = lognormalQuantiles({ mean: 0.25, cv: 0.8 })
    const below = (bound: number) => sample.filter((x) => x <= bound).length / sample.length
    // Standard errors of the shares below: √(0.5·0.5/20000) = 0.0035 and √(0.99·0.01/20000) = 0.0007.
    expect(Math.abs(below(p50) - 0.5)).toBeLessThan(SIGMAS * 0.0035)
    expect(Math.abs(below(p99) - 0.99)).toBeLessThan(SIGMAS * 0.0007)
  })

  it.each([
    { p50: 0, p99: 1 },
    { p50: 1, p99: 0.5 },
    { p50: NaN, p99: 1 },
    { p50: 1, p99: Infinity }
  ])('refuse %o, and say why', (bad) => {
    expect(() => lognormalOfQuantiles(bad)).toThrow(`p50 is ${bad.p50}, p99 is ${bad.p99}`)
  })
})

describe('a fit', () => {
  it('recovers mean and cv of its sample’s law within its standard errors', () => {
    const cvs = fc.double({ min: 0.05, max: 3, noNaN: true })
    const seeds = fc.integer({ min: 0, max: 1e9 })
    fc.assert(
      fc.property(cvs, seeds, fc.integer({ min: 50, max: 2000 }), (cv, seed, n) => {
        const fit = fitLognormal(draws(0.25, cv, n, seed))
        const sigma = Math.sqrt(Math.log1p(cv * cv))
        const [mu, fitted] = [Math.log(fit.mean), Math.sqrt(Math.log1p(fit.cv * fit.cv))]
        // Standard errors of μ and σ are σ/√n and σ/√(2n); ln mean = μ + σ²/2 has √(σ²/n + σ⁴/(2n)).
        // Six of them: a hundred runs of two figures, and σ of fifty is not yet quite normal.
        const error = Math.sqrt((sigma ** 2 + sigma ** 4 / 2) / n)
        expect(Math.abs(mu - Math.log(0.25))).toBeLessThan(6 * error)
        expect(Math.abs(fitted - sigma)).toBeLessThan((6 * sigma) / Math.sqrt(2 * n))
      }),
      { seed: 20150801 }
    )
  })

  it('gives the Kolmogorov-Smirnov distance of an independent implementation', () => {
    const sample = draws(0.25, 0.5, 400)
    const { mean, cv, distance } = fitLognormal(sample)
    const sigma = Math.sqrt(Math.log1p(cv * cv))
    const mu = Math.log(mean) - sigma ** 2 / 2
    // Φ by Abramowitz & Stegun 26.2.17, good to 7.5e-8.
    const phi = (z: number) => {
      const t = 1 / (1 + 0.2316419 * Math.abs(z))
      const poly =
        t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
      const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly
      return z < 0 ? tail : 1 - tail
    }
    // The other one is in units of √(ln(2/6.334e-5)/2/n).
    const units = Math.sqrt(Math.log(2 / 6.334e-5) / 2 / 400)
    expect(distance).toBeCloseTo(kolmogorovSmirnov(sample, (x) => phi((Math.log(x) - mu) / sigma)) * units, 6)
  })

  it('is beyond the critical distance once in a hundred samples that are lognormal', () => {
    const runs = 3000
    let beyond = 0
    for (let seed = 1; seed <= runs; seed++) {
      const { distance, critical } = fitLognormal(draws(1, 0.7, 60, seed))
      if (distance! > critical) beyond++
    }
    // √(0.01·0.99/3000) = 0.0018; Stephens’ formula is itself good to a few parts in a hundred of the level.
    expect(Math.abs(beyond / runs - 0.01)).toBeLessThan(SIGMAS * 0.0018)
  })

  it('is poor where there are two kinds of rebuild', () => {
    const { distance, critical } = fitLognormal([...draws(0.02, 0.1, 300, 1), ...draws(2, 0.1, 100, 2)])
    expect(distance!).toBeGreaterThan(3 * critical)
  })

  it('of one duration, or of equal ones, is that duration, fixed', () => {
    const fitted = { p50: 0.1, p99: 0.1 }
    const sample = { ...fitted, mean: 0.1, cv: 0 }
    expect(fitLognormal([0.1])).toMatchObject({ n: 1, mean: 0.1, cv: 0, sample, fitted, distance: null })
    expect(fitLognormal([0.1, 0.1, 0.1])).toMatchObject({ mean: 0.1, cv: 0, distance: null })
  })

  it('gives the figures of the sample: interpolated quantiles, mean and cv', () => {
    // Mean 2.5, variance (1.5² + 0.5² + 0.5² + 1.5²)/4 = 1.25; p99 at 0.99·3 = 2.97.
    const { p50, p99, mean, cv } = fitLognormal([4, 1, 3, 2]).sample
    expect([p50, mean]).toEqual([2.5, 2.5])
    expect(p99).toBeCloseTo(3.97, 12)
    expect(cv).toBeCloseTo(Math.sqrt(1.25) / 2.5, 12)
  })

  it.each([[[]], [[1, 0]], [[1, -2]], [[1, NaN]], [[1, Infinity]]])('refuses %j', (sample) => {
    expect(() => fitLognormal(sample)).toThrow(RangeError)
  })
})
