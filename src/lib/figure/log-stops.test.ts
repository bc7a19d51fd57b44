import { expect, it } from 'vitest'
import { logStops } from './log-stops'

it.each([
  [[0.1, 100], 200, 3],
  [[1, 1e6], 200, 3],
  [[0.1, 1000], 100, 2],
  [[4, 1], 120, undefined]
] as const)('every stop from %j has a value that leads back to it', ([low, high], stops, digits) => {
  const { at, stopOf } = logStops([low, high], stops, digits)
  expect([at(0), at(stops)]).toEqual([low, high])
  for (let stop = 0; stop <= stops; stop++) expect(stopOf(at(stop))).toBe(stop)
})

it('a value beyond the ends stands at the end, and so does 0', () => {
  const { stopOf } = logStops([0.1, 100], 200, 3)
  expect([stopOf(0), stopOf(0.01), stopOf(1e9)]).toEqual([0, 0, 200])
})
