import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIGURE_KEYS, neededPerHour, splitWaste } from './figures'

const perHour = fc.double({ min: 0, max: 1e12, noNaN: true })

describe('the waste per hour', () => {
  it('wasted is the sum of duplicate and premature to the last digit, and rebuilds the sum of needed and wasted', () => {
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

  it('premature waste below 0 is reported as 0 and subtracted from the duplicates', () => {
    expect(splitWaste(60, 5, -2)).toStrictEqual({
      rebuildsPerHour: 63,
      neededPerHour: 60,
      wastedPerHour: 3,
      duplicatePerHour: 3,
      prematurePerHour: 0
    })
  })

  it('a cache that rebuilds less often than needed because of pauses wastes nothing, and its rebuilds are reported unchanged', () => {
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

it('no figure is listed twice', () => {
  expect(new Set(FIGURE_KEYS).size).toBe(FIGURE_KEYS.length)
})
