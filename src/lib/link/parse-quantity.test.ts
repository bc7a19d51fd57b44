import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuantity } from './parse-quantity'
import type { Unit } from './units'

const read = (text: string, unit: Unit) => {
  const parsed = parseQuantity(text, unit)
  return parsed.ok ? parsed.value : parsed.reason
}

describe('parseQuantity', () => {
  it.each([
    ['250ms', 0.25],
    ['250 ms', 0.25],
    ['1us', 1e-6],
    ['1\u00b5s', 1e-6],
    ['1 \u03bcs', 1e-6],
    ['30ns', 3e-8],
    ['60s', 60],
    ['.5 sec', 0.5],
    ['1e-3 s', 0.001],
    ['5 min', 300],
    ['5m', 300],
    ['1 Minute', 60],
    ['2 h', 7200],
    ['2hr', 7200],
    ['1 day', 86400],
    ['2w', 1209600],
    ['10y', 315360000],
    ['1h30m', 5400],
    ['1 h 30 min', 5400],
    ['1d 2h 3m 4s 5ms', 93784.005],
    ['1,200s', 1200],
    ['-5s', -5],
    ['\u22121h30m', -5400],
    ['0', 0]
  ])('reads the duration %s as %d s', (text, value) => {
    expect(parseQuantity(text, 's')).toEqual({ ok: true, value, bare: false })
  })

  it.each([
    ['0.1%', 0.001],
    ['0.1 %', 0.001],
    ['50%', 0.5],
    ['0.001', 0.001],
    ['1e-3', 0.001]
  ])('reads the share %s as %d', (text, value) => {
    expect(parseQuantity(text, '%')).toEqual({ ok: true, value, bare: false })
  })

  it('refuses a share with another unit, and a percentage where none is meant', () => {
    expect(read('5 s', '%')).toBe('5 s is not a share')
    expect(read('5k', '%')).toBe('5k is not a share')
    expect(read('5%', '')).toBe('5% is not a number')
    expect(read('5%', 's')).toBe('5% is not a duration')
  })

  it.each([
    ['1000/s', 1000],
    ['0.5 / s', 0.5],
    ['40k/h', 40000 / 3600],
    ['1200 req/s', 1200],
    ['60 requests/min', 1],
    ['3 requests per second', 3],
    ['3 per day', 3 / 86400],
    ['7rps', 7],
    ['90 RPM', 1.5],
    ['2qps', 2],
    ['2.5 kHz', 2500],
    ['40 krps', 40000],
    ['1.5M/d', 1.5e6 / 86400],
    ['1G/s', 1e9],
    ['3/ms', 3000],
    ['1,200 req/s', 1200]
  ])('reads the rate %s as %d per second', (text, value) => {
    expect(parseQuantity(text, '1/s')).toEqual({ ok: true, value, bare: false })
  })

  it.each([
    ['1.5', 1.5],
    ['1e-3', 0.001],
    ['20k', 20000],
    [' 4 ', 4],
    ['20,000', 20000],
    ['5.', 5]
  ])('reads the plain number %j as %d', (text, value) => {
    expect(parseQuantity(text, '')).toEqual({ ok: true, value, bare: false })
  })

  it('says when a unit was due and missing', () => {
    expect(parseQuantity('60', 's')).toEqual({ ok: true, value: 60, bare: true })
    expect(parseQuantity('40k', '1/s')).toEqual({ ok: true, value: 40000, bare: true })
  })

  it.each([
    '',
    ' ',
    'abc',
    'NaN',
    'Infinity',
    '0x10',
    '1_000',
    '1,00',
    '1 2',
    '--1',
    '1e',
    '1.2.3',
    '5 %',
    '∞',
    '١'
  ])('takes %j neither for a number nor for a duration nor for a rate', (text) => {
    for (const unit of ['', 's', '1/s'] as const) expect(parseQuantity(text, unit).ok).toBe(false)
  })

  it.each(['5 kg', '5 M', '5 S', '30m1h', '1h2h', '1h30', '1h -30m', '5/s', '5k', '1m 5'])(
    'does not take %j for a duration',
    (text) => expect(read(text, 's')).toBe(`${text} is not a duration`)
  )

  it.each(['5s', '5/kg', '5 per', '5 m', '1/5 min', '5 apples/s'])('does not take %j for a rate', (text) => {
    expect(read(text, '1/s')).toBe(`${text} is not a rate`)
  })

  it.each(['5s', '5/s', '7rps', '5 k m'])('does not take %j for a plain number', (text) => {
    expect(read(text, '')).toBe(`${text} is not a number`)
  })

  it('does not read a text that is longer than any quantity', () => {
    expect(read('1'.repeat(64), '')).toBe(Number('1'.repeat(64)))
    expect(parseQuantity('1'.repeat(65), '').ok).toBe(false)
  })

  it('never gives an infinite value', () => {
    expect(read('1e400', '')).toBe('1e400 is too large')
    expect(read('1e308 y', 's')).toBe('1e308 y is too large')
  })

  it('rounds a decimal once, as if it had been typed in seconds', () => {
    const decimal = fc.tuple(fc.nat(999_999), fc.nat(99)).map(([whole, part]) => `${whole}.${part}`)
    fc.assert(
      fc.property(decimal, (text) => {
        expect(read(`${text}ms`, 's')).toBe(Number(`${text}e-3`))
      }),
      { seed: 1 }
    )
  })

  it('cuts the text that it repeats', () => {
    expect(read('x'.repeat(1e6), 's')).toBe(`${'x'.repeat(40)}… is not a duration`)
  })
})
