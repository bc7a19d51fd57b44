import { describe, expect, it } from 'vitest'
import type { ParameterKey } from '#core'
import { isBeginning } from '../hydration/beginning'
import { readParameter, whyNegative } from './quantity'
import { table } from '../../../../tests/support/table'

const read = async (text: string, key: ParameterKey) => {
  const reading = await readParameter(text, key)
  return reading.ok ? reading.value : reading.reason
}

describe('a field', () => {
  it.each([
    ['250ms', 'ttl', 0.25],
    ['1 h 30 min', 'ttl', 5400],
    ['40 per second', 'rate', 40],
    ['30 requests an hour', 'rate', 30 / 3600]
  ] as const)('reads the plain quantity %s at once, without the calculator', (text, key, value) => {
    expect(readParameter(text, key)).toEqual({ ok: true, value, bare: false })
  })

  it.each([
    ['3 * 80 ms', 'ttl', 0.24],
    ['2 h / 7', 'ttl', 7200 / 7],
    ['(80 + 20) ms', 'ttl', 0.1],
    ['3 * 0.1 s', 'ttl', 0.3],
    ['1 h 30 min + 5 s', 'ttl', 5405],
    ['1h30m * 2', 'ttl', 10800],
    ['5 m / 3', 'ttl', 100],
    ['2 µs × 3', 'ttl', 6e-6],
    ['-(3 s)', 'ttl', -3],
    ['min(3 s, 4 ms) + max(1 s, 2 s)', 'ttl', 2.004],
    ['max(1, 2) min', 'ttl', 120],
    ['sqrt(4 s * 9 s)', 'ttl', 6],
    ['2 ^ 3 * 1e3 ms', 'ttl', 8],
    ['1000 / 5 min', 'rate', 1000 / 300],
    ['1000 per 5 min', 'rate', 1000 / 300],
    ['1 / 80ms', 'rate', 12.5],
    ['1/80ms', 'rate', 12.5],
    ['40k/h * 2', 'rate', 80000 / 3600],
    ['40 krps / 2', 'rate', 20000],
    ['3 * 1200 req/s', 'rate', 3600],
    ['90 rpm * 2', 'rate', 3],
    ['2 min(3 s, 4 s)', 'ttl', 6],
    ['sqrt((2 s) ^ 2) * 2 ^ 64 / 2 ^ 64', 'ttl', 2],
    ['2 / 4', 'deltaCv', 0.5],
    ['2 * 1e3', 'deltaCv', 2000],
    ['round(2.6) + abs(-1)', 'deltaCv', 4]
  ] as const)('works out %s, typed as %s, to %d', async (text, key, value) => {
    const reading = await readParameter(text, key)
    expect(reading).toMatchObject({ ok: true, bare: false })
    expect(await read(text, key)).toBeCloseTo(value, 12)
  })

  it.each([
    ['1,2s', 'ttl', 1.2],
    ['0,5/s', 'rate', 0.5],
    ['PT5M', 'ttl', 300],
    ['5 tps', 'rate', 5],
    ['60_000 * 1 ms', 'ttl', 60]
  ] as const)('reads %s as links do', async (text, key, value) => {
    expect(await read(text, key)).toBe(value)
  })

  it('refuses text that is no value at once, without loading the calculator', () => {
    expect(readParameter('3-5s', 'ttl')).toMatchObject({ ok: false, cure: true })
    expect(readParameter('100/s/node', 'rate')).toMatchObject({ ok: false, cure: true })
    expect(readParameter('INF', 'beta')).toMatchObject({ ok: false, cure: true })
  })

  it('gives the decimal number that is meant, without rounding errors', async () => {
    expect(await read('3 * 80 ms', 'ttl')).toBe(0.24)
    expect(await read('3 * 0.1 s', 'ttl')).toBe(0.3)
    expect(await read('1000 / 3 min', 'rate')).toBe(1000 / 180)
  })

  it('notes a calculation without a unit', async () => {
    expect(await readParameter('2 * 3', 'ttl')).toEqual({ ok: true, value: 6, bare: true })
    expect(await readParameter('2 * 3', 'deltaCv')).toEqual({ ok: true, value: 6, bare: false })
  })

  it.each([
    ['', 'ttl', 'Type a duration, such as 250 ms or 5 min'],
    [' ', 'rate', 'Type a rate, such as 1200 req/s or 40k/h'],
    ...table<[string, ParameterKey, string]>(`
    soon         | ttl  | soon is not a duration
    5 kg         | ttl  | 5 kg is not a duration
    1,2 kg       | ttl  | 1,2 kg is not a duration
    1,5 * 2 s    | ttl  | 1,5 * 2 s is not a duration: it cannot be read; write decimals with a point
    3 * 80 kg    | ttl  | 3 * 80 kg is not a duration: kg is not known here
    1/2 h        | ttl  | 1/2 h is not a duration: it is a rate
    2 * 3 s      | rate | 2 * 3 s is not a rate: it is a duration
    2 s * 3 s    | ttl  | 2 s * 3 s is not a duration: it is neither a duration nor a rate
    3 s + 2      | ttl  | 3 s + 2 is not a duration: it mixes durations, rates or plain numbers
    1h30 * 2     | ttl  | 1h30 * 2 is not a duration: something is missing at 30
    2 s ^ 1 s    | ttl  | 2 s ^ 1 s is not a duration: an exponent is a plain number of at most 64
    2 ^ 65 * 1 s | ttl  | 2 ^ 65 * 1 s is not a duration: an exponent is a plain number of at most 64
    1 s / 0      | ttl  | 1 s / 0 is not a duration: it has no finite value
    3 * (80 ms   | ttl  | 3 * (80 ms is not a duration: it cannot be read
    round(2.6 s) | ttl  | round(2.6 s) is not a duration: only a plain number can be rounded
    `)
  ] as [string, ParameterKey, string][])('answers %j with a sentence', async (text, key, reason) => {
    expect(await readParameter(text, key)).toEqual({ ok: false, reason })
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
