import { expect, it } from 'vitest'
import bruteForce from '../../../../../../tests/statistics/oracle/brute-force.json'
import { judge, score, validation } from './validation.server'

const checks = await validation()

it('compares every row of the outside truth, and leaves out what cannot be compared', () => {
  expect(checks.rows).toHaveLength(bruteForce.length)
  const unsettled = checks.rows.filter((row) => row.unsettled)
  expect(unsettled).toHaveLength(1)
  expect(unsettled[0].comparisons.map(({ key }) => key)).toEqual(['rebuildsPerHour'])
  const lattice = checks.rows.filter((row) => row.lattice)
  expect(lattice).toHaveLength(1)
  expect(lattice[0].comparisons.map(({ key }) => key)).not.toContain('lateShare')
})

it('lies within four standard errors of it', () => {
  for (const { count, worst, scores } of [checks.simulation, checks.closedForm]) {
    expect(count).toBeGreaterThan(60)
    expect(worst).toBeLessThan(4)
    expect(scores.every(Number.isFinite)).toBe(true)
  }
})

it('counts every comparison once', () => {
  const all = checks.rows.flatMap(({ comparisons }) => comparisons)
  expect(checks.simulation.count + checks.certain).toBe(all.length)
})

it('has the digits that the closed form promises', () => {
  expect(checks.digits.values).toBeGreaterThan(90)
  expect(checks.digits.worst).toBeLessThan(1e-9)
  expect(checks.digits.worstIntegral).toBeLessThan(2e-9)
})

it('is computed once', async () => {
  expect(await validation()).toBe(checks)
})

it('a score is the distance in standard errors of both', () => {
  expect(score(5, 3, 0, 4)).toBe(1)
  expect(score(1, 0, 1, 0)).toBe(0)
  expect(judge([-3, 1, 2.5])).toEqual({ count: 3, scores: [-3, 1, 2.5], worst: 3, beyondTwo: 2 })
  expect(judge([]).worst).toBe(0)
})
