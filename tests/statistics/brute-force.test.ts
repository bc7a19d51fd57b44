/**
 * The simulation, and the closed form where there is one, against an independent program that walked through every
 * single request (oracle/brute-force.json). Each figure is compared by its z-score: four standard errors.
 */
import { describe, expect, it } from 'vitest'
import {
  closedForm,
  countQuantile,
  firstTrigger,
  gapCdf,
  histogramQuantile,
  isAtOnce,
  simulate,
  summarize,
  whyNoClosedForm
} from '#core'
import { stampedeSizeQuantile } from '../../src/lib/core/closed-form/stampede-size'
import { quantileSlack, shareError, SIGMAS, zScore } from '../support/statistics'
import * as oracle from '../../src/routes/(site)/learn/model/checks/brute-force.server'

/** A bin of the gap histogram is at most 1/256 wide. */
const BIN = 1 / 256

const quantiles = (row: oracle.BruteForceRow): [string, number, number][] =>
  row.earlyShare === 0 || oracle.isUnsettled(row)
    ? []
    : [
        ['gapP05', 0.05, row.gapP05],
        ['gapP50', 0.5, row.gapP50],
        ['gapP95', 0.95, row.gapP95]
      ]

describe.each(oracle.rows)(
  'T $ttl, Δ $delta (cv $deltaCv), r $rate, β $beta, $coordination:$processes, ρ $expiryResolution, $arrivals:',
  (row) => {
    const model = oracle.modelOfRow(row)
    const tally = simulate(model, isAtOnce(model) ? 100_000 : 20_000, oracle.SEED)
    const { figures, standardErrors } = summarize(model, tally)
    const means = oracle.comparedMeans(row)
    const errorLikeMine = (key: oracle.ComparedKey) =>
      oracle.errorAsOurs(row, key, standardErrors[key]!, tally.cycles)

    it.each(means)('the simulated %s is within four standard errors', (key, theirs, theirError) => {
      const score = zScore(figures[key]!, standardErrors[key]!, theirs, theirError ?? errorLikeMine(key))
      expect(Math.abs(score)).toBeLessThan(SIGMAS)
    })

    it.each(quantiles(row))('the simulated %s is within four standard errors', (_, p, theirs) => {
      const off = quantileSlack(p, tally.early, row.earlyShare * row.cycles)
      expect(theirs).toBeGreaterThan(histogramQuantile(tally.gaps, Math.max(0, p - off))! * (1 - BIN))
      expect(theirs).toBeLessThan(histogramQuantile(tally.gaps, Math.min(1, p + off))! * (1 + BIN))
    })

    if (oracle.isUnsettled(row)) return
    it('the simulated stampedeSizeP99 is within four standard errors', () => {
      const off = quantileSlack(0.99, tally.cycles, row.cycles)
      expect(row.sizeP99).toBeGreaterThanOrEqual(countQuantile(tally.sizes, 0.99 - off)!)
      expect(row.sizeP99).toBeLessThanOrEqual(countQuantile(tally.sizes, Math.min(1, 0.99 + off))!)
    })

    if (whyNoClosedForm(model) !== null) return
    const exact = closedForm(model)
    const law = firstTrigger(model)

    it.each(means)('the closed form of %s is within four standard errors', (key, theirs, theirError) => {
      const score = zScore(exact[key]!, 0, theirs, theirError ?? errorLikeMine(key))
      expect(Math.abs(score)).toBeLessThan(SIGMAS)
    })

    it.each(quantiles(row))('the closed form of %s is within four standard errors', (_, p, theirs) => {
      const below = (gapCdf(law, theirs) - gapCdf(law, 0)) / law.earlyShare
      expect(Math.abs(below - p)).toBeLessThan(quantileSlack(p, row.earlyShare * row.cycles))
    })

    it('the closed form of stampedeSizeP99 is within four standard errors', () => {
      const off = quantileSlack(0.99, row.cycles)
      expect(row.sizeP99).toBeGreaterThanOrEqual(stampedeSizeQuantile(model, law, 0.99 - off))
      expect(row.sizeP99).toBeLessThanOrEqual(stampedeSizeQuantile(model, law, Math.min(0.9999, 0.99 + off)))
    })
  }
)

/**
 * One request every 0.1 s, refreshed Δ = 0.25 s after one of them: the gaps are 0.05, 0.15, 0.25 … s. A cycle is late
 * when no request at a gap of Δ or more triggers; whether Δ itself is in time, a clock decides by its last bit.
 */
describe('evenly spaced requests, one of them exactly a rebuild time before expiry', () => {
  const row = oracle.rows.find(oracle.isOnTheEdge)!
  const model = oracle.modelOfRow(row)
  const noneTriggersFrom = (nearest: number) => {
    let share = 1
    for (let gap = nearest; gap < model.ttl; gap += 1 / model.rate) {
      share *= -Math.expm1(-gap / (model.beta * model.delta))
    }
    return share
  }
  const inTime = noneTriggersFrom(0.25)
  const notInTime = noneTriggersFrom(0.35)

  it('the two shares are those calculated by hand', () => {
    expect(inTime).toBeCloseTo(0.2807, 4)
    expect(notInTime).toBeCloseTo(0.4441, 4)
  })

  it('the simulation takes a write at the instant of expiry as in time', () => {
    const { lateShare } = summarize(model, simulate(model, 20_000, oracle.SEED)).figures
    expect(Math.abs(zScore(lateShare, shareError(inTime, 20_000), inTime))).toBeLessThan(SIGMAS)
  })

  it('the oracle lies between the two', () => {
    expect(row.lateShare).toBeGreaterThan(inTime - SIGMAS * row.lateShareSe)
    expect(row.lateShare).toBeLessThan(notInTime + SIGMAS * row.lateShareSe)
  })
})
