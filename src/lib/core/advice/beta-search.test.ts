import { describe, expect, it } from 'vitest'
import { roundTo } from '../math/round-to'
import { drive, geometric, searchBeta } from './beta-search'
import { EXACT_PLAN } from './search-plan'
import type { Ask, Trial } from './trial'

const limits = { late: 0.01, lifetimeBudget: 0.5 }

/** A law with a known answer: late 0.1/β, gives away β/20, cheapest at `best`. */
const law =
  (best: number) =>
  ({ beta }: Ask): Trial => ({
    beta,
    lateShare: 0.01 / beta,
    lateError: 0,
    lifetimeShare: beta / 20,
    cost: 100 + Math.log(beta / best) ** 2,
    costError: 0
  })

describe('the search', () => {
  it('finds both bounds and the minimum between them', () => {
    const found = drive(searchBeta(limits, EXACT_PLAN), law(3.14159))
    expect(found.low).toBeCloseTo(1, 10)
    expect(found.high).toBeCloseTo(10, 9)
    expect(found.reason).toBe('minimum')
    expect(found.beta).toBeCloseTo(3.1, 9)
  })

  it.each([
    [0.2, 'late', 1],
    [70, 'lifetime', 10]
  ])('stops at the bound when the minimum, %d, lies beyond it', (best, reason, beta) => {
    const found = drive(searchBeta(limits, EXACT_PLAN), law(best))
    expect(found.reason).toBe(reason)
    // Two digits round by less than a tenth.
    expect(Math.abs(found.beta! / beta - 1)).toBeLessThan(0.1 + 1e-9)
    expect(found.beta).toBeGreaterThanOrEqual(found.low!)
    expect(found.beta).toBeLessThanOrEqual(found.high!)
  })

  it('begins anywhere and extends its grid until it holds both bounds', () => {
    for (const [from, to] of [
      [2, 3],
      [0.1, 0.2],
      [30, 60]
    ]) {
      const plan = { from, to, ratio: 1.5, bracket: 1.01, best: 1.05, least: 1e-4, most: 1000 }
      const found = drive(searchBeta(limits, plan), law(3))
      expect(found.low! / 1).toBeCloseTo(1, 1)
      expect(found.high! / 10).toBeCloseTo(1, 1)
      expect(found.beta! / 3).toBeCloseTo(1, 1)
    }
  })

  it('asks for rebuilds only between the bounds when they are dear, and for nothing twice', () => {
    const asked: Ask[] = []
    drive(searchBeta(limits, EXACT_PLAN), (ask) => {
      asked.push(ask)
      return { ...law(3)(ask), cost: ask.cost ? law(3)(ask).cost : NaN }
    })
    for (const { beta } of asked.filter(({ cost }) => cost)) {
      expect(beta).toBeGreaterThanOrEqual(1 - 1e-9)
      expect(beta).toBeLessThanOrEqual(10 + 1e-9)
    }
    expect(new Set(asked.map(({ beta, cost }) => `${beta} ${cost}`)).size).toBe(asked.length)
  })

  it('keeps so far from the lower bound that a simulation’s doubt does not matter', () => {
    const doubtful = (ask: Ask): Trial => ({ ...law(0.2)(ask), lateError: 0.2 * law(0.2)(ask).lateShare })
    const { low, lowRange, beta } = drive(searchBeta(limits, EXACT_PLAN), doubtful)
    // late·(1 ± 2·0.2) meets 0.01 at β = 1.4 and 0.6.
    expect(low).toBeCloseTo(1, 9)
    expect(lowRange![0]).toBeLessThan(1)
    expect(lowRange![1]!).toBeGreaterThanOrEqual(1.4 - 1e-9)
    expect(beta).toBeGreaterThanOrEqual(lowRange![1]!)
  })

  it('says that nothing is sure where a simulation is too short, and keeps half as much again above its best guess', () => {
    const blind = (ask: Ask): Trial => ({ ...law(3)(ask), lateError: 0.02 })
    const { low, lowRange, safe, beta } = drive(searchBeta(limits, EXACT_PLAN), blind)
    expect(lowRange![1]).toBeNull()
    expect(safe).toBeCloseTo(1.5 * low!, 12)
    expect(beta).toBeCloseTo(3, 0)
  })

  it('finds nothing where the bounds do not meet, and says where they are', () => {
    const found = drive(searchBeta({ late: 0.01, lifetimeBudget: 0.04 }, EXACT_PLAN), law(3))
    expect(found).toMatchObject({ beta: null, reason: null })
    expect(found.low).toBeCloseTo(1, 9)
    expect(found.high).toBeCloseTo(0.8, 9)
  })
})

it('a geometric grid has both ends and no step above its ratio', () => {
  const grid = geometric(0.3, 7, 1.5)
  expect(grid[0]).toBe(0.3)
  expect(grid.at(-1)).toBe(7)
  for (let i = 1; i < grid.length; i++) expect(grid[i] / grid[i - 1]).toBeLessThanOrEqual(1.5 + 1e-12)
  expect(geometric(2, 2, 1.5)).toEqual([2, 2])
})

it.each([
  [1.927, 2, Math.ceil, 2],
  [1.921, 3, Math.ceil, 1.93],
  [0.0314, 2, Math.floor, 0.031],
  [314, 2, Math.round, 310],
  [0.39, 2, Math.ceil, 0.39],
  [4.7, 2, Math.floor, 4.7],
  [97.6, 2, Math.ceil, 98],
  [99.6, 2, Math.ceil, 100]
])('%d to %d digits is %s', (value, digits, round, expected) => {
  expect(roundTo(value, digits, round)).toBe(expected)
})
