/**
 * True values by mpmath 1.3 at 40 digits; E₁ and eˣE₁ are tabulated in Abramowitz & Stegun, tables 5.1 and 5.2
 * (E₁(0.5) = 0.559773595, E₁(2) = 0.048900511, 10·e¹⁰E₁(10) = 0.915633339).
 */
import { describe, expect, it } from 'vitest'
import { ein, growthDelay, scaledE1 } from './exponential-integral'
import { exp } from './fixed-math'

/** Ten roundings or so go into each value, of up to 1.1e-16 each. */
const DIGITS = 2e-15

const near = (mine: number, truth: number, tolerance = DIGITS * truth) =>
  expect(Math.abs(mine - truth)).toBeLessThanOrEqual(tolerance)

describe('the exponential integral', () => {
  it.each([
    [0.001, 6.331539364136149],
    [0.5, 0.5597735947761608],
    [1, 0.21938393439552029],
    [1.5, 0.10001958240663265],
    [2, 0.04890051070806112],
    [5, 0.0011482955912753257],
    [20, 9.835525290649882e-11],
    [500, 1.4220767822536383e-220]
  ])('E₁(%d) is %d', (x, truth) => near(exp(-x) * scaledE1(x), truth))

  it('is 0 at infinity, not NaN', () => {
    expect(scaledE1(Infinity)).toBe(0)
  })

  it.each([
    [0.001, 6.337874070325488],
    [1, 0.5963473623231941],
    [1.5, 0.448256669291583],
    [10, 0.09156333393978808],
    [700, 0.0014265364183008867],
    [1e5, 9.99990000199994e-6],
    [1e300, 1e-300]
  ])('e^x E₁(x) at %d is %d', (x, truth) => near(scaledE1(x), truth))

  it.each([
    [0, 0],
    [1e-10, 9.99999999975e-11],
    [0.5, 0.44384207911774837],
    [1, 0.7965995992970532],
    [1.0000001, 0.7965996625091077],
    [10, 2.879804914864508],
    [1e300, 691.3527435631153]
  ])('Ein(%d) is %d', (x, truth) => near(ein(x), truth))
})

describe('the delay of a growing rate', () => {
  // It is at most w, and good to a few roundings of w.
  it.each([
    [1e-9, 1, 3.678794410873967e-10],
    [1e-6, 50, 4.8999975750008024e-5],
    [0.5, 3, 0.849786882538045],
    [1, 0.25, 0.02674886576874983],
    [5, 2, 1.7359545836121992],
    [30, 10, 9.965472878207075],
    [60, 0.4, 0.3830457996706667],
    [100, 0.001, 4.835871866872721e-5],
    [2000, 0.5, 0.49949974974962424],
    [1e6, 1e-12, 4.999998333332083e-19],
    [1e9, 1000, 999.999999999]
  ])('up to %d after %d is %d', (y, w, truth) => near(growthDelay(y, w), truth, 2 * DIGITS * w))

  it('is the same on both sides of each change of method', () => {
    for (const [y, w] of [
      [1, 2],
      [40, 3],
      [40 * Math.E, 1],
      [1.0001, 1e-3]
    ]) {
      const [below, above] = [growthDelay(y * (1 - 1e-9), w), growthDelay(y * (1 + 1e-9), w)]
      // The true difference is below 2e-9·y·w·e⁻ʷ ≤ 2e-9·w·y, and grows with y.
      expect(above - below).toBeGreaterThanOrEqual(-DIGITS * w)
      expect(above - below).toBeLessThan(2e-9 * y * w)
    }
  })
})
