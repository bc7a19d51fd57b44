import { describe, expect, it } from 'vitest'
import { asPercent, inFull, inSeconds, perHour, rangeInFull } from './words'

const plain = (text: string) => text.replace(/\u202f/g, ' ')

describe('percentages', () => {
  it.each([
    [0, '0 %'],
    [1, '100 %'],
    [0.6775, '68 %'],
    [0.0019, '0.19 %'],
    [1e-7, '< 0.01 %'],
    [0.99999, '> 99.99 %'],
    [0.9972, '99.72 %'],
    [1.234, '123 %']
  ])('%s reads %s', (share, text) => expect(plain(asPercent(share))).toBe(text))

  it('read 0 or 100 only where they are exactly that', () => {
    expect(plain(asPercent(Number.MIN_VALUE))).not.toBe('0 %')
    expect(plain(asPercent(1 - 1e-16))).not.toBe('100 %')
  })
})

describe('numbers', () => {
  it.each([
    [0.284, '0.284'],
    [27.80358, '27.8'],
    [14875.787, '14 880'],
    [0, '0'],
    [1e-9, '1.0·10^-9']
  ])('%s reads %s', (value, text) => expect(plain(inFull(value))).toBe(text))

  it('the ends of a range are rounded inwards, and not past a value that lies in it', () => {
    expect(rangeInFull(10.08, 16.9)).toEqual(['11', '16'])
    expect(rangeInFull(10.08, 16.9, 10.1)).toEqual(['10.1', '16.9'])
    expect(rangeInFull(10.08, 16.9, 12)).toEqual(['11', '16'])
  })

  it('durations keep their unit', () => expect(plain(inSeconds(7.48497, 2))).toBe('7.5 s'))

  it('rare rebuilds are counted by the day or the year', () => {
    expect(plain(perHour(27.8))).toBe('27.8')
    expect(plain(perHour(0.002))).toBe('0.048 a day')
    expect(plain(perHour(1e-5))).toBe('0.0876 a year')
  })
})
