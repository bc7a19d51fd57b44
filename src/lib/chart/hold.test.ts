import { describe, expect, it } from 'vitest'
import { meansToMove, placeOf } from './hold'
import { invertZeroLog, zeroLogScale } from './zero-log-scale'

describe('a hand on a plot', () => {
  it('finds its place in a drawing that the page has scaled', () => {
    const box = { left: 100, top: 50, width: 400, height: 200 }
    expect(placeOf({ x: 300, y: 150 }, box, 800, { left: 40, top: 20 })).toEqual({ x: 360, y: 180 })
  })

  it('lets a finger that goes up or down scroll, and one that goes sideways move', () => {
    expect(meansToMove(2, 3, 'x')).toBeNull()
    expect(meansToMove(3, 20, 'x')).toBe(false)
    expect(meansToMove(20, 3, 'x')).toBe(true)
    expect(meansToMove(3, 20, 'both')).toBe(true)
  })
})

describe('the inverse of the scale with a zero', () => {
  it('gives back what the scale was given, and 0 on the near side of the break', () => {
    const scale = zeroLogScale([0.1, 100], [0, 500])
    const invert = invertZeroLog([0.1, 100], [0, 500])
    for (const value of [0, 0.1, 0.5, 1, 42, 100]) expect(invert(scale(value))).toBeCloseTo(value, 9)
    expect(invert(10)).toBe(0)
    expect(invert(20)).toBeCloseTo(0.1, 9)
    expect(invert(900)).toBeCloseTo(100, 9)
    expect(invert(-5)).toBe(0)
  })
})
