import { describe, expect, it } from 'vitest'
import { closedForm } from '#core'
import {
  EXACT_FIGURES,
  INTEGRATED,
  modelOfPoint,
  points
} from '../../src/routes/(site)/learn/model/checks/digits.server'

describe.each(points)('closed form at T $ttl, Δ $delta, r $rate, β $beta, $coordination', (row) => {
  const figures = closedForm(modelOfPoint(row))

  it.each(EXACT_FIGURES)('%s agrees to 1e-9', (key) => {
    const truth = row[key]
    if (truth === null) return expect(figures[key]).toBeNull()
    const want = Number(truth)
    expect(Math.abs(figures[key]! - want)).toBeLessThanOrEqual(1e-9 * Math.abs(want))
  })

  // Ten digits are printed: half a unit in the tenth, and the quadrature's own 1e-8.
  it.each(INTEGRATED)('%s agrees to 2e-9 where ten digits are given', (key) => {
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
