import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lifetime, firstGap } from '../../src/routes/(site)/learn/model/laws/order-figure'
import { logUniform, modelWith } from './models'
import { kolmogorovSmirnov, meanOf, shareError, SIGMAS, zScore } from '../support/statistics'
import {
  type BetaPath,
  type PathModel,
  type Trigger,
  Random,
  betaPath,
  closedForm,
  firstAt,
  firstTrigger,
  gapCdf
} from '#core'
import { happeningAt } from '../../src/lib/figure/cycle/happening'

const SEED = 3
const LEAST = 0.5
const MOST = 8

function paths(model: PathModel, n: number): BetaPath[] {
  const random = new Random(SEED, 0)
  return Array.from({ length: n }, (_, cycle) => {
    random.seek(cycle)
    return betaPath(model, LEAST, MOST, random)
  })
}

const hot = { ttl: 60, delta: 0.25, rate: 1000 }
const warm = { ttl: 60, delta: 0.25, rate: 20 }
const cold = { ttl: 60, delta: 0.25, rate: 0.5 }
/** Keys whose window reaches back to the write. */
const wide = { ttl: 5, delta: 1, rate: 2 }

describe.each([
  ['hot', hot],
  ['warm', warm],
  ['cold', cold],
  ['wide', wide]
])('the cycles of a %s key at every β', (_, model) => {
  // Kolmogorov & Smirnov see 0.025 of a distribution, and a share is known to 4·√(p(1 − p)/8000) = 0.02.
  const n = 8000
  const cycles = paths(model, n)

  it.each([LEAST, 1, 2.5, MOST])('follow the law of the gap at β = %f', (beta) => {
    const law = firstTrigger({ ...model, beta })
    const gaps = cycles.map((path) => firstAt(path, beta).gap)
    const early = Float64Array.from(gaps.filter((gap) => gap > 0))
    const error = shareError(law.earlyShare, n)
    expect(Math.abs(zScore(early.length / n, error, law.earlyShare))).toBeLessThan(SIGMAS)
    const missed = gapCdf(law, 0)
    expect(kolmogorovSmirnov(early, (gap) => (gapCdf(law, gap) - missed) / law.earlyShare)).toBeLessThan(1)
    const waits = Float64Array.from(gaps.filter((gap) => gap <= 0).map((gap) => -gap * model.rate))
    if (waits.length > 0) expect(kolmogorovSmirnov(waits, (wait) => -Math.expm1(-wait))).toBeLessThan(1)
  })

  it.each([LEAST, 1, 2.5, MOST])('start as many duplicates as the closed form at β = %f', (beta) => {
    const { mean, error } = meanOf(
      cycles.map(
        (path) =>
          happeningAt({ ...path, processes: [] }, beta, { ...model, coordination: 'none' }).duplicates.length
      )
    )
    const truth = closedForm(modelWith({ ...model, beta })).duplicatesMean
    expect(Math.abs(zScore(mean, error, truth))).toBeLessThan(SIGMAS)
  })
})

describe('against the lifetime walked through request by request', () => {
  const model = { ttl: 20, delta: 0.5, rate: 10 }
  const n = 4000
  const walked = Array.from({ length: n }, (_, cycle) => lifetime(model, cycle, SEED))
  const drawn = paths(model, n)
  const pairsOf = <T>(cycles: T[], gapAt: (cycle: T, beta: number) => number) =>
    cycles.map((cycle) => [gapAt(cycle, 1), gapAt(cycle, 4)])
  const slow = pairsOf<Trigger[]>(walked, firstGap)
  const fast = pairsOf(drawn, (path, beta) => Math.max(0, firstAt(path, beta).gap))
  const compare = (measure: (pair: number[]) => number) => {
    const [a, b] = [slow, fast].map((pairs) => meanOf(pairs.map(measure)))
    return Math.abs(zScore(a.mean, a.error, b.mean, b.error))
  }

  it('as many cycles keep their first request when β rises', () => {
    expect(compare(([before, after]) => (before === after ? 1 : 0))).toBeLessThan(SIGMAS)
  })

  it('the first request moves as far, and together with where it was', () => {
    expect(compare(([before, after]) => after - before)).toBeLessThan(SIGMAS)
    expect(compare(([before, after]) => (after - before) ** 2)).toBeLessThan(SIGMAS)
    expect(compare(([before, after]) => after * before)).toBeLessThan(SIGMAS)
  })
})

/** Anything that the limits allow. */
const models = fc
  .record({ ttl: logUniform(1e-3, 3e8), delta: logUniform(1e-6, 864_000), rate: logUniform(1e-9, 1e9) })
  .map((model) => ({ ...model, delta: Math.min(model.delta, model.ttl) }))
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })

describe('anywhere in the limits', () => {
  it('a larger β never refreshes later, and every step needs a larger β than the one before', () => {
    fc.assert(
      fc.property(models, logUniform(1.001, 1000), seeds, (model, most, seed) => {
        const { steps, triggers } = betaPath(model, 1, most, new Random(seed, 0))
        expect(steps[0].from).toBeLessThanOrEqual(1)
        const rises = steps.every(
          (step, i) => i === 0 || (step.from > steps[i - 1].from && step.gap >= steps[i - 1].gap)
        )
        const ordered = triggers.every((one, i) => i === 0 || one.gap <= triggers[i - 1].gap)
        const limited = triggers.every(
          ({ gap, from }) => gap <= model.ttl && gap > -Infinity && from >= 0 && from <= most
        )
        expect([rises, ordered, limited]).toEqual([true, true, true])
      }),
      { numRuns: 1500, seed: 5 }
    )
  })

  it('the work grows with a power of the logarithm of the request rate only', () => {
    const work = (rate: number) => meanOf(paths({ ...hot, rate }, 400).map((path) => path.triggers.length))
    const [slow, ...fast] = [1e3, 1e6, 1e9].map(work)
    // Some ln(largest β / smallest)·ln(rk) steps, beside each a stampede of all β that still run there: at most the
    // square of ln(rk), within the standard error of a quotient of two means.
    const heat = (rate: number) => Math.log(rate * MOST * hot.delta)
    for (const [i, rate] of [1e6, 1e9].entries()) {
      const quotient = fast[i].mean / slow.mean
      const error = quotient * Math.hypot(fast[i].error / fast[i].mean, slow.error / slow.mean)
      expect(zScore(quotient, error, (heat(rate) / heat(1e3)) ** 2)).toBeLessThan(SIGMAS)
    }
  })

  it('looks up the same first trigger as a search through all of them', () => {
    for (const path of paths(warm, 300)) {
      for (const beta of [LEAST, 1, 1.7, 4, MOST])
        expect(firstAt(path, beta)).toBe(path.triggers.find(({ from }) => from <= beta))
    }
  })
})
