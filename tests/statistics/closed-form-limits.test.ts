/** The closed form over the whole range of the limits: rates of 1e9, β of 1000, windows of femtoseconds. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  COORDINATIONS,
  FIGURE_KEYS,
  type FigureKey,
  PARAMETERS,
  closedForm,
  firstTrigger,
  gapQuantile,
  hourly
} from '#core'
import { stampede } from '../../src/lib/core/closed-form/stampede'
import { closedFormModels, logUniform, modelWith, nameOf } from './models'

const shares: FigureKey[] = ['earlyShare', 'lateShare', 'blockedShare']
/** Seven dimensions, of which a fault takes a corner: what is wrong in one model of 200 is found with 1 − e⁻⁵ = 99.3 %. */
const RUNS = 1000
/** The closed form is good to this, relative. */
const DIGITS = 1e-9

describe('anywhere in the limits', () => {
  it('every figure is a number from 0 upwards, shares are at most 1, gaps are in order and in the lifetime', () => {
    fc.assert(
      fc.property(closedFormModels, (model) => {
        const figures = closedForm(model)
        for (const key of FIGURE_KEYS) {
          const value = figures[key]
          if (value === null) expect([key.startsWith('gap'), figures.earlyShare]).toEqual([true, 0])
          else if (!(value >= 0 && value < Infinity)) expect.fail(`${key} is ${value}`)
        }
        for (const key of shares) expect(figures[key]).toBeLessThanOrEqual(1)
        // To the last digit of 1: the two are not computed from each other.
        expect(figures.earlyShare).toBeGreaterThanOrEqual(1 - figures.lateShare - 1e-15)
        expect(figures.stampedeSizeP99).toBeGreaterThanOrEqual(1)
        expect(figures.wastedPerHour).toBe(figures.duplicatePerHour + figures.prematurePerHour)
        expect(figures.rebuildsPerHour).toBe(figures.neededPerHour + figures.wastedPerHour)
        if (figures.gapP05 === null) return
        expect(figures.gapP50).toBeGreaterThanOrEqual(figures.gapP05)
        expect(figures.gapP95).toBeGreaterThanOrEqual(figures.gapP50!)
        expect(figures.gapP95).toBeLessThanOrEqual(model.ttl)
        expect(figures.gapMean).toBeLessThanOrEqual(model.ttl)
      }),
      { numRuns: RUNS, seed: 61 }
    )
  })

  it('a larger β refreshes no later and leaves no more cycles late', () => {
    fc.assert(
      fc.property(closedFormModels, logUniform(1 + 1e-6, 100), (model, factor) => {
        const beta = Math.min(PARAMETERS.beta.max, model.beta === 0 ? factor : model.beta * factor)
        const [before, after] = [firstTrigger(model), firstTrigger({ ...model, beta })]
        expect(after.lateShare).toBeLessThanOrEqual(before.lateShare)
        expect(after.earlyShare).toBeGreaterThanOrEqual(before.earlyShare)
        if (before.earlyShare === 0) return
        const [mean, laterMean] = [before, after].map((law) => law.meanGapOrZero / law.earlyShare)
        expect(laterMean).toBeGreaterThanOrEqual(mean * (1 - DIGITS))
        for (const p of [0.05, 0.5, 0.95]) {
          expect(gapQuantile(after, p)).toBeGreaterThanOrEqual(gapQuantile(before, p)! * (1 - DIGITS))
        }
      }),
      { numRuns: RUNS, seed: 62 }
    )
  })

  it('the hourly bill for lines has four digits', () => {
    fc.assert(
      fc.property(closedFormModels, (model) => {
        const exact = closedForm(model)
        const { rebuildsPerHour, wastedPerHour } = hourly(model)
        expect(Math.abs(rebuildsPerHour - exact.rebuildsPerHour)).toBeLessThan(1e-4 * exact.rebuildsPerHour)
        expect(Math.abs(wastedPerHour - exact.wastedPerHour)).toBeLessThanOrEqual(1e-4 * exact.wastedPerHour)
      }),
      { numRuns: 500, seed: 64 }
    )
  })

  it('more coordination starts no more rebuilds in a cycle', () => {
    fc.assert(
      fc.property(closedFormModels, (model) => {
        const law = firstTrigger(model)
        const [none, coalesced, locked] = COORDINATIONS.map(
          (coordination) => stampede({ ...model, coordination }, law).duplicates
        )
        expect(coalesced).toBeLessThanOrEqual(none * (1 + DIGITS))
        expect(locked).toBe(0)
      }),
      { numRuns: RUNS, seed: 63 }
    )
  })
})

describe('at the corners of the limits', () => {
  const ends = (key: 'ttl' | 'delta' | 'rate' | 'beta') => [PARAMETERS[key].min, PARAMETERS[key].max]
  const corners = ends('ttl').flatMap((ttl) =>
    ends('delta').flatMap((delta) =>
      ends('rate').flatMap((rate) =>
        [...ends('beta'), 1e-9, 1].map((beta) => ({ ttl, delta: Math.min(delta, ttl), rate, beta }))
      )
    )
  )
  it.each(corners.map((corner) => [nameOf(corner), corner] as const))('with %s', (_, corner) => {
    for (const coordination of ['none', 'coalesce', 'lock'] as const) {
      const figures = closedForm(modelWith({ ...corner, coordination, processes: PARAMETERS.processes.max }))
      for (const key of FIGURE_KEYS) {
        const value = figures[key]
        if (value !== null && !(value >= 0 && value < Infinity))
          expect.fail(`${coordination}: ${key} is ${value}`)
      }
    }
  })
})

it('as β falls to 0 the figures become those of plain TTL', () => {
  for (const coordination of ['none', 'coalesce', 'lock'] as const) {
    const model = modelWith({ rate: 100, coordination, processes: 8 })
    const [plain, nearly] = [0, 1e-12].map((beta) => closedForm({ ...model, beta }))
    for (const key of [
      'duplicatesMean',
      'cycleSeconds',
      'rebuildsPerHour',
      'blockedShare',
      'stampedeSizeP99'
    ] as const) {
      // A window of 1e-12 · Δ holds 2.5e-11 requests.
      expect(Math.abs(nearly[key] - plain[key])).toBeLessThan(1e-9 * plain[key] + 1e-300)
    }
    expect(firstTrigger({ ...model, beta: 1e-300 }).earlyShare).toBe(0)
  }
})
