import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random, fitLognormal, lognormalQuantiles } from '#core'
import { fitSays, settle, settleQuantiles } from './rebuild-times'

const tidy = (text: string) => text.replace(/\u202f/g, ' ')
const reason = (settled: ReturnType<typeof settle>) => (settled.ok ? '' : tidy(settled.reason))

describe('p50 and p99', () => {
  it('make a mean and a cv of six digits', () => {
    expect(settleQuantiles({ p50: 0.1, p99: 1 }, 60)).toEqual({
      ok: true,
      value: { delta: 0.163205, deltaCv: 1.2898 }
    })
  })

  it('come back from them to five digits', () => {
    const p50s = fc.double({ min: 1e-5, max: 10, noNaN: true })
    fc.assert(
      fc.property(p50s, fc.double({ min: 1.01, max: 60, noNaN: true }), (p50, spread) => {
        const settled = settleQuantiles({ p50, p99: p50 * spread }, 1e6)
        if (!settled.ok) throw new Error(settled.reason)
        const back = lognormalQuantiles({ mean: settled.value.delta, cv: settled.value.deltaCv })
        // Mean and cv are each off by 5e-6 of themselves; p99 = p50·e^(2.33σ) takes up to 2.33·σ times that of σ.
        expect(Math.abs(back.p50 / p50 - 1)).toBeLessThan(2e-5)
        expect(Math.abs(back.p99 / (p50 * spread) - 1)).toBeLessThan(4e-5)
      })
    )
  })

  it('say which of them is wrong, and by what bound', () => {
    expect(reason(settleQuantiles({ p50: 0.25, p99: 0.1 }, 60))).toBe('p99, 100 ms, is below p50, 250 ms')
    expect(reason(settleQuantiles({ p50: 0.25, p99: 30 }, 60))).toBe(
      'p99, 30 s, is 120 times p50; the widest spread, cv 5, is 66.6 times'
    )
    expect(reason(settleQuantiles({ p50: 2, p99: 20 }, 3))).toBe(
      'the mean, 3.26 s, is above the time to live, 3 s'
    )
  })

  it('may be the same, which is a fixed time', () => {
    expect(settleQuantiles({ p50: 0.25, p99: 0.25 }, 60)).toEqual({
      ok: true,
      value: { delta: 0.25, deltaCv: 0 }
    })
  })
})

it('a fitted law outside a scenario’s limits says so', () => {
  expect(reason(settle({ mean: 1, cv: 6 }, 60))).toBe('the cv, 6, is above the largest, 5')
  expect(reason(settle({ mean: 1e-9, cv: 1 }, 60))).toBe('the mean, 1 ns, is below the smallest, 1 µs')
})

describe('the fit', () => {
  const random = new Random(5, 0)
  const draws = (mean: number, cv: number, n: number) =>
    Array.from({ length: n }, () => random.lognormal(mean, cv))

  it('is good where the durations are lognormal', () => {
    expect(fitSays(fitLognormal(draws(0.2, 0.6, 1000)))).toMatchObject({
      text: expect.stringMatching(/^The fit is good: Kolmogorov–Smirnov distance 0\.0\d+/),
      caution: false
    })
  })

  it('is poor, with a caution, where there are two kinds of rebuild', () => {
    const { text, caution } = fitSays(fitLognormal([...draws(0.02, 0.1, 700), ...draws(2, 0.1, 300)]))
    expect(text).toMatch(/^The fit is poor: the share of rebuilds below some duration is off by \d/)
    expect(caution).toBe(true)
  })

  it('is near enough where many whole milliseconds are what a clock made of a lognormal', () => {
    const whole = draws(200, 0.1, 20_000).map((ms) => Math.round(ms) / 1000)
    expect(fitSays(fitLognormal(whole))).toMatchObject({
      text: expect.stringContaining('Not quite a lognormal, but near'),
      caution: false
    })
  })

  it('says what few durations cannot show', () => {
    expect(fitSays(fitLognormal(draws(1, 0.5, 30))).text).toContain(
      'Of 30 durations, p99 is little more than the largest'
    )
    expect(fitSays(fitLognormal([1, 2, 3]))).toEqual({
      text: '3 durations are too few to tell whether a lognormal fits.',
      caution: true
    })
    expect(fitSays(fitLognormal([1])).text).toContain('One duration shows no spread')
    expect(fitSays(fitLognormal([1, 1])).text).toContain('All are the same')
  })

  it('is never good where it is no rebuild time, or far from what was measured', () => {
    const ages = Array.from({ length: 200 }, (_, i) => 1.7e9 + i)
    expect(fitSays(fitLognormal(ages))).toEqual({
      text: 'These are no rebuild times. Are the unit and the column right?',
      caution: true
    })
    expect(fitSays(fitLognormal([...Array(20).fill(1e-6), ...Array(20).fill(100)])).text).not.toContain(
      'good'
    )
  })
})
