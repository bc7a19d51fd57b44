import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_CHARACTERS, MOST_DURATIONS, parseDurations } from './durations'

const seconds = (text: string, bare: 'ms' | 's' = 'ms') => parseDurations(text, bare).seconds

describe('a pasted column', () => {
  it.each([
    ['120\n130\n', [0.12, 0.13]],
    ['120\r\n130', [0.12, 0.13]],
    ['120,130;140\t150', [0.12, 0.13, 0.14, 0.15]],
    ['120 ms\n1.5 s\n1m 30s\n250us', [0.12, 1.5, 90, 0.00025]],
    ['"120","130"', [0.12, 0.13]],
    ['.5e3', [0.5]],
    ['', []]
  ])('%j is %j seconds', (text, want) => {
    expect(seconds(text)).toEqual(want)
  })

  it('takes bare numbers in the unit that is chosen, and others in their own', () => {
    expect(seconds('2\n3 ms', 's')).toEqual([2, 0.003])
  })

  it('skips headings and words, counts them, and shows the first', () => {
    expect(parseDurations('duration_ms\n120\nn/a\n130', 'ms')).toMatchObject({
      seconds: [0.12, 0.13],
      unreadable: 2,
      firstUnreadable: 'duration_ms'
    })
  })

  it('skips nought and what is negative, and counts them apart', () => {
    expect(parseDurations('0\n-5\n−5\n0s\n7', 'ms')).toMatchObject({
      seconds: [0.007],
      unreadable: 0,
      notPositive: 4
    })
  })

  it('skips numbers beyond all numbers', () => {
    expect(parseDurations('1e999\nInfinity\nNaN', 'ms')).toMatchObject({ seconds: [], unreadable: 3 })
  })

  it('reads so many durations and no more, and says so', () => {
    const { seconds, cut } = parseDurations('1\n'.repeat(MOST_DURATIONS + 1), 'ms')
    expect(seconds).toHaveLength(MOST_DURATIONS)
    expect(cut).toBe(true)
    expect(parseDurations('1\n'.repeat(MOST_DURATIONS), 'ms').cut).toBe(false)
  })

  it('reads no entry in part when the text is cut', () => {
    const text = `${'x'.repeat(MOST_CHARACTERS - 3)}\n1234`
    expect(parseDurations(text, 'ms')).toMatchObject({ seconds: [], unreadable: 1, cut: true })
  })

  it('of any text gives durations above 0, never throws, and accounts for every entry', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('ms' as const, 's' as const),
        (text, bare) => {
          const { seconds, unreadable, notPositive } = parseDurations(text, bare)
          expect(seconds.every((value) => value > 0 && value < Infinity)).toBe(true)
          expect(seconds.length + unreadable + notPositive).toBeLessThanOrEqual(text.length)
        }
      )
    )
  })
})
