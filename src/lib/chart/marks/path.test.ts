import { expect, it } from 'vitest'
import { areaPath, linePath } from './path'

const along = (count: number, y: (x: number) => number) =>
  Array.from({ length: count }, (_, i) => ({ x: (100 * i) / (count - 1), y: y((100 * i) / (count - 1)) }))

it('a straight line is drawn by its ends, however many points it has', () => {
  expect(linePath(along(50, (x) => 2 * x))).toBe('M0,0L100,200')
})

it('a bent line keeps what can be seen', () => {
  const corners = linePath(along(1001, (x) => 50 + 40 * Math.sin(x / 10))).split('L').length
  expect(corners).toBeGreaterThan(20)
  expect(corners).toBeLessThan(80)
})

it('a ring, which ends where it begins, keeps its corners', () => {
  const ring = [
    [0, 0],
    [5, 0],
    [10, 0],
    [10, 10],
    [0, 10],
    [0, 0]
  ].map(([x, y]) => ({ x, y }))
  expect(linePath(ring)).toBe('M0,0L10,0L10,10L0,10L0,0')
})

it('a line breaks where a point has no place', () => {
  const points = [0, 1, NaN, 3, 4].map((y, x) => ({ x, y }))
  expect(linePath(points)).toBe('M0,0L1,1M3,3L4,4')
})

it('an area ends on its baseline, and there is none without points', () => {
  expect(
    areaPath(
      along(3, () => 5),
      20
    )
  ).toBe('M0,5L100,5L100,20H0z')
  expect(areaPath([], 20)).toBe('')
})
