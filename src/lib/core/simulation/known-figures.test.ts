import { describe, expect, it } from 'vitest'
import { closedForm, SETTLED, settles, overlapShare, whySimulated } from '../closed-form/closed-form'
import { knownFigures } from './known-figures'
import { modelOf } from '../model/model-of'
import { Random } from '../math/random'
import { defaultScenario } from '../model/fields'
import type { Model } from '../model/scenario'
import { simulate } from './simulate'
import { summarize } from './served/summarize'

const [hot] = defaultScenario().keys
const modelWith = (change: Partial<Model>): Model => ({ ...modelOf(defaultScenario(), hot), ...change })

/** Cycles of the rule, request by request: the last writer wins. Written for this test alone. */
function byHand({ ttl, delta, rate, beta }: Model, cycles: number) {
  const random = new Random(7, 3)
  let time = 0
  let expiry = ttl
  const running: number[] = []
  let [rebuilds, first, early, late, gaps] = [0, 0, 0, 0, 0]
  let unwritten = false
  for (;;) {
    time += random.exponential() / rate
    // Writes that came before this request, in their order.
    running.sort((a, b) => a - b)
    while (running.length > 0 && running[0] <= time) {
      const write = running.shift()!
      if (unwritten && write > expiry) late++
      unwritten = false
      expiry = write + ttl
    }
    if (!(random.exponential() * beta * delta >= expiry - time)) continue
    if (running.length === 0) {
      if (first++ === cycles)
        return {
          size: rebuilds / cycles,
          hourly: (3600 * rebuilds) / time,
          early: early / cycles,
          late: late / cycles,
          gap: gaps / early
        }
      if (time < expiry) {
        early++
        gaps += expiry - time
      }
      unwritten = true
    }
    rebuilds++
    running.push(time + delta)
  }
}

describe('a key whose refreshes run into each other', () => {
  const model = modelWith({ ttl: 5, delta: 2, rate: 10 })

  it('has the rebuilds of a simulation, and the first trigger of the law: as one that goes request by request', () => {
    const cycles = 40_000
    const truth = byHand(model, cycles)
    const summary = summarize(model, simulate(model, cycles, 1))
    expect(whySimulated(model)).toBe('refreshes that run into each other')
    expect(knownFigures(model, null)).toBeNull()
    const { figures, errors } = knownFigures(model, summary)!
    // Of an outside program: 12.5 rebuilds each time. Both are known to about 0.5 %.
    expect(Math.abs(1 + figures.duplicatesMean - 12.5)).toBeLessThan(0.3)
    expect(Math.abs((1 + figures.duplicatesMean) / truth.size - 1)).toBeLessThan(0.03)
    expect(Math.abs(figures.rebuildsPerHour / truth.hourly - 1)).toBeLessThan(0.01)
    expect(Math.abs(figures.wastedPerHour - 4333)).toBeLessThan(45)
    expect(errors!.rebuildsPerHour).toBeGreaterThan(0)
    // Shares are known to 0.0025, a mean of gaps to 0.005 s.
    expect(Math.abs(figures.earlyShare - truth.early)).toBeLessThan(0.01)
    expect(Math.abs(figures.lateShare - truth.late)).toBeLessThan(0.01)
    expect(Math.abs(figures.gapMean! - truth.gap)).toBeLessThan(0.03)
    expect(errors!.gapMean).toBe(0)
    const { gapMean, lateShare } = closedForm(model)
    expect([figures.gapMean, figures.lateShare]).toEqual([gapMean, lateShare])
    // The closed form says less than half of it.
    expect(1 + closedForm(model).duplicatesMean).toBeLessThan(6)
  })
})

describe('up to the threshold the closed form is within 1 %', () => {
  it.each([
    [0.5, 1],
    [3, 1],
    [10, 3],
    [3000, 1]
  ])('at %d requests a rebuild and β = %d', (rate, beta) => {
    const at = (ttl: number) => modelWith({ ttl, delta: 1, rate, beta })
    let [low, high] = [1, 1000]
    for (let i = 0; i < 60; i++) {
      const middle = Math.sqrt(low * high)
      if (settles(at(middle))) high = middle
      else low = middle
    }
    const model = at(high)
    expect(overlapShare(model)).toBeCloseTo(SETTLED, 6)
    const { figures, standardErrors } = summarize(model, simulate(model, 200_000, 3))
    const exact = closedForm(model)
    for (const key of ['rebuildsPerHour', 'wastedPerHour', 'cycleSeconds'] as const)
      expect(Math.abs(figures[key] / exact[key] - 1)).toBeLessThan(
        0.01 + (3 * standardErrors[key]!) / exact[key]
      )
    expect(Math.abs(figures.duplicatesMean - exact.duplicatesMean)).toBeLessThan(
      0.01 * (1 + exact.duplicatesMean) + 3 * standardErrors.duplicatesMean!
    )
  })
})
