import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIGURE_KEYS, neededPerHour, splitWaste } from './figures'

const perHour = fc.double({ min: 0, max: 1e12, noNaN: true })

describe('the bill of an hour', () => {
  it('wasted is duplicate and premature to the last digit, and rebuilds are needed and wasted', () => {
    fc.assert(
      fc.property(
        perHour,
        perHour,
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        (needed, duplicate, premature) => {
          const waste = splitWaste(needed, duplicate, premature)
          expect(waste.wastedPerHour).toBe(waste.duplicatePerHour + waste.prematurePerHour)
          if (duplicate + premature >= 0) {
            expect(waste.rebuildsPerHour).toBe(waste.neededPerHour + waste.wastedPerHour)
          } else {
            expect(waste.wastedPerHour).toBe(0)
            expect(waste.rebuildsPerHour).toBe(Math.max(0, needed + (duplicate + premature)))
          }
          expect(Math.min(waste.duplicatePerHour, waste.prematurePerHour)).toBeGreaterThanOrEqual(0)
        }
      ),
      { numRuns: 2000, seed: 1 }
    )
  })

  it('what is premature below zero is shown as zero and taken off the duplicates', () => {
    expect(splitWaste(60, 5, -2)).toStrictEqual({
      rebuildsPerHour: 63,
      neededPerHour: 60,
      wastedPerHour: 3,
      duplicatePerHour: 3,
      prematurePerHour: 0
    })
  })

  it('a cache that pauses keep rebuilding less often than needed wastes nothing, and its rebuilds are told as they are', () => {
    expect(splitWaste(60, 0, -12)).toStrictEqual({
      rebuildsPerHour: 48,
      neededPerHour: 60,
      wastedPerHour: 0,
      duplicatePerHour: 0,
      prematurePerHour: 0
    })
  })

  it('needs one rebuild for each lifetime, rebuild and wait for a request', () => {
    expect(neededPerHour({ ttl: 57, delta: 1, rate: 0.5 })).toBe(60)
  })
})

it('no figure is told twice', () => {
  expect(new Set(FIGURE_KEYS).size).toBe(FIGURE_KEYS.length)
})
