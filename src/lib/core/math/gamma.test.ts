/** True values by mpmath 1.3 at 40 digits: gammainc and betainc, regularized. */
import { describe, expect, it } from 'vitest'
import { binomialCdf, lnGamma, poissonCdf } from './gamma'

describe('ln Γ', () => {
  it.each([
    [0.001, 6.907178885383854],
    [0.5, 0.5723649429247001],
    [1, 0],
    [1.5, -0.12078223763524522],
    [2, 0],
    [3, 0.6931471805599453],
    [7.25, 7.052185450738539],
    [9.999, 12.799575780077413],
    [100.5, 361.43554046777763],
    [1e4, 82099.71749644238],
    [1e8, 1742068066.1038346]
  ])('of %d is %d', (x, truth) => {
    // Twenty roundings of the largest intermediate, which is 16 below 10 and the value itself above.
    expect(Math.abs(lnGamma(x) - truth)).toBeLessThanOrEqual(20 * 1.1e-16 * Math.max(16, truth))
  })
})

describe('the Poisson distribution', () => {
  it.each([
    [0, 0.3, 0.7408182206817179],
    [2, 0.3, 0.9964005068169105],
    [0, 5, 0.006737946999085467],
    [5, 5, 0.615960654833063],
    [20, 5, 0.9999999189074954],
    [12, 11.9, 0.5874004452293355],
    [40, 50, 0.08607000011796095],
    [950, 1000, 0.05783629295532321],
    [1100, 1000, 0.9991323590365564],
    [9900, 9999, 0.16231112818828744]
  ])('P(N ≤ %d) at mean %d is %d', (n, mean, truth) => {
    // The exponent n·ln(mean) − mean − ln n! cancels: its digits are those of its largest term.
    expect(Math.abs(poissonCdf(n, mean) - truth)).toBeLessThanOrEqual(
      2e-15 + 1.1e-16 * mean * Math.log(mean + 1)
    )
  })

  it.each([
    [10_000, 10_000, 0.5026595812190076],
    [9900, 10_000, 0.15987118224528374],
    [10_300, 10_000, 0.998613282242913],
    [999_000, 1_000_000, 0.1587762998117256],
    [1_003_000, 1_000_000, 0.9986464098708988]
  ])('P(N ≤ %d) at mean %d is %d to the expansion’s next term', (n, mean, truth) => {
    // Edgeworth's next terms are of the order of 1/mean, times a number below 1/50.
    expect(Math.abs(poissonCdf(n, mean) - truth)).toBeLessThanOrEqual(0.02 / mean)
  })

  it('is 0 below 0 and stays in 0…1', () => {
    expect(poissonCdf(-1, 3)).toBe(0)
    expect(poissonCdf(0, 0)).toBe(1)
    for (const mean of [0.1, 10, 9999, 1e4, 1e9, 1e15]) {
      for (const off of [-20, -6, -1, 0, 1, 6, 20]) {
        const p = poissonCdf(Math.floor(mean + off * Math.sqrt(mean)), mean)
        expect(p).toBeGreaterThanOrEqual(0)
        expect(p).toBeLessThanOrEqual(1)
      }
    }
  })
})

describe('the binomial distribution', () => {
  it.each([
    [0, 1, 0.5, 0.5],
    [0, 7, 0.25, 0.13348388671875],
    [3, 7, 0.25, 0.929443359375],
    [6, 7, 0.25, 0.99993896484375],
    [32, 63, 0.5, 0.599346753747967],
    [10, 63, 0.01, 0.9999999999618217],
    [60, 63, 0.99, 0.025454379828033277],
    [5000, 99_999, 0.05, 0.5040518231178855],
    [99_990, 99_999, 0.9999, 0.6671803214368409],
    [1, 99_999, 1e-6, 0.9953212910403068]
  ])('P(N ≤ %d) of %d trials at %d is %d', (n, trials, p, truth) => {
    // The logarithm of the first term cancels: its digits are those of ln(trials!).
    const cancelled = 1.1e-16 * lnGamma(trials + 1)
    expect(Math.abs(binomialCdf(n, trials, p) - truth)).toBeLessThanOrEqual(1e-14 + cancelled)
  })

  it('is 0 below 0 successes, 1 at all of them, and knows certain and impossible trials', () => {
    expect(binomialCdf(-1, 5, 0.5)).toBe(0)
    expect(binomialCdf(5, 5, 0.5)).toBe(1)
    expect(binomialCdf(0, 5, 0)).toBe(1)
    expect(binomialCdf(4, 5, 1)).toBe(0)
  })
})
