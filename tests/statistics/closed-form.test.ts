import { describe, expect, it } from 'vitest'
import { type Coordination, type FigureKey, type Model, bareModel, closedForm } from '#core'
import points from './oracle/closed-form.json'

/** One row of the oracle: decimal text, 17 digits for the closed figures, 10 for those that need a quadrature. */
type Row = Record<string, string | number | null | undefined>

function modelOfRow(row: Row): Model {
  return {
    ...bareModel({
      ttl: Number(row.ttl),
      delta: Number(row.delta),
      rate: Number(row.rate),
      beta: Number(row.beta)
    }),
    coordination: (row.coordination ?? 'none') as Coordination,
    processes: Number(row.processes ?? 1)
  }
}

const exact: FigureKey[] = [
  'earlyShare',
  'lateShare',
  'gapMean',
  'gapP05',
  'gapP50',
  'gapP95',
  'duplicatesMean'
]
const integrated: FigureKey[] = ['cycleSeconds', 'rebuildsPerHour', 'neededPerHour', 'wastedPerHour']

describe.each(points as Row[])('closed form at T $ttl, Δ $delta, r $rate, β $beta, $coordination', (row) => {
  const figures = closedForm(modelOfRow(row))

  it.each(exact)('%s agrees to 1e-9', (key) => {
    const truth = row[key]
    if (truth === null) return expect(figures[key]).toBeNull()
    const want = Number(truth)
    expect(Math.abs(figures[key]! - want)).toBeLessThanOrEqual(1e-9 * Math.abs(want))
  })

  // Ten digits are printed: half a unit in the tenth, and the quadrature's own 1e-8.
  it.each(integrated)('%s agrees to 2e-9 where ten digits are given', (key) => {
    const want = Number(row[key])
    expect(Math.abs(figures[key]! - want)).toBeLessThanOrEqual(2e-9 * Math.abs(want))
  })

  it('splits the waste as defined, with nothing below zero', () => {
    const premature = Number(row.prematurePerHour)
    const duplicate = Number(row.duplicatePerHour)
    expect(figures.duplicatePerHour + figures.prematurePerHour).toBe(figures.wastedPerHour)
    const want = premature < 0 ? [duplicate + premature, 0] : [duplicate, premature]
    expect(Math.abs(figures.duplicatePerHour - want[0])).toBeLessThanOrEqual(2e-9 * want[0])
    expect(Math.abs(figures.prematurePerHour - want[1])).toBeLessThanOrEqual(1e-8 * want[1])
  })
})
