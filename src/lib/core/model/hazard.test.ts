import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logUniform } from '../../../../tests/statistics/models'
import { hazardBetween, hazardInverse } from './hazard'
import { integrate } from '../math/quadrature'

/** The rule itself: a request at time to expiry h triggers with chance e^(−h/k), one after expiry always. */
const hazard = (h: number, scale: number, rate: number) => rate * (h > 0 ? Math.exp(-h / scale) : 1)

/** Its integral, window scale by window scale; beyond fifty of them nothing is left. */
function summed(from: number, to: number, scale: number, rate: number): number {
  let sum = rate * Math.max(0, Math.min(from, 0) - to)
  for (let low = Math.max(to, 0), i = 0; low < from && i < 50; low += scale, i++) {
    sum += integrate(Math.min(scale, from - low), (left) => hazard(low + left, scale, rate))
  }
  return sum
}

const scales = logUniform(1e-3, 1e3)
const rates = logUniform(1e-3, 1e3)
const gaps = fc.oneof(
  logUniform(1e-3, 1e2),
  logUniform(1e-3, 1e2).map((gap) => -gap),
  fc.constant(0)
)

describe('the mass of triggers', () => {
  it('is the integral of the rule', () => {
    fc.assert(
      fc.property(gaps, gaps, scales, rates, (a, b, scale, rate) => {
        const [from, to] = a > b ? [a, b] : [b, a]
        const truth = summed(from, to, scale, rate)
        expect(Math.abs(hazardBetween(from, to, scale, rate) - truth)).toBeLessThanOrEqual(
          1e-11 * truth + 1e-300
        )
      }),
      { numRuns: 1000, seed: 1 }
    )
  })

  it('without a window comes from expired requests only', () => {
    expect(hazardBetween(10, -2, 0, 5)).toBe(10)
    expect(hazardBetween(10, 3, 0, 5)).toBe(0)
  })
})

describe('its inverse', () => {
  it('is inverted by hazardInverse', () => {
    fc.assert(
      fc.property(gaps, logUniform(1e-6, 1e3), scales, rates, (from, e, scale, rate) => {
        const to = hazardInverse(from, e, scale, rate)
        expect(to).toBeLessThanOrEqual(from)
        // Back and forth loses the digits that `to` loses as a difference: of `from` and of e.
        const lost = 4e-16 * (Math.abs(from) + scale) * hazard(to, scale, rate)
        expect(Math.abs(hazardBetween(from, to, scale, rate) - e)).toBeLessThanOrEqual(1e-12 * e + lost)
      }),
      { numRuns: 5000, seed: 2 }
    )
  })

  it('without a window waits for expiry', () => {
    expect(hazardInverse(10, 3, 0, 2)).toBe(-1.5)
    expect(hazardInverse(-1, 3, 0, 2)).toBe(-2.5)
  })
})
