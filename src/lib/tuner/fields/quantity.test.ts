import { describe, expect, it } from 'vitest'
import type { ParameterKey } from '#core'
import { isBeginning } from '../hydration/beginning'
import { readField, readParameter, whyNegative } from './quantity'
import type { Unit } from '$lib/link/quantity/units'
import { table } from '../../../../tests/support/table'

const read = async (text: string, unit: 's' | '1/s' | '%' | '') => {
  const reading = await readField(text, unit)
  return reading.ok ? reading.value : reading.reason
}

describe('readField', () => {
  it.each([
    ['250ms', 's', 0.25],
    ['250 µs', 's', 0.00025],
    ['1 h 30 min', 's', 5400],
    ['40k/h', '1/s', 40000 / 3600],
    ['1200 req/s', '1/s', 1200],
    ['30 requests an hour', '1/s', 30 / 3600],
    ['30 an hour', '1/s', 30 / 3600],
    ['40 per second', '1/s', 40],
    ['2 a day', '1/s', 2 / 86400]
  ] as const)('reads the plain quantity %s at once, without the calculator', (text, unit, value) => {
    expect(readField(text, unit)).toEqual({ ok: true, value, bare: false })
  })

  it.each([
    ['3 * 80 ms', 's', 0.24],
    ['2 h / 7', 's', 7200 / 7],
    ['(80 + 20) ms', 's', 0.1],
    ['3 * 0.1 s', 's', 0.3],
    ['1 h 30 min + 5 s', 's', 5405],
    ['1h30m * 2', 's', 10800],
    ['5 m / 3', 's', 100],
    ['2 µs × 3', 's', 6e-6],
    ['-(3 s)', 's', -3],
    ['min(3 s, 4 ms) + max(1 s, 2 s)', 's', 2.004],
    ['max(1, 2) min', 's', 120],
    ['sqrt(4 s * 9 s)', 's', 6],
    ['2 ^ 3 * 1e3 ms', 's', 8],
    ['1000 / 5 min', '1/s', 1000 / 300],
    ['1000 per 5 min', '1/s', 1000 / 300],
    ['1 / 80ms', '1/s', 12.5],
    ['1/80ms', '1/s', 12.5],
    ['40k/h * 2', '1/s', 80000 / 3600],
    ['40 krps / 2', '1/s', 20000],
    ['3 * 1200 req/s', '1/s', 3600],
    ['90 rpm * 2', '1/s', 3],
    ['2 min(3 s, 4 s)', 's', 6],
    ['sqrt((2 s) ^ 2) * 2 ^ 64 / 2 ^ 64', 's', 2],
    ['2 / 4', '', 0.5],
    ['2 * 1e3', '', 2000],
    ['round(2.6) + abs(-1)', '', 4]
  ] as const)('works %s out to %s %d', async (text, unit, value) => {
    const reading = await readField(text, unit)
    expect(reading).toMatchObject({ ok: true, bare: false })
    expect(await read(text, unit)).toBeCloseTo(value, 12)
  })

  it.each([
    ['1,2s', 's', 1.2],
    ['0,5/s', '1/s', 0.5],
    ['PT5M', 's', 300],
    ['5 tps', '1/s', 5],
    ['60_000 * 1 ms', 's', 60]
  ] as const)('reads %s as links do', async (text, unit, value) => {
    expect(await read(text, unit)).toBe(value)
  })

  it('refuses text that is no value at once, without loading the calculator', () => {
    expect(readField('3-5s', 's')).toMatchObject({ ok: false, cure: true })
    expect(readField('100/s/node', '1/s')).toMatchObject({ ok: false, cure: true })
    expect(readParameter('INF', 'beta')).toMatchObject({ ok: false, cure: true })
  })

  it('gives the decimal number that is meant, without rounding errors', async () => {
    expect(await read('3 * 80 ms', 's')).toBe(0.24)
    expect(await read('3 * 0.1 s', 's')).toBe(0.3)
    expect(await read('1000 / 3 min', '1/s')).toBe(1000 / 180)
  })

  it('notes a calculation without a unit', async () => {
    expect(await readField('2 * 3', 's')).toEqual({ ok: true, value: 6, bare: true })
    expect(await readField('2 * 3', '')).toEqual({ ok: true, value: 6, bare: false })
  })

  it.each([
    ['', 's', 'Type a duration, such as 250 ms or 5 min'],
    [' ', '1/s', 'Type a rate, such as 1200 req/s or 40k/h'],
    ...table<[string, Unit, string]>(`
    soon         | s   | soon is not a duration
    5 kg         | s   | 5 kg is not a duration
    1,2 kg       | s   | 1,2 kg is not a duration
    1,5 * 2 s    | s   | 1,5 * 2 s is not a duration: it cannot be read; write decimals with a point
    3 * 80 kg    | s   | 3 * 80 kg is not a duration: kg is not known here
    1/2 h        | s   | 1/2 h is not a duration: it is a rate
    2 * 3 s      | 1/s | 2 * 3 s is not a rate: it is a duration
    2 s * 3 s    | s   | 2 s * 3 s is not a duration: it is neither a duration nor a rate
    3 s + 2      | s   | 3 s + 2 is not a duration: it mixes durations, rates or plain numbers
    1h30 * 2     | s   | 1h30 * 2 is not a duration: something is missing at 30
    2 s ^ 1 s    | s   | 2 s ^ 1 s is not a duration: an exponent is a plain number of at most 64
    2 ^ 65 * 1 s | s   | 2 ^ 65 * 1 s is not a duration: an exponent is a plain number of at most 64
    1 s / 0      | s   | 1 s / 0 is not a duration: it has no finite value
    3 * (80 ms   | s   | 3 * (80 ms is not a duration: it cannot be read
    round(2.6 s) | s   | round(2.6 s) is not a duration: only a plain number can be rounded
    `)
  ] as [string, Unit, string][])('answers %j with a sentence', async (text, unit, reason) => {
    expect(await readField(text, unit)).toEqual({ ok: false, reason })
  })
})

