/**
 * Caches with options against the oracle: an independent program that simulates every request. Every figure agrees within
 * four standard errors of both; what oracle/README.md allows besides is written out here.
 */
import { describe, expect, it } from 'vitest'
import { optionLaw, simulate, summarize, whyNoLaw } from '#core'
import { SIGMAS } from '../support/statistics'
import { linkOf, modelOfLink, rowsOf, titleOf, type PolicyRow } from './policies'

type Numbers = Record<string, number | null>
interface Row extends PolicyRow {
  cycles: number
  figures: Numbers
  se: Numbers
}

/** Cycles of each row: a fifth of the oracle’s 100,000, or fewer where a cycle holds hundreds of rebuilds. */
const CYCLES = 6000
const FEW = 1500

/** Two standard errors as one, with what is allowed besides. */
function errorOf(name: string, truth: number, mine: number, theirs: number, cycles: number): number {
  const both = Math.sqrt(mine * mine + theirs * theirs)
  // A share of cycles near 0 or 1 may have the printed error 0.
  if (['earlyShare', 'lateShare', 'collapse'].includes(name))
    return Math.max(both, Math.sqrt(Math.max(Math.min(truth, 1 - truth), 1 / cycles) / cycles))
  // Where all cycles are alike, 1/cycles of the value.
  return Math.max(both, Math.abs(truth) / cycles)
}

describe.each(rowsOf<Row>('policies.json').map((row) => [titleOf(row), row] as const))('%s', (_, row) => {
  const model = modelOfLink(linkOf(row))
  const cycles = row.figures.rebuildsPerCycle! > 100 ? FEW : CYCLES
  const summary = summarize(model, simulate(model, cycles, 5))
  const figures: Numbers = { ...summary.figures, ...summary.served!.figures }
  const errors: Numbers = { ...summary.standardErrors, ...summary.served!.standardErrors }
  figures.rebuildsPerCycle = 1 + figures.duplicatesMean!
  errors.rebuildsPerCycle = errors.duplicatesMean
  const known = Object.entries(row.figures).filter(([name]) => name !== 'collapse' || row.origin! > 0)

  it.each(known.filter(([name]) => !/P99$/.test(name)))('simulated %s', (name, truth) => {
    if (truth === null) return expect(figures[name]).toBeNull()
    const error = errorOf(name, truth, errors[name]!, row.se[name]!, cycles)
    // Where both are exactly 0 there is no error to compare with.
    expect(Math.abs(figures[name]! - truth)).toBeLessThanOrEqual(SIGMAS * error)
  })

  it('simulated inFlightMaxP99', () => {
    // A count moves in whole steps: one of both is allowed.
    const error = Math.max(errors.inFlightMaxP99!, row.se.inFlightMaxP99!)
    expect(Math.abs(figures.inFlightMaxP99! - row.figures.inFlightMaxP99!)).toBeLessThanOrEqual(
      SIGMAS * error + 1
    )
  })

  it('simulated waitP99', () => {
    const error = errorOf('waitP99', row.figures.waitP99!, errors.waitP99!, row.se.waitP99!, cycles)
    // A bin of the histogram is at most 1/256 wide.
    const bin = errors.waitP99! > 0 ? row.figures.waitP99! / 256 : 0
    expect(Math.abs(figures.waitP99! - row.figures.waitP99!)).toBeLessThan(SIGMAS * error + bin)
  })

  if (whyNoLaw(model) !== null) return
  const law = optionLaw(model)
  const exact: Numbers = { ...law.figures, ...law.served, rebuildsPerCycle: 1 + law.figures.duplicatesMean }

  it.each(known.filter(([name, truth]) => truth !== null && exact[name] != null && !/P99$/.test(name)))(
    'the law of %s',
    (name, truth) => {
      const error = errorOf(name, truth!, 0, row.se[name]!, row.cycles)
      // Where both are exactly 0 there is no error to compare with.
      expect(Math.abs(exact[name]! - truth!)).toBeLessThanOrEqual(SIGMAS * error)
    }
  )

  it('the law of inFlightMaxP99', () => {
    expect(Math.abs(exact.inFlightMaxP99! - row.figures.inFlightMaxP99!)).toBeLessThanOrEqual(1)
  })
})
