import { expect, it } from 'vitest'
import { timeTicks } from './time-axis'

const written = (reach: number, most: number, after = 0) => {
  const { ticks, format } = timeTicks(reach, most, after)
  return ticks.map((tick) => format(tick).replace('\u202f', ' ')).join(', ')
}

it.each([
  [750, 6, '12 min, 10 min, 8 min, 6 min, 4 min, 2 min, expiry'],
  [750, 3, '10 min, 5 min, expiry'],
  [3, 3, '3 s, 2 s, 1 s, expiry'],
  [1.5, 3, '1500 ms, 1000 ms, 500 ms, expiry'],
  [100, 4, '90 s, 60 s, 30 s, expiry'],
  [150, 4, '150 s, 120 s, 90 s, 60 s, 30 s, expiry'],
  [150, 3, '2 min, 1 min, expiry'],
  [2.5 * 3600, 5, '150 min, 120 min, 90 min, 60 min, 30 min, expiry'],
  [90 * 60, 3, '90 min, 60 min, 30 min, expiry'],
  [7 * 86_400, 4, '6 d, 4 d, 2 d, expiry'],
  [0.0004, 4, '400 µs, 300 µs, 200 µs, 100 µs, expiry']
])('an axis of %f s in about %i steps reads %s', (reach, most, expected) => {
  expect(written(reach, most)).toBe(expected)
})

it('counts on behind the expiry, with a plus', () => {
  expect(written(8, 5, 4)).toBe('8 s, 6 s, 4 s, 2 s, expiry, +2 s, +4 s')
})
