import { expect, it } from 'vitest'
import { BIN, EDGE, expectedBeyondTwo, zData } from './z-figure'

it('puts every score into one bin, those beyond the edge into the last', () => {
  const { bins, top } = zData([-9, -0.1, 0, 0.49, 0.5, 3.9, 12])
  expect(bins.reduce((sum, { y }) => sum + y, 0)).toBe(7)
  expect(bins[0].y).toBe(1)
  expect(bins[bins.length - 1].y).toBe(2)
  expect(bins.find(({ from }) => from === 0)!.y).toBe(2)
  expect(top).toBe(2)
})

it('draws a normal curve whose area is that of the bars', () => {
  const { normal } = zData(Array.from({ length: 100 }, () => 0))
  const step = (2 * EDGE) / (normal.length - 1)
  const area = normal.reduce((sum, { y }) => sum + y * step, 0)
  expect(area).toBeCloseTo(100 * BIN, 1)
})

it('stands with nothing to draw', () => {
  expect(zData([]).top).toBe(1)
})

it('expects one in twenty-two beyond two standard errors', () => {
  expect(expectedBeyondTwo(22)).toBeCloseTo(1, 2)
})
