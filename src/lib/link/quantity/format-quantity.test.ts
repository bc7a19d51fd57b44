import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatQuantity } from './format-quantity'
import { parseQuantity } from './parse-quantity'

describe('formatQuantity', () => {
  it.each([
    [60, 's', '60s'],
    [90, 's', '90s'],
    [120, 's', '2m'],
    [600, 's', '10m'],
    [601, 's', '601s'],
    [3600, 's', '1h'],
    [5400, 's', '90m'],
    [86400, 's', '1d'],
    [604800, 's', '7d'],
    [315360000, 's', '10y'],
    [0, 's', '0s'],
    [0.25, 's', '250ms'],
    [0.5, 's', '0.5s'],
    [1e-6, 's', '1us'],
    [0.0001, 's', '100us'],
    [1e-9, 's', '1ns'],
    [12.345, 's', '12.345s'],
    [1000, '1/s', '1000/s'],
    [0.5, '1/s', '0.5/s'],
    [12.5, '1/s', '12.5/s'],
    [1e-9, '1/s', '1e-9/s'],
    [1 / 60, '1/s', '1/m'],
    [1 / 3600, '1/s', '1/h'],
    [0.3 / 3600, '1/s', '0.3/h'],
    [3.7 / 86400, '1/s', '3.7/d'],
    [40000 / 3600, '1/s', '40000/h'],
    [0.001, '%', '0.1%'],
    [0.5, '%', '50%'],
    [0.07, '%', '7%'],
    [1.5, '', '1.5'],
    [1e21, '', '1e21']
  ] as const)('writes %d of unit %j as %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text)
  })

  it('writes what parseQuantity reads back to exactly the same double', () => {
    const value = fc.oneof(
      fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
      fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
      fc.tuple(fc.nat(9999), fc.integer({ min: -9, max: 9 })).map(([n, e]) => Number(`${n}e${e}`)),
      fc.tuple(fc.nat(9999), fc.constantFrom(60, 3600, 86400)).map(([n, unit]) => n / unit)
    )
    fc.assert(
      fc.property(value, fc.constantFrom('s', '1/s', '%', ''), (value, unit) => {
        expect(parseQuantity(formatQuantity(value, unit), unit)).toEqual({ ok: true, value, bare: false })
        expect(formatQuantity(value, unit)).toMatch(/^[\w./%-]+$/)
      }),
      { numRuns: 5000, seed: 2 }
    )
  })
})
