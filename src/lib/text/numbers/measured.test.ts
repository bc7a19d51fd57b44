import { describe, expect, it } from 'vitest'
import { besideMeasured, HOURLY, measured, NUMBER, SECONDS, SHARE } from './measured'

const plain = (text: string) => text.replace(/\u202f/g, ' ')

describe('a simulated value', () => {
  it.each([
    [0.9541, 0.00148, SHARE, '95.41 ± 0.15 %'],
    [0.677, 0.0033, SHARE, '67.7 ± 0.3 %'],
    [0.677, 0.0098, SHARE, '67.7 ± 1.0 %'],
    [0.67712, 0.00098, SHARE, '67.71 ± 0.10 %'],
    [0.00004, 0.00002, SHARE, '0.004 ± 0.002 %'],
    [7.4849, 0.0212, SECONDS, '7.48 ± 0.02 s'],
    [0.2512, 0.0012, SECONDS, '251.2 ± 1.2 ms'],
    [138.3, 3.2, SECONDS, '138 ± 3 s'],
    [7800, 20, SECONDS, '2.167 ± 0.006 h'],
    [58.8362, 0.003, SECONDS, '58.8 s'],
    [1e-20, 1e-34, SHARE, '< 0.01 %'],
    [0.46, 0.014, SHARE, '46.0 ± 1.4 %'],
    [2.7, 0.03, NUMBER, '2.70 ± 0.03'],
    [12_345_678, 42_000, NUMBER, '12 350 000 ± 40 000'],
    [1234, 42, NUMBER, '1230 ± 40'],
    [0.002, 0.0002, HOURLY, '0.048 ± 0.005 a day'],
    [27.83, 0.24, HOURLY, '27.8 ± 0.2']
  ] as const)('%d with the error %d is rounded at its last digit', (value, error, measure, text) =>
    expect(plain(measured(value, error, measure))).toBe(text)
  )

  it('without an error is written like any exact value', () => {
    expect(plain(measured(0.25, 0, SHARE))).toBe('25 %')
    expect(plain(measured(7.48, null, SECONDS))).toBe('7.48 s')
  })

  it('that was never seen says in how many cycles, and below which share it lies in 95 % of the runs', () => {
    // 3/20 000 = 0.015 %
    expect(plain(measured(0, 1 / 20_000, SHARE))).toBe('0 of 20 000 (< 0.015 %)')
    expect(plain(measured(1, 1 / 20_000, SHARE))).toBe('20 000 of 20 000 (> 99.98 %)')
    expect(plain(measured(0, 1 / 2, SHARE))).toBe('0 of 2 (< 78 %)')
    // 1 − 0.05^(1/5) = 45.07 %
    expect(plain(measured(0, 1 / 5, SHARE))).toBe('0 of 5 (< 46 %)')
  })
})

describe('the closed form beside a simulated value', () => {
  it.each([
    [0.95512, 0.00148, SHARE, '95.51 %'],
    [0.00012, 0.0033, SHARE, '0.012 %'],
    [1e-9, 0.0033, SHARE, '< 0.01 %'],
    [7.4849, 0.0212, SECONDS, '7.48 s'],
    [7.4849, 0, SECONDS, '7.48 s'],
    [2.718, 0.03, NUMBER, '2.72'],
    [0.004, 0.03, NUMBER, '0.004'],
    [0.002, 0.0002, HOURLY, '0.048 a day']
  ] as const)('%d is rounded to the digit of the error %d', (value, error, measure, text) =>
    expect(plain(besideMeasured(value, error, measure))).toBe(text)
  )
})
