import { describe, expect, it } from 'vitest'
import { exp, firstTrigger, gapDensity } from '#core'
import { curveThrough } from './curve'
import { lawCurve } from '../window/window-data'

/** The largest distance between a curve and its line, in px of a plot of 400 by 120, at 4000 places. */
function farthest(points: { x: number; y: number }[], f: (x: number) => number, end: number): number {
  let worst = 0
  for (let i = 0; i <= 4000; i++) {
    const x = (end * i) / 4000
    const next = Math.max(
      1,
      points.findIndex((point) => point.x >= x)
    )
    const [a, b] = [points[next - 1], points[next]]
    const off = 120 * (a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x) - f(x))
    const slope = (120 * (b.y - a.y)) / ((400 * (b.x - a.x)) / end)
    worst = Math.max(worst, Math.abs(off) / Math.sqrt(1 + slope * slope))
  }
  return worst
}

describe('a curve', () => {
  it.each([
    // A window of 19 s on an axis of 15 minutes, the same at its own β, and a cold key whose densest place is the expiry.
    { rate: 120, delta: 3, beta: 1, ttl: 5400, end: 900 },
    { rate: 120, delta: 3, beta: 13, ttl: 5400, end: 900 },
    { rate: 0.5, delta: 0.25, beta: 1, ttl: 60, end: 3 },
    { rate: 1e6, delta: 0.01, beta: 0.1, ttl: 60, end: 60 }
  ])('has no corner that is seen, with 60 points or fewer: %o', ({ end, ...model }) => {
    const law = firstTrigger(model)
    const { points, top } = lawCurve(law, end)
    expect(points.length).toBeLessThanOrEqual(60)
    // Half of the narrowest line is one pixel.
    expect(farthest(points, (gap) => gapDensity(law, gap) / top, end)).toBeLessThan(1)
  })

  it('takes two points where it is straight, and few where it bends once', () => {
    expect(curveThrough((x) => 3 * x, [0, 10])).toHaveLength(2)
    expect(curveThrough((x) => exp(-x), [0, 5]).length).toBeLessThan(25)
  })
})
