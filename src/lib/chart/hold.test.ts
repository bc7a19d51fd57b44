import { describe, expect, it } from 'vitest'
import { meansToMove, placeOf } from './hold'

describe('dragging on a plot', () => {
  it('converts a point on the screen to a drawing that the page has scaled', () => {
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
