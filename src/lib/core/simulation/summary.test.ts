import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modelWith } from '../../../../tests/statistics/models'
import { countsOf } from '../../../../tests/support/statistics'
import { closedForm } from '../closed-form/closed-form'
import { FIGURE_KEYS } from '../model/figures'
import type { Model } from '../model/scenario'
import { simulate } from './simulate'
import { summarize } from './served/summarize'
import type { Cycle } from './served/served-cycle'
import { addCycle, audit, closeTally, emptyTally, mergeTallies, openTally } from './tally'

const model = modelWith({ ttl: 60, delta: 0.25, rate: 10 })

function tallyOf(cycles: readonly Cycle[]) {
  const tally = openTally()
  for (const cycle of cycles) addCycle(tally, cycle)
  return closeTally(tally)
}

/** Of this size, and not so near zero that a histogram of them takes long to merge. */
const sixteenths = (min: number, max: number) =>
  fc.integer({ min: 16 * min, max: 16 * max }).map((n) => n / 16)

const cycles: fc.Arbitrary<Cycle[]> = fc.array(
  fc
    .record({
      gap: sixteenths(-5, 30),
      late: fc.boolean(),
      duplicates: fc.integer({ min: 0, max: 20 }),
      stretch: sixteenths(-30, 5),
      blocked: fc.integer({ min: 1, max: 30 })
    })
    .map((cycle) => ({ ...cycle, late: cycle.late || cycle.gap <= 0 })),
  { minLength: 2, maxLength: 30 }
)

describe('a summary', () => {
  it('has the means of its cycles', () => {
    const { figures, stampedeSizeMax, cycles } = summarize(
      model,
      tallyOf([
        { gap: 2, late: false, duplicates: 3, stretch: -1, blocked: 4 },
        { gap: 0.2, late: true, duplicates: 0, stretch: 0, blocked: 1 },
        { gap: -1, late: true, duplicates: 1, stretch: 1.5, blocked: 2 },
        { gap: 4, late: false, duplicates: 0, stretch: -4.5, blocked: 1 }
      ])
    )
    expect(cycles).toBe(4)
    expect(stampedeSizeMax).toBe(4)
    expect(figures.earlyShare).toBe(0.75)
    expect(figures.lateShare).toBe(0.5)
    expect(figures.gapMean).toBeCloseTo(6.2 / 3, 14)
    expect(figures.duplicatesMean).toBe(1)
    expect(figures.cycleSeconds).toBe(60.25 - 1)
    expect(figures.rebuildsPerHour).toBeCloseTo((3600 * 2) / 59.25, 12)
    expect(figures.neededPerHour).toBeCloseTo(3600 / 60.35, 12)
    expect(figures.duplicatePerHour).toBeCloseTo(3600 / 59.25, 12)
    expect(figures.prematurePerHour).toBeCloseTo(3600 / 59.25 - 3600 / 60.35, 12)
    expect(figures.blockedShare).toBeCloseTo(2 / 592.5, 14)
    expect(figures.requestsPerRebuild).toBe(2.5)
  })

  it('has the standard errors of means and of ratios of means', () => {
    fc.assert(
      fc.property(cycles, (played) => {
        const { figures, standardErrors } = summarize(model, tallyOf(played))
        const n = played.length
        /** s/√n by its definition. */
        const error = (values: number[]) => {
          const mean = values.reduce((sum, value) => sum + value, 0) / values.length
          const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
          return Math.sqrt(squares / (values.length - 1) / values.length)
        }
        const length = (cycle: Cycle) => 60.25 + cycle.stretch
        /** Of the ratio mean(y)/mean(length): the error of y − ratio·length, over the mean length. */
        const ratioError = (y: (cycle: Cycle) => number) => {
          const ratio =
            played.reduce((sum, c) => sum + y(c), 0) / played.reduce((sum, c) => sum + length(c), 0)
          return error(played.map((cycle) => y(cycle) - ratio * length(cycle))) / figures.cycleSeconds
        }
        const early = played.map(({ gap }) => gap).filter((gap) => gap > 0)
        // Sums of squares of up to 30 terms of up to 900 lose so many digits against a difference of 1e-6.
        expect(standardErrors.duplicatesMean).toBeCloseTo(error(played.map((c) => c.duplicates)), 6)
        expect(standardErrors.cycleSeconds).toBeCloseTo(error(played.map(length)), 6)
        expect(standardErrors.rebuildsPerHour).toBeCloseTo(3600 * ratioError((c) => 1 + c.duplicates), 3)
        // Where premature waste would be negative, the duplicates are all of the waste.
        const wasted = figures.prematurePerHour === 0 ? 1 : 0
        expect(standardErrors.duplicatePerHour).toBeCloseTo(
          3600 * ratioError((c) => wasted + c.duplicates),
          3
        )
        expect(standardErrors.prematurePerHour).toBeCloseTo(3600 * ratioError(() => 1), 3)
        expect(standardErrors.blockedShare).toBeCloseTo(ratioError((c) => c.blocked) / 10, 6)
        if (early.length > 1) expect(standardErrors.gapMean).toBeCloseTo(error(early), 6)
        const share = figures.lateShare
        const shareVariance = Math.max(share * (1 - share), 1 / n)
        expect(standardErrors.lateShare).toBeCloseTo(Math.sqrt(shareVariance / n), 12)
      }),
      { numRuns: 300, seed: 1 }
    )
  })

  it('gives a share of 0 or 1 a standard error above 0', () => {
    const { standardErrors } = summarize(
      model,
      tallyOf(new Array(100).fill({ gap: 1, late: false, duplicates: 0, stretch: 0, blocked: 1 }))
    )
    // As if one in a hundred had been late: √(1/100/100).
    expect(standardErrors.lateShare).toBeCloseTo(0.01, 14)
    expect(standardErrors.earlyShare).toBeCloseTo(0.01, 14)
  })

  it('has no gap where no cycle is early', () => {
    const miss = tallyOf([{ gap: -1, late: true, duplicates: 0, stretch: 1, blocked: 1 }])
    const { figures, standardErrors } = summarize(model, miss)
    for (const key of FIGURE_KEYS) {
      expect(figures[key] === null).toBe(key.startsWith('gap'))
      expect(standardErrors[key] === null).toBe(key.startsWith('gap'))
    }
  })

  it('of nothing is refused', () => {
    expect(() => summarize(model, emptyTally())).toThrow(
      'A summary needs at least one cycle; the tally has 0'
    )
  })
})

