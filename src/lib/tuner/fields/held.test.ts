import { describe, expect, it } from 'vitest'
import { defaultScenario } from '#core'
import { heldNumber } from './held'

const scenario = { ...defaultScenario(), beta: 4, late: 0.001, lifetimeBudget: 0.5 }

describe('a number in a sentence', () => {
  it('is spoken with its unit, and β = 0 with its meaning', () => {
    expect(heldNumber('late', scenario).spoken).toBe('0.1\u202f%')
    expect(heldNumber('beta', scenario).spoken).toBe('4')
    expect(heldNumber('beta', { ...scenario, beta: 0 }).spoken).toBe('0, early refresh off')
  })

  it('accepts what the fields accept, and gives a reason for what it refuses', () => {
    const { read } = heldNumber('lifetimeBudget', scenario)
    expect(read('40 %')).toEqual({ ok: true, value: 0.4 })
    expect(read('forty')).toMatchObject({ ok: false, reason: expect.stringContaining('forty') })
    expect(read('400 %')).toMatchObject({ ok: false, reason: expect.stringContaining('above the largest') })
  })

  it('steps a small share by tenths of a decade, and a larger one by percents', () => {
    const late = heldNumber('late', scenario)
    let share = 0.001
    for (let i = 0; i < 10; i++) share = late.step(share, 1)
    // Ten roundings to two digits, each at most 5 %; most cancel.
    expect(Math.abs(share / 0.01 - 1)).toBeLessThan(0.1)
    const give = heldNumber('lifetimeBudget', scenario)
    expect(give.step(0.5, 3)).toBeCloseTo(0.53, 9)
    expect(give.step(0.5, -3)).toBeCloseTo(0.47, 9)
  })

  it('stops at its limits', () => {
    for (const what of ['beta', 'late', 'lifetimeBudget'] as const) {
      const { min, max, step } = heldNumber(what, scenario)
      expect(step(max, 200)).toBe(max)
      expect(step(min, -200)).toBe(min)
    }
  })
})
