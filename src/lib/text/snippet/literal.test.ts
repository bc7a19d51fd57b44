import { describe, expect, it } from 'vitest'
import { betaFloat, betaNumber, goDuration, secondsFloat, secondsNumber } from './literal'

describe('numbers in snippets', () => {
  it.each([
    [1.9000001, '1.9', '1.9'],
    [2, '2', '2.0'],
    [1.87654, '1.877', '1.877'],
    [1000, '1000', '1000.0'],
    [0, '0', '0.0'],
    [1.23456e-9, '1.235e-9', '1.235e-9']
  ])('β = %d has at most four digits', (beta, number, float) => {
    expect([betaNumber(beta), betaFloat(beta)]).toEqual([number, float])
  })

  it.each([
    [60, '60', '60.0'],
    [0.1 + 0.2, '0.3', '0.3'],
    [86_401.25, '86401.25', '86401.25'],
    [315_360_000, '315360000', '315360000.0']
  ])('%d s come without the noise of binary fractions', (seconds, number, float) => {
    expect([secondsNumber(seconds), secondsFloat(seconds)]).toEqual([number, float])
  })

  it.each([
    [60, '60 * time.Second'],
    [90.5, '90500 * time.Millisecond'],
    [0.1 + 0.2, '300 * time.Millisecond'],
    [1e-6, '1 * time.Microsecond'],
    [1 / 3, '333333333 * time.Nanosecond'],
    [315_360_000, '315360000 * time.Second']
  ])('%d s become a whole number of Go’s units', (seconds, duration) => {
    expect(goDuration(seconds)).toBe(duration)
  })
})