describe('a tally', () => {
  it('merged is the tally of all cycles', () => {
    fc.assert(
      fc.property(cycles, cycles, (a, b) => {
        const merged = mergeTallies(tallyOf(a), tallyOf(b))
        const whole = tallyOf([...a, ...b])
        expect(countsOf(merged)).toStrictEqual(countsOf(whole))
        expect(merged.stretch).toBeCloseTo(whole.stretch, 9)
        expect(merged.blockedStretch).toBeCloseTo(whole.blockedStretch, 6)
      }),
      // A sum that is merged wrongly is wrong in nearly every run.
      { numRuns: 60, seed: 2 }
    )
  })

  it('with nothing is itself, and merging leaves both as they were', () => {
    const tally = tallyOf([{ gap: 1, late: false, duplicates: 2, stretch: 0, blocked: 3 }])
    const copy = structuredClone(tally)
    expect(mergeTallies(emptyTally(), tally)).toStrictEqual(copy)
    expect(mergeTallies(tally, emptyTally())).toStrictEqual(copy)
    mergeTallies(tally, tally)
    expect(tally).toStrictEqual(copy)
  })

  it.each(['cycles', 'early'] as const)('whose %s were miscounted fails its own audit', (key) => {
    const tally = tallyOf([{ gap: 1, late: false, duplicates: 0, stretch: 0, blocked: 1 }])
    tally[key]++
    expect(() => audit(tally)).toThrow('audit failed')
  })

  it('in which a miss was not late fails its own audit', () => {
    expect(() => tallyOf([{ gap: -1, late: false, duplicates: 0, stretch: 0, blocked: 1 }])).toThrow(
      'audit failed'
    )
  })
})

describe('the error of a quantile', () => {
  const QUANTILES = ['gapP05', 'gapP50', 'gapP95'] as const
  /** How many standard errors each run is off, for each quantile. */
  const far = (change: Partial<Model>, cycles: number, runs: number) => {
    const model = modelWith(change)
    const exact = closedForm(model)
    const all = Array.from({ length: runs }, (_, seed) => summarize(model, simulate(model, cycles, seed)))
    return QUANTILES.map((key) =>
      all.map(({ figures, standardErrors }) =>
        figures[key] === null ? 0.1 : Math.abs(figures[key] - exact[key]!) / standardErrors[key]!
      )
    )
  }

  it.each([
    { beta: 1.782, ttl: 1147, delta: 158.3, rate: 38110, coordination: 'lock' },
    { beta: 4, ttl: 60, delta: 20, rate: 1e5, coordination: 'lock' }
  ] as Partial<Model>[])('holds where gaps crowd in one bin at the lifetime: %o', (change) => {
    for (const all of far(change, 5000, 8)) expect(Math.max(...all)).toBeLessThan(2)
  })

  it.each([10, 30, 100, 900])(
    'holds for %d cycles, where neighbouring values may be close by chance',
    (cycles) => {
      for (const change of [{}, { rate: 0.5, beta: 4 }])
        for (const all of far(change, cycles, 200)) {
          // Of a bell-shaped error 0.27 % are further than three; of ten values, a few more.
          expect(all.filter((z) => z > 3).length / all.length).toBeLessThan(0.04)
          // And it is not far too large: a quarter of them are further than a twentieth.
          if (cycles >= 30) expect(all.filter((z) => z > 0.05).length / all.length).toBeGreaterThan(0.25)
        }
    }
  )
})
