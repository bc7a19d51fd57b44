import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readableQuantity } from './readable-quantity'

describe('readableQuantity', () => {
  it.each([
    [0.25, 's', '250 ms'],
    [60, 's', '60 s'],
    [300, 's', '5 min'],
    [137.8, 's', '2 min 18 s'],
    [3599.4, 's', '59 min 59 s'],
    [3600, 's', '1 h'],
    [5400, 's', '1.5 h'],
    [86400, 's', '1 d'],
    [90000, 's', '25 h'],
    [31536000, 's', '1 y'],
    [1e-6, 's', '1 µs'],
    [30e-9, 's', '30 ns'],
    [0, 's', '0 s'],
    [0.999999, 's', '1 s'],
    [119.9999, 's', '2 min'],
    [0.123456, 's', '123.5 ms'],
    [1000, '1/s', '1000 req/s'],
    [0.5, '1/s', '0.5 req/s'],
    [0.01, '1/s', '0.01 req/s'],
    [0.0123, '1/s', '44.28 req/h'],
    [1 / 15, '1/s', '4 req/min'],
    [1 / 60, '1/s', '1 req/min'],
    [0.009, '1/s', '32.4 req/h'],
    [1 / 3600, '1/s', '1 req/h'],
    [1 / 86400, '1/s', '1 req/d'],
    [1e-9, '1/s', '0.03154 req/y'],
    [1234567, '1/s', '1 235 000 req/s'],
    [0.001, '%', '0.1 %'],
    [0.5, '%', '50 %'],
    [1.23456, '', '1.235'],
    [20000, '', '20 000']
  ] as const)('tells %d of unit %j as %s', (value, unit, text) => {
    expect(readableQuantity(value, unit)).toBe(text.replaceAll(' ', '\u202f'))
  })

  it.each([
    [8329.1, 2, '2.3 h'],
    [8329.1, 3, '2.31 h'],
    [117_830, 2, '33 h'],
    [2658, 2, '44 min 30 s'],
    [315_000_000, 2, '10 y'],
    [1.1315, 3, '1.13 s'],
    [0.25786, 2, '260 ms']
  ] as const)('rounds %d s to %d digits in the unit in which it is told: %s', (value, digits, text) => {
    expect(readableQuantity(value, 's', digits)).toBe(text.replaceAll(' ', '\u202f'))
  })

  it('is never further from the value than half of its last digit', () => {
    const seconds: Record<string, number> = {
      y: 31536000,
      d: 86400,
      h: 3600,
      min: 60,
      s: 1,
      ms: 1e-3,
      µs: 1e-6
    }
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 3e8, noNaN: true }),
        fc.constantFrom(2, 3, 4),
        (value, digits) => {
          const parts = [
            ...readableQuantity(value, 's', digits)
              .replace(/\u202f(?=\d{3})/g, '')
              .matchAll(/([\d.]+)\u202f(\D+?)(?:\u202f|$)/g)
          ]
          const told = parts.reduce((sum, [, count, unit]) => sum + Number(count) * seconds[unit], 0)
          // Half of the last of so many digits, at a leading digit of 1.
          expect(Math.abs(told - value)).toBeLessThanOrEqual(5.001 * 10 ** -digits * value)
        }
      ),
      { seed: 4 }
    )
  })

  it('never tells a count below one or of a thousand small units where the next unit suits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 3e8, noNaN: true }), (value) => {
        const count = Number(
          readableQuantity(value, 's')
            .replace(/\u202f(?=\d)/g, '')
            .split('\u202f')[0]
        )
        expect(count).toBeGreaterThanOrEqual(1)
        expect(count).toBeLessThan(1000)
      }),
      { seed: 3 }
    )
  })
})

describe('rounded up or down', () => {
  it.each([
    [3598, 4, 'down', '59 min 58 s'],
    [3598, 3, 'down', '59 min 55 s'],
    [3598, 3, 'up', '1 h'],
    [3600, 3, 'down', '1 h'],
    [14.01, 2, 'up', '15 s'],
    [14, 2, 'up', '14 s'],
    [0.1 + 0.2, 1, 'up', '300 ms'],
    [0.29999, 2, 'down', '290 ms'],
    [0, 2, 'up', '0 s']
  ] as const)('%d s to %d digits, %s, is %s', (value, digits, way, text) => {
    expect(readableQuantity(value, 's', digits, way)).toBe(text.replaceAll(' ', '\u202f'))
  })
})
