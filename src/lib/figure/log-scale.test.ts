import { describe, expect, it } from 'vitest'
import { logScale, zeroLogScale } from './log-scale'

it('a logarithmic scale puts decades at equal distances, and stops at the ends on the way back', () => {
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
  it('gives back what the scale was given, and 0 on the near side of the break', () => {
    const scale = zeroLogScale([0.1, 100], [0, 500])
    const { invert } = scale
    for (const value of [0, 0.1, 0.5, 1, 42, 100]) expect(invert(scale(value))).toBeCloseTo(value, 9)
    expect(invert(10)).toBe(0)
    expect(invert(20)).toBeCloseTo(0.1, 9)
    expect(invert(900)).toBeCloseTo(100, 9)
    expect(invert(-5)).toBe(0)
  })
})
