import { expect, it } from 'vitest'
import { STEPS, stepOf, valueAt, type Range } from './log-steps'

const ranges: Range[] = [
  { min: 0.1, max: 100, log: true },
  { min: 0, max: 10 },
  { min: 1, max: 1e6, log: true }
]

it.each(ranges)('every step has a value that leads back to it, from $min to $max', (range) => {
  expect(valueAt(0, range)).toBe(range.min)
  expect(valueAt(STEPS, range)).toBe(range.max)
  for (let step = 0; step <= STEPS; step++) expect(stepOf(valueAt(step, range), range)).toBe(step)
})

it('a value beyond the ends stands at the end', () => {
  expect(stepOf(0, ranges[0])).toBe(0)
  expect(stepOf(1e9, ranges[0])).toBe(STEPS)
})
