import { describe, expect, it } from 'vitest'
import { logScale, powersOfTen, thinned, zeroLogScale } from './log-scale'

it('a logarithmic scale puts decades at equal distances, and its inverse stops at the ends', () => {
  const scale = logScale([0.1, 100], [0, 300])
  for (const [value, px] of [
    [0.1, 0],
    [1, 100],
    [10, 200],
    [100, 300],
    [1000, 400]
  ])
    expect(scale(value)).toBeCloseTo(px, 9)
  expect(scale.invert(150)).toBeCloseTo(Math.sqrt(10), 9)
  expect([-5, 900].map(scale.invert)).toEqual([0, 300].map(scale.invert))
})

describe('the inverse of the scale with a zero', () => {
  it('gives back the value, and 0 for pixels before the break', () => {
    const scale = zeroLogScale([0.1, 100], [0, 500])
    const { invert } = scale
    for (const value of [0, 0.1, 0.5, 1, 42, 100]) expect(invert(scale(value))).toBeCloseTo(value, 9)
    expect(invert(10)).toBe(0)
    expect(invert(20)).toBeCloseTo(0.1, 9)
    expect(invert(900)).toBeCloseTo(100, 9)
    expect(invert(-5)).toBe(0)
  })
})

it('the powers of ten in a range are its ticks, with both ends', () => {
  expect(powersOfTen([0.01, 100])).toEqual([0.01, 0.1, 1, 10, 100])
  expect(powersOfTen([0.02, 90])).toEqual([0.1, 1, 10])
})

it('ticks are thinned until there are no more than asked for', () => {
  expect(thinned([0.01, 0.1, 1, 10, 100], 9)).toEqual([0.01, 0.1, 1, 10, 100])
  expect(thinned([0.01, 0.1, 1, 10, 100], 3)).toEqual([0.01, 1, 100])
  expect(thinned([0.01, 0.1, 1, 10, 100], 2)).toEqual([0.01, 10])
})
