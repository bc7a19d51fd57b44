import { expect, it } from 'vitest'
import { BETA_MARKS, betaAt, markPosition, stopOf, STOPS } from './beta-slider'

it('starts at 0 and ends at 100', () => {
  expect(betaAt(0)).toBe(0)
  expect(betaAt(STOPS)).toBe(100)
})

it('never falls as it moves to the right', () => {
  for (let step = 1; step <= STOPS; step++) expect(betaAt(step)).toBeGreaterThanOrEqual(betaAt(step - 1))
})

it('stands at the stop nearest to a β that was typed', () => {
  for (const beta of [0, 0.1, 0.5, 1, 2, 4, 50, 100])
    expect(betaAt(stopOf(beta))).toBeCloseTo(beta, beta < 10 ? 1 : -1)
  expect(stopOf(1000)).toBe(STOPS)
  expect(stopOf(0.001)).toBe(stopOf(0.1))
})

it('has the marks of its scale in order, from one end of the track to the other', () => {
  const positions = BETA_MARKS.map(markPosition)
  expect(positions).toEqual([...positions].sort((a, b) => a - b))
  expect(positions[0]).toBe(0)
  expect(positions.at(-1)).toBe(1)
})
