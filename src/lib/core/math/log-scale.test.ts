import { describe, expect, it } from 'vitest'
import { heightOnLogLine, logGrid, positionOnLogScale, valueOnLogScale } from './log-scale'

describe('a logarithmic scale', () => {
  it('has decades at equal distances', () => {
    for (const [value, position] of [
      [0.1, 0],
      [1, 1 / 3],
      [10, 2 / 3],
      [100, 1],
      [1000, 4 / 3]
    ]) {
      expect(positionOnLogScale(0.1, 100, value)).toBeCloseTo(position, 14)
      expect(valueOnLogScale(0.1, 100, position) / value).toBeCloseTo(1, 14)
    }
  })

  it('may fall', () => {
    expect(valueOnLogScale(100, 1, 0.5)).toBeCloseTo(10, 12)
    expect(positionOnLogScale(100, 1, 10)).toBeCloseTo(0.5, 14)
  })
})

it('a grid has both ends exactly and equal ratios between them', () => {
  const grid = logGrid(0.3, 7.1, 5)
  expect([grid.length, grid[0], grid[5]]).toEqual([6, 0.3, 7.1])
  for (let i = 1; i < grid.length; i++) expect(grid[i] / grid[i - 1]).toBeCloseTo((7.1 / 0.3) ** (1 / 5), 12)
})

it('a power law is a straight line on two logarithmic axes', () => {
  // y = 3·x⁻²
  expect(heightOnLogLine({ x: 1, y: 3 }, { x: 10, y: 0.03 }, 2)).toBeCloseTo(0.75, 14)
})
