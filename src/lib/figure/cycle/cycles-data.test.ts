import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  closedForm,
  defaultScenario,
  firstTrigger,
  hourly,
  modelOf,
  plainScenario,
  type Scenario
} from '#core'
import { scenarios } from '../../../../tests/links/scenarios'
import { decades, linearStops, logarithmicStops, reachOf } from '$lib/lesson/figures/axes'
import { LESSON_CYCLES, cyclesBetween } from './cycles-data'
import { happeningAt } from './happening'
import { wasteCurve } from '../waste/waste-curve'
import { windowAt } from '../window/window-at'

const scenario = defaultScenario()
const [hot, cold] = scenario.keys
const alone = { delta: 0.25, coordination: 'none' } as const
const betas = Array.from({ length: 41 }, (_, i) => 4 ** (i / 40))

describe('the cycles of a lesson', () => {
  it('are the same for the same seed, whatever coordinates them, and others for another', () => {
    const gaps = (change: object) =>
      cyclesBetween({ ...scenario, ...change }, 0, 1, 4).map((one) => happeningAt(one, 2, alone).first.gap)
    expect(gaps({ coordination: 'lock' })).toEqual(gaps({}))
    expect(gaps({ seed: 2 })).not.toEqual(gaps({}))
    expect(gaps({})).toHaveLength(LESSON_CYCLES)
  })

  it('never refresh later as β rises, and are late or missed no more often', () => {
    for (const place of [0, 1]) {
      for (const cycle of cyclesBetween(scenario, place, 1, 4)) {
        const course = betas.map((beta) => happeningAt(cycle, beta, alone))
        for (let i = 1; i < course.length; i++) {
          expect(course[i].first.gap).toBeGreaterThanOrEqual(course[i - 1].first.gap)
          expect(Number(course[i].late)).toBeLessThanOrEqual(Number(course[i - 1].late))
          expect(Number(course[i].missed)).toBeLessThanOrEqual(Number(course[i - 1].missed))
        }
      }
    }
  })

  it('say late of less than a rebuild before expiry, and missed of none', () => {
    for (const cycle of cyclesBetween(scenario, 1, 1, 4)) {
      const { first, late, missed } = happeningAt(cycle, 4, alone)
      expect(late).toBe(first.gap < 0.25)
      expect(missed).toBe(first.gap <= 0)
    }
  })

  const CYCLES = 4000
  const duplicatesOf = (change: Partial<Scenario>, beta: number) => {
    const it = { ...scenario, ...change }
    const model = modelOf(it, hot, beta)
    const counts = cyclesBetween(it, 0, 1, 4, CYCLES).map(
      (one) => happeningAt(one, beta, model).duplicates.length
    )
    const mean = counts.reduce((sum, count) => sum + count, 0) / CYCLES
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / CYCLES
    return { counts, mean, error: Math.sqrt(variance / CYCLES), law: closedForm(model).duplicatesMean }
  }

  it.each([1, 4])(
    'start as many duplicates in three processes that coalesce as by the law at β = %d',
    (beta) => {
      const { counts, mean, error, law } = duplicatesOf({ coordination: 'coalesce', processes: 3 }, beta)
      // Four standard errors: by chance alone beyond them once in 16,000.
      expect(Math.abs(mean - law)).toBeLessThan(4 * error)
      expect(Math.max(...counts)).toBe(2)
    }
  )

  it('start none with a lock, or in one process', () => {
    expect(Math.max(...duplicatesOf({ coordination: 'lock' }, 1).counts)).toBe(0)
    expect(Math.max(...duplicatesOf({ coordination: 'coalesce', processes: 1 }, 1).counts)).toBe(0)
  })
})

describe('the window at a β', () => {
  it('has the mean of the law, and is as high as the plot', () => {
    for (const key of [hot, cold]) {
      for (const beta of [1, 2.3, 4]) {
        const model = modelOf(scenario, key, beta)
        const { mean, law } = windowAt(model, beta, 20)
        const { meanGapOrZero, earlyShare } = firstTrigger(model)
        expect(mean).toBeCloseTo(meanGapOrZero / earlyShare, 12)
        expect(Math.max(...law.map(({ y }) => y))).toBe(1)
      }
    }
  })

  it('is made of numbers in any scenario', () => {
    fc.assert(
      fc.property(scenarios, fc.constantFrom(1, 1.5, 4), (any, beta) => {
        const plain = plainScenario(any)
        const model = modelOf(plain, plain.keys[0], beta)
        const reach = reachOf([firstTrigger(model)], model.delta, model.ttl)
        expect(reach).toBeGreaterThan(0)
        const { law, tooLate, mean } = windowAt(model, beta, reach)
        const sound = [...law, ...tooLate].every(
          ({ x, y }) => x >= 0 && x <= model.ttl * (1 + 1e-12) && y >= 0 && y < Infinity
        )
        expect(sound && (mean === null || mean <= model.ttl)).toBe(true)
      }),
      { numRuns: 400, seed: 4 }
    )
  })
})

describe('the waste between two β', () => {
  it('is the closed form at both ends, and as near to it between as straight lines come', () => {
    // A line over a step h = ln 4/24 of ln β is off by h²/8 times the second derivative, which is largest for the
    // duplicates at β = 1: of e^(1/β) − 1 it is 2e there, 3.2 times the value. So 0.0013, and the closed form’s 1e-4.
    const near = ((Math.log(4) / 24) ** 2 / 8) * ((2 * Math.E) / (Math.E - 1)) + 1e-4
    const curve = wasteCurve(scenario, hot, 1, 4)
    for (const beta of [1, 1.37, 2, 3.3, 4]) {
      const { duplicatePerHour, prematurePerHour } = hourly(modelOf(scenario, hot, beta))
      const now = curve(beta)
      expect(Math.abs(now.duplicate / duplicatePerHour - 1)).toBeLessThan(near)
      expect(Math.abs(now.premature / prematurePerHour - 1)).toBeLessThan(near)
      expect(now.total).toBe(now.duplicate + now.premature)
    }
    expect(curve(4).duplicate).toBeCloseTo(hourly(modelOf(scenario, hot, 4)).duplicatePerHour, 9)
  })
})

describe('the axes', () => {
  it('leave room beyond the window, but never beyond the lifetime', () => {
    const law = firstTrigger(modelOf(scenario, hot, 4))
    expect(reachOf([law], 0.25, 60)).toBe(20)
    expect(reachOf([law], 0.25, 9)).toBe(9)
  })

  it('have stops at round values that lead back to themselves', () => {
    for (const max of [0.037, 1, 20, 57.3, 3e8]) {
      const { stops, at, stopOf } = linearStops(max)
      expect(stops).toBeGreaterThanOrEqual(125)
      expect(at(stops)).toBeLessThanOrEqual(max)
      for (const stop of [0, 1, 17, stops]) expect(stopOf(at(stop))).toBe(stop)
    }
  })

  it('hold every waste in whole powers of ten, and are there when nothing is wasted', () => {
    expect(decades([106.6, 27.8, 1.55, 8.48])).toEqual([0.1, 1000])
    expect(decades([0, 0])).toEqual([0.1, 10])
    const { stops, at, stopOf } = logarithmicStops([0.1, 1000])
    expect([at(0), at(stops), at(stopOf(27.8))]).toEqual([0.1, 1000, 28])
    expect(stopOf(1e-9)).toBe(0)
  })
})
