import { describe, expect, it } from 'vitest'
import { bisect, geometricMean, halfway, wholeMiddle } from './bisect'

/** A condition that begins to hold at a number, and the count of its evaluations. */
function beginningAt(edge: number) {
  const asked: number[] = []
  const holds = (x: number) => {
    asked.push(x)
    return x >= edge
  }
  return { asked, holds }
}

describe('a bisection', () => {
  it('without a limit ends at two neighbouring doubles', () => {
    for (const edge of [1e-300, 0.3, 1, 1e10]) {
      const [low, high] = bisect(beginningAt(edge).holds, 0, 1e11)
      expect(high).toBe(edge)
      expect(halfway(low, high) === low || halfway(low, high) === high).toBe(true)
    }
  })

  it('on a logarithmic axis takes at most 64 steps from 1e-153 to 1e153', () => {
    for (const edge of [1e-307, 1, 1e307]) {
      const { asked, holds } = beginningAt(edge)
      const [low, high] = bisect(holds, 1e-153, 1e153, { divide: geometricMean })
      expect(high / low).toBeLessThan(1 + 1e-15)
      expect(asked.length).toBeLessThanOrEqual(64)
    }
  })

  it('of whole numbers finds the first one at which the condition holds', () => {
    for (let edge = 0; edge <= 20; edge++)
      expect(bisect(beginningAt(edge).holds, -1, 20, { divide: wholeMiddle })).toEqual([edge - 1, edge])
  })

  it('never evaluates the condition at the given ends', () => {
    const { asked, holds } = beginningAt(2)
    bisect(holds, 0, 3, { divide: wholeMiddle })
    expect(asked).toEqual([1, 2])
  })

  it('stops after the given number of steps, and where the bracket is narrow enough', () => {
    expect(bisect(beginningAt(0.3).holds, 0, 1, { most: 2 })).toEqual([0.25, 0.5])
    expect(bisect(beginningAt(0.3).holds, 0, 1, { enough: (low, high) => high - low <= 0.125 })).toEqual([
      0.25, 0.375
    ])
  })

  it('ends for a condition that is never true, or whose bracket is not finite', () => {
    expect(bisect(() => false, 0, 1)[1]).toBe(1)
    expect(bisect(() => true, 0, 1)).toEqual([0, 5e-324])
    expect(bisect(() => true, 0, Infinity)).toEqual([0, Infinity])
    expect(bisect(() => true, NaN, 1)).toEqual([NaN, 1])
  })
})
