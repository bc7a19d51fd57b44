import { expect, it } from 'vitest'
import { coalescing, timeLeft } from './quantities'

it('every stop of the time left has a value that leads back to it', () => {
  const { stops, at, stopOf } = timeLeft(10)
  expect([at(0), at(stops), stopOf(1e9)]).toEqual([0, 10, stops])
  for (let stop = 0; stop <= stops; stop++) expect(stopOf(at(stop))).toBe(stop)
})

it('processes are whole', () => {
  const { stops, at } = coalescing(1, 1000)
  for (let stop = 0; stop <= stops; stop++) expect(at(stop)).toSatisfy(Number.isInteger)
})
