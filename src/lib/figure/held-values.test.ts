import { describe, expect, it } from 'vitest'
import { firstTrigger } from '#core'
import { heldBeta, nudgedBeta } from './held-beta'
import { betaForGap } from './held-values'

describe('a β that is dragged or stepped', () => {
  for (const rate of [1000, 0.5, 1e-3])
    for (const beta of [0.2, 1, 4, 30])
      it(`finds β = ${beta} again from its mean gap, at ${rate} requests a second`, () => {
        const model = { ttl: 60, delta: 0.25, rate }
        const { meanGapOrZero, earlyShare } = firstTrigger({ ...model, beta })
        // Three digits: half of the last of 100 is 0.5 %.
        expect(Math.abs(betaForGap(model, meanGapOrZero / earlyShare) / beta - 1)).toBeLessThan(0.005)
      })

  it('turns early refresh off at expiry, and stops at the largest β beyond the lifetime', () => {
    const model = { ttl: 60, delta: 0.25, rate: 1000 }
    expect(betaForGap(model, 0)).toBe(0)
    expect(betaForGap(model, -3)).toBe(0)
    expect(betaForGap(model, 90)).toBe(1000)
  })

  it('grows with the gap, so that a window that is dragged away from expiry never turns back', () => {
    const model = { ttl: 60, delta: 0.25, rate: 0.5 }
    const betas = Array.from({ length: 30 }, (_, i) => betaForGap(model, i))
    expect(betas).toEqual([...betas].sort((a, b) => a - b))
  })

  it('keeps to three digits, and to what a link may hold', () => {
    expect(heldBeta(1.23456)).toBe(1.23)
    expect(heldBeta(0.07)).toBe(0.1)
    expect(heldBeta(0.01)).toBe(0)
    expect(heldBeta(5e6)).toBe(1e6)
  })

  it('goes a decade in twenty presses, and from the least to 0 and back', () => {
    let beta = 1
    for (let i = 0; i < 20; i++) beta = nudgedBeta(beta, 1)
    expect(beta).toBe(10)
    expect(nudgedBeta(0.1, -1)).toBe(0)
    expect(nudgedBeta(0, -1)).toBe(0)
    expect(nudgedBeta(0, 1)).toBe(0.1)
  })
  it('comes back to where it was, from most values that are written with two digits', () => {
    const values = Array.from({ length: 99 }, (_, i) => (i + 1) / 10)
    const lost = values.filter((beta) => nudgedBeta(nudgedBeta(beta, 1), -1) !== beta)
    // Above 8.9 a step leads over 10, where three digits are coarser.
    expect(lost.every((beta) => beta > 8.9 && beta < 10)).toBe(true)
    for (const beta of [0, 0.1, 1, 4]) expect(nudgedBeta(nudgedBeta(beta, 1), -1)).toBe(beta)
  })

  it('gets from 0 to the largest β that a link takes, stays there, and comes back to 0', () => {
    let beta = 0
    for (let i = 0; i < 150; i++) beta = nudgedBeta(beta, 1)
    expect(beta).toBe(1e6)
    for (let i = 0; i < 150; i++) beta = nudgedBeta(beta, -1)
    expect(beta).toBe(0)
  })
})
