import { describe, expect, it } from 'vitest'
import { difference, FIGURE_ROWS } from './figure-words'

const of = (key: string, now: number, was: number) =>
  difference(
    FIGURE_ROWS.find((row) => row.key === key)!,
    now,
    was
  ).replace(/\u202f/g, ' ')

describe('how a figure differs from the pinned one', () => {
  it('has its sign and its unit', () => {
    expect(of('gapMean', 7.49, 1.52)).toBe('+5.97 s')
    expect(of('wastedPerHour', 27.8, 106.6)).toBe('−78.8')
    expect(of('duplicatesMean', 0.284, 1.718)).toBe('−1.43')
  })

  it('is in points for a share, as a percentage could mean a part of the share', () => {
    expect(of('lateShare', 0.68, 0.96)).toBe('−28 points')
  })

  it('reads “the same” where the figures look the same', () => {
    expect(of('cycleSeconds', 52.80001, 52.8)).toBe('the same')
    expect(of('lateShare', 1e-9, 3e-6)).toBe('the same')
    expect(of('prematurePerHour', 0, 0)).toBe('the same')
  })
})
