import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random, fitLognormal, lognormalQuantiles } from '#core'
import { fitInWords, rebuildTimeOf, rebuildTimeOfQuantiles } from './rebuild-times'

const tidy = (text: string) => text.replace(/\u202f/g, ' ')
const reason = (result: ReturnType<typeof rebuildTimeOf>) => (result.ok ? '' : tidy(result.reason))

describe('p50 and p99', () => {
  it('make a mean and a cv of six digits', () => {
    expect(rebuildTimeOfQuantiles({ p50: 0.1, p99: 1 }, 60)).toEqual({
      ok: true,
      value: { delta: 0.163205, deltaCv: 1.2898 }
    })
  })

  it('can be recovered from them to five digits', () => {
    const p50s = fc.double({ min: 1e-5, max: 10, noNaN: true })
    fc.assert(
      fc.property(p50s, fc.double({ min: 1.01, max: 60, noNaN: true }), (p50, spread) => {
        const result = rebuildTimeOfQuantiles({ p50, p99: p50 * spread }, 1e6)
        if (!result.ok) throw new Error(result.reason)
        const back = lognormalQuantiles({ mean: result.value.delta, cv: result.value.deltaCv })
        // Mean and cv are each off by 5e-6 of themselves; p99 = p50·e^(2.33σ) takes up to 2.33·σ times that of σ.
        expect(Math.abs(back.p50 / p50 - 1)).toBeLessThan(2e-5)
        expect(Math.abs(back.p99 / (p50 * spread) - 1)).toBeLessThan(4e-5)
      })
    )
  })

  it('come with the reason and the bound where they are refused', () => {
    expect(reason(rebuildTimeOfQuantiles({ p50: 0.25, p99: 0.1 }, 60))).toBe(
      'p99, 100 ms, is below p50, 250 ms'
    )
    expect(reason(rebuildTimeOfQuantiles({ p50: 0.25, p99: 30 }, 60))).toBe(
      'p99, 30 s, is 120 times p50; the widest spread, cv 5, is 66.6 times'
    )
    expect(reason(rebuildTimeOfQuantiles({ p50: 2, p99: 20 }, 3))).toBe(
      'the mean, 3.26 s, is above the time to live, 3 s'
    )
  })

  it('may be the same: that is a fixed time', () => {
    expect(rebuildTimeOfQuantiles({ p50: 0.25, p99: 0.25 }, 60)).toEqual({
      ok: true,
      value: { delta: 0.25, deltaCv: 0 }
    })
  })
})

it('a fit outside the limits of a scenario is refused with the limit', () => {
  expect(reason(rebuildTimeOf({ mean: 1, cv: 6 }, 60))).toBe('the cv, 6, is above the largest, 5')
  expect(reason(rebuildTimeOf({ mean: 1e-9, cv: 1 }, 60))).toBe('the mean, 1 ns, is below the smallest, 1 µs')
})

describe('the fit', () => {
  const random = new Random(5, 0)
  const draws = (mean: number, cv: number, n: number) =>
    Array.from({ length: n }, () => random.lognormal(mean, cv))

  it('is good where the durations are lognormal', () => {
    expect(fitInWords(fitLognormal(draws(0.2, 0.6, 1000)))).toMatchObject({
      text: expect.stringMatching(/^The fit is good: Kolmogorov–Smirnov distance 0\.0\d+/),
      caution: false
    })
  })

  it('is poor, with a caution, where there are two kinds of rebuild', () => {
    const { text, caution } = fitInWords(fitLognormal([...draws(0.02, 0.1, 700), ...draws(2, 0.1, 300)]))
    expect(text).toMatch(/^The fit is poor: the share of rebuilds below some duration is off by \d/)
    expect(caution).toBe(true)
  })

  it('is near enough where a clock has rounded lognormal durations to whole milliseconds', () => {
    const whole = draws(200, 0.1, 20_000).map((ms) => Math.round(ms) / 1000)
    expect(fitInWords(fitLognormal(whole))).toMatchObject({
      text: expect.stringContaining('Not quite a lognormal, but near'),
      caution: false
    })
  })

  it('comes with a caution where the durations are few', () => {
    expect(fitInWords(fitLognormal(draws(1, 0.5, 30))).text).toContain(
      'Of 30 durations, p99 is little more than the largest'
    )
    expect(fitInWords(fitLognormal([1, 2, 3]))).toEqual({
      text: '3 durations are too few to tell whether a lognormal fits.',
      caution: true
    })
    expect(fitInWords(fitLognormal([1])).text).toContain('One duration shows no spread')
    expect(fitInWords(fitLognormal([1, 1])).text).toContain('All are the same')
  })

  it('is not good where the durations are no rebuild times, or the fitted mean is far from the measured one', () => {
    const ages = Array.from({ length: 200 }, (_, i) => 1.7e9 + i)
    expect(fitInWords(fitLognormal(ages))).toEqual({
      text: 'These cannot be rebuild times. Are the unit and the column right?',
      caution: true
    })
    expect(fitInWords(fitLognormal([...Array(20).fill(1e-6), ...Array(20).fill(100)])).text).not.toContain(
      'good'
    )
  })
})
