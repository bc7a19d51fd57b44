import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random } from '../math/random'
import type { Arrivals } from '../model/scenario'
import { idleChance, idleQuantile } from './idle-interval'

const burst = (on: number, off: number): Arrivals => ({ kind: 'burst', on, off })

describe('the chance of no request', () => {
  it('is exponential for requests at random, and linear for even ones', () => {
    expect(idleChance(0.5, { kind: 'poisson' }, 3)).toBeCloseTo(Math.exp(-1.5), 15)
    expect(idleChance(0.5, { kind: 'even' }, 1)).toBeCloseTo(0.5, 15)
    expect(idleChance(0.5, { kind: 'even' }, 3)).toBe(0)
  })

  it('starts at 1, falls at the mean rate, and never rises', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }).map((power) => 10 ** power),
        fc.double({ min: -3, max: 3, noNaN: true }).map((power) => 10 ** power),
        fc.double({ min: -3, max: 3, noNaN: true }).map((power) => 10 ** power),
        (rate, on, off) => {
          const arrivals = burst(on, off)
          expect(idleChance(rate, arrivals, 0)).toBe(1)
          const fastest = 1 / on + 1 / off + (rate * (on + off)) / on
          // The second derivative is at most rate·fastest, so over a step h the slope is off by rate·fastest·h/2.
          const step = 1e-3 / fastest
          expect((1 - idleChance(rate, arrivals, step)) / (rate * step)).toBeCloseTo(1, 2)
          let last = 1
          for (let t = step; t < 1e3 / rate; t *= 2) {
            const next = idleChance(rate, arrivals, t)
            expect(next).toBeGreaterThanOrEqual(0)
            expect(next).toBeLessThanOrEqual(last)
            last = next
          }
        }
      ),
      { numRuns: 200, seed: 1 }
    )
  })

  it('is that of random requests where the pauses are too short to notice', () => {
    for (const t of [0.1, 1, 5]) expect(idleChance(2, burst(1e-6, 1e-6), t)).toBeCloseTo(Math.exp(-2 * t), 5)
  })

  it('agrees with phases and requests drawn one by one', () => {
    const [rate, on, off, wait] = [1.5, 2, 6, 3]
    const random = new Random(1, 0)
    const n = 100_000
    let silent = 0
    for (let i = 0; i < n; i++) {
      let isOn = random.uniform() < on / (on + off)
      let at = 0
      let heard = false
      while (at < wait && !heard) {
        const phase = (isOn ? on : off) * random.exponential()
        if (isOn) heard = at + (random.exponential() * on) / (rate * (on + off)) < Math.min(wait, at + phase)
        at += phase
        isOn = !isOn
      }
      if (!heard) silent++
    }
    const expected = idleChance(rate, burst(on, off), wait)
    // Four standard errors of a share.
    expect(Math.abs(silent / n - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / n))
  })

  it('solves the equation of the phases, with requests in both', () => {
    for (const [rate, on, off, ratio] of [
      [1.5, 2, 6, 5],
      [0.3, 60, 540, 25],
      [40, 0.1, 0.02, 1.5],
      [2, 3, 7, 1]
    ]) {
      const quiet = (rate * (on + off)) / (ratio * on + off)
      const peak = ratio * quiet
      let [atPeak, inQuiet, time] = [1, 1, 0]
      const slope = (a: number, b: number) => [(b - a) / on - peak * a, (a - b) / off - quiet * b]
      const steps = 4000
      const step = 3 / rate / steps
      // Runge and Kutta's fourth order.
      for (let i = 0; i < steps; i++) {
        const k1 = slope(atPeak, inQuiet)
        const k2 = slope(atPeak + (step / 2) * k1[0], inQuiet + (step / 2) * k1[1])
        const k3 = slope(atPeak + (step / 2) * k2[0], inQuiet + (step / 2) * k2[1])
        const k4 = slope(atPeak + step * k3[0], inQuiet + step * k3[1])
        atPeak += (step / 6) * (k1[0] + 2 * k2[0] + 2 * k3[0] + k4[0])
        inQuiet += (step / 6) * (k1[1] + 2 * k2[1] + 2 * k3[1] + k4[1])
        time += step
      }
      const expected = (on * atPeak + off * inQuiet) / (on + off)
      expect(idleChance(rate, { kind: 'burst', on, off, ratio }, time)).toBeCloseTo(expected, 9)
    }
  })

  it('has quantiles at which it has the given chance', () => {
    for (const arrivals of [
      { kind: 'poisson' },
      { kind: 'even' },
      burst(2, 18),
      burst(0.1, 0.1),
      { kind: 'burst', on: 2, off: 18, ratio: 5 }
    ] as Arrivals[]) {
      for (const chance of [0.5, 0.001, 1e-9]) {
        expect(idleChance(0.5, arrivals, idleQuantile(0.5, arrivals, chance))).toBeCloseTo(chance, 12)
      }
    }
  })
})