it('a quantity below 0 is refused, not raised to the smallest, and so is 0 where it is not allowed', () => {
  const ttl = { label: 'Time to live', min: 1e-3 }
  expect(whyNegative(-3, ttl)).toBe('Time to live has to be above 0')
  expect(whyNegative(0, ttl)).toBe('Time to live has to be above 0')
  expect(whyNegative(1e-9, ttl)).toBe(null)
  expect(whyNegative(-3, { label: 'Expiry resolution', min: 0 })).toBe('Expiry resolution cannot be below 0')
  expect(whyNegative(0, { label: 'Expiry resolution', min: 0 })).toBe(null)
})

const texts: [ParameterKey, string][] = [
  ['ttl', '1h 30m'],
  ['ttl', '20 minutes'],
  ['delta', '3 * 80 ms'],
  ['delta', '(80 + 20) ms'],
  ['rate', '90k/h'],
  ['rate', '4/min'],
  ['rate', '1200 req/s'],
  ['rate', '30 an hour'],
  ['rate', '90 rpm'],
  ['late', '0.1 %']
]

describe('isBeginning', () => {
  it.each(texts)('complains of no text on the way to %s %s', async (key, text) => {
    for (let length = 1; length <= text.length; length++) {
      const typed = text.slice(0, length)
      const fine = (await readParameter(typed, key)).ok || (await isBeginning(typed, key))
      expect(fine, typed).toBe(true)
    }
  })

  it.each([
    ['ttl', 'soon'],
    ['ttl', '5 potatoes'],
    ['delta', '3-5s'],
    ['rate', 'a lot'],
    ['late', 'nonsense']
  ] as [ParameterKey, string][])('complains at once of %s %s', async (key, text) => {
    expect(await isBeginning(text, key)).toBe(false)
  })
})
