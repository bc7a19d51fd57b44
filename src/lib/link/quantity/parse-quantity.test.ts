import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatQuantity } from './format-quantity'
import { parseQuantity } from './parse-quantity'
import type { Unit } from './units'
import { anyText } from '../../../../tests/support/any-text'
import { table } from '../../../../tests/support/table'

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
    expect(read('5%', '')).toBe('5% is a percentage, and a number is due; write 0.05')
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
    ['1 every 5 s', 0.2],
    ['10 requests per 5 min', 10 / 300],
    ['6k in 10 minutes', 10],
    ['1200 req/s', 1200]
  ])('reads the rate %s as %d per second', (text, value) => {
    expect(parseQuantity(text, '1/s')).toEqual({ ok: true, value, bare: false })
  })

  it.each([
    ['1.5', 1.5],
    ['1e-3', 0.001],
    ['20k', 20000],
    [' 4 ', 4],
    ['5.', 5]
  ])('reads the plain number %j as %d', (text, value) => {
    expect(parseQuantity(text, '')).toEqual({ ok: true, value, bare: false })
  })

  it.each([
    ['PT5M', 's', 300],
    ['P1DT2H', 's', 93600],
    ['pt1,5s', 's', 1.5],
    ['P2W', 's', 1209600],
    ['00:05:00', 's', 300],
    ['1:00:00.5', 's', 3600.5],
    ['max-age=300', 's', 300],
    ['Cache-Control: public, max-age=300', 's', 300],
    ['EX 300', 's', 300],
    ['PX 250', 's', 0.25],
    ['~200ms', 's', 0.2],
    ['≈ 200 ms', 's', 0.2],
    ['about 5 min', 's', 300],
    ['mean: 3s', 's', 3],
    ['0,25 s', 's', 0.25],
    ['0,250s', 's', 0.25],
    [',5s', 's', 0.5],
    ['1 000 ms', 's', 1],
    ['60_000ms', 's', 60],
    ['1.234,5s', 's', 1234.5],
    ['1,234.5s', 's', 1234.5],
    ['1.234s', 's', 1.234],
    ['5 millis', 's', 0.005],
    ['100 tps', '1/s', 100],
    ['5 ops/sec', '1/s', 5],
    ['5 calls/s', '1/s', 5],
    ['5k reads/min', '1/s', 5000 / 60],
    ['30 an hour', '1/s', 30 / 3600],
    ['1000/s per key', '1/s', 1000],
    ['10\u202f000 req/s', '1/s', 10000],
    ["1'000'000/s", '1/s', 1e6],
    ['1,000,000/s', '1/s', 1e6],
    ['1,5', '', 1.5],
    ['1_000', '', 1000],
    ['0,1 percent', '%', 0.001],
    // Words for numbers, and between the parts.
    ['half an hour', 's', 1800],
    ['1½ h', 's', 5400],
    ['two minutes', 's', 120],
    ['1 hour and 30 minutes', 's', 5400],
    ['1 hour, 30 minutes', 's', 5400],
    ['once a minute', '1/s', 1 / 60],
    ['twice per hour', '1/s', 2 / 3600],
    ['every 5 s', '1/s', 0.2],
    ['3 million per day', '1/s', 3e6 / 86400],
    // What stands round a value that is copied.
    ['"300s"', 's', 300],
    ['(5 min.)', 's', 300],
    ['300 [s]', 's', 300],
    ['300 (seconds)', 's', 300],
    ['1000/s;', '1/s', 1000],
    ['5s (mean)', 's', 5],
    ['1000/s in total', '1/s', 1000],
    ['\uff15\uff10\uff10 ms', 's', 0.5],
    ['250\u200bms', 's', 0.25],
    // As other programs write them.
    ['0:01.25', 's', 1.25],
    ['1 day, 2:00:00', 's', 93600],
    ['1.02:00:00', 's', 93600],
    ['max-age: 300', 's', 300],
    ['PEXPIRE 250', 's', 0.25],
    ['1000 GET/s', '1/s', 1000],
    ['5 Mops/s', '1/s', 5e6],
    ['1000 s^-1', '1/s', 1000],
    ['5 times a day', '1/s', 5 / 86400]
  ] as const)('reads %s as it is meant', (text, unit, value) => {
    expect(parseQuantity(text, unit)).toEqual({ ok: true, value, bare: false })
  })

  it.each([
    ['1.000/s', '1/s', 1, '1.000/s is read as 1/s; write 1000/s if you mean that'],
    ['1,000/s', '1/s', 1000, '1,000/s is read as 1000/s; write 1/s if you mean that'],
    ['1,200s', 's', 1200, '1,200s is read as 1200 s; write 1.2s if you mean that'],
    ['2.500 s', 's', 2.5, '2.500 s is read as 2.5 s; write 2500s if you mean that'],
    ['1h 1,200ms', 's', 3601.2, '1h 1,200ms is read as 3601.2 s; write 3600.0012s if you mean that'],
    ['20,000', '', 20000, '20,000 is read as 20000; write 20 if you mean that']
  ] as const)('says how it read %s, which can be meant in two ways', (text, unit, value, note) => {
    expect(parseQuantity(text, unit)).toEqual({ ok: true, value, bare: false, note })
  })

  it.each(
    table<[string, Unit, string]>(`
    3-5s                | s   | is a range; write one value, such as its middle, 4s
    3s – 5s             | s   | is a range; write one value, such as its middle, 4s
    100 to 200/s        | 1/s | is a range; write one value, such as its middle, 150/s
    p99 2s              | s   | is a quantile, not a mean; “p50, p99” under Rebuild time makes a mean of two of them
    median=2s           | s   | is a quantile, not a mean; “p50, p99” under Rebuild time makes a mean of two of them
    2s (p95)            | s   | is a quantile, not a mean; “p50, p99” under Rebuild time makes a mean of two of them
    200ms ± 20ms        | s   | has a spread; write 200ms, and the spread over it as cv
    <200ms              | s   | is a bound; write the value itself
    max 2s              | s   | is a bound; write the value itself
    3 months            | s   | names months, whose lengths differ; write 30d for thirty days
    P1M                 | s   | names months, whose lengths differ; write 30d for thirty days
    5:30                | s   | can be hours or minutes; write 5h30m or 5m30s
    1000 req/s per node | 1/s | counts one node; write the rate of all together, with 8 of them 8000/s
    50/s/pod            | 1/s | counts one pod; write the rate of all together, with 8 of them 400/s
    1h30                | s   | has no unit behind 30; write 1h30m if that is meant
    5 min 30            | s   | has no unit behind 30; write 5 min 30s if that is meant
    5 M                 | s   | has its unit in capitals; write 5 m if that is meant
    250MS               | s   | has its unit in capitals; write 250ms if that is meant
    max-age=60, s-maxage=600 | s | names 2 lifetimes; write that of this cache, such as 600s
    less than 5s        | s   | is a bound; write the value itself
    1000/s peak         | 1/s | is a bound; write the value itself
    1000/s each         | 1/s | counts one of several; write the rate of all together, with 8 of them 8000/s
    1000/month          | 1/s | names months, whose lengths differ; write 1000 per 30 d for thirty days
    1-2%                | %   | is a range; write one value, such as its middle, 1.5%
    1 in 1000           | %   | is a fraction; write 0.1%
    1‰                  | %   | is a fraction; write 0.1%
    1000 ops            | 1/s | names no time; write 1000/s if it is per second
  `)
  )('does not guess at %s, and says what to write', (text, unit, why) => {
    expect(parseQuantity(text, unit)).toEqual({ ok: false, reason: `${text} ${why}`, cure: true })
  })

  /** Spellings of a number, with a unit behind or in front. */
  const spelled = fc
    .tuple(
      fc.constantFrom('', '~', '+', '-', 'about ', 'max-age=', 'PT', 'p99 ', '<', '3-'),
      fc.oneof(
        fc.stringMatching(/^[1-9]\d{0,2}([.,_' ]\d{3}){0,2}([.,]\d{1,4})?$/),
        fc.stringMatching(/^\d{0,2}[.,]?\d{1,3}(e-?\d)?$/)
      ),
      fc.constantFrom(
        '',
        ' ',
        's',
        'ms',
        ' min',
        'M',
        'h',
        '/s',
        'k/h',
        ' tps',
        ' calls/s',
        '/s per node',
        '%',
        ':00',
        's p99'
      )
    )
    .map((parts) => parts.join(''))
  const units = fc.constantFrom('', 's', '1/s', '%' as const)

  it('writes what it accepted in a form that it reads as the same value, and writes the same way again', () => {
    let accepted = 0
    fc.assert(
      fc.property(spelled, units, (text, unit) => {
        const parsed = parseQuantity(text, unit)
        if (!parsed.ok) return
        accepted++
        const canonical = formatQuantity(parsed.value, unit)
        const again = parseQuantity(canonical, unit)
        expect(again).toEqual({ ok: true, value: parsed.value, bare: false })
        expect(again.ok && formatQuantity(again.value, unit)).toBe(canonical)
      }),
      { numRuns: 10_000, seed: 3 }
    )
    expect(accepted).toBeGreaterThan(1000)
  })

  it('never throws, and says of anything at all a finite value or a short sentence', () => {
    const piece = fc.constantFrom(
      ...'1 0 9 . , _ : - – ± ~ < p99 P T M max-age= s ms h m per / node key ops tps an to e1 % k INF µs'.split(
        ' '
      ),
      ' '
    )
    const text = fc.oneof(
      spelled,
      anyText({ maxLength: 80 }),
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''))
    )
    fc.assert(
      fc.property(text, units, (text, unit) => {
        const parsed = parseQuantity(text, unit)
        if (parsed.ok) expect(Number.isFinite(parsed.value)).toBe(true)
        expect(parsed.ok ? (parsed.note ?? 'none') : parsed.reason).toMatch(/^.{4,160}$/u)
      }),
      { numRuns: 20_000, seed: 4 }
    )
  })

  it('says when a unit was due and missing', () => {
    expect(parseQuantity('60', 's')).toEqual({ ok: true, value: 60, bare: true })
    expect(parseQuantity('40k', '1/s')).toEqual({ ok: true, value: 40000, bare: true })
  })

  it.each(['', ' ', 'abc', 'NaN', 'Infinity', '0x10', '1 2', '--1', '1e', '1.2.3', '5 %', '∞', '١'])(
    'takes %j neither for a number nor for a duration nor for a rate',
    (text) => {
      for (const unit of ['', 's', '1/s'] as const) expect(parseQuantity(text, unit).ok).toBe(false)
    }
  )

  it.each(['5 kg', '30m1h', '1h2h', '1h -30m', '5/s', '5k', '1s, 200ms', '5s and', '1.02.03s'])(
    'does not take %j for a duration',
    (text) => expect(read(text, 's')).toBe(`${text} is not a duration`)
  )

  it.each(['5s', '5/kg', '5 per', '5 m', '1/5 min', '1 per 2,5 s', '5 apples/s'])(
    'does not take %j for a rate',
    (text) => {
      expect(read(text, '1/s')).toBe(`${text} is not a rate`)
    }
  )

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
