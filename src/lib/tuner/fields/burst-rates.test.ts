import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Key, meanRate, phaseRates } from '#core'
import { setLengths, setRates, shownRates, USUAL_BURSTS } from './burst-rates'

const keyAt = (rate: number, name = 'hot'): Key => ({ name, rate, ttl: null, delta: null })
const [hot, cold] = [keyAt(1000), keyAt(0.5, 'cold')]

describe('the rates of a key in bursts', () => {
  it('have the mean of the key, and the ratio of the bursts', () => {
    const { peak, quiet } = phaseRates(1000, USUAL_BURSTS)
    expect(peak / quiet).toBeCloseTo(5, 12)
    // 1 min of 10 at peak: (5·1 + 1·9)/10 = 1.4 times the quiet rate.
    expect(quiet).toBeCloseTo(1000 / 1.4, 9)
    expect(meanRate({ peak, quiet }, USUAL_BURSTS)).toBeCloseTo(1000, 9)
  })

  it('that an operator types come back as typed', () => {
    const rate = fc.integer({ min: 1, max: 9999 })
    const size = fc.constantFrom(1e-3, 1, 1e4)
    const length = fc.integer({ min: 1, max: 10_000 })
    fc.assert(
      fc.property(rate, rate, size, length, length, (a, b, scale, on, off) => {
        const shown = (value: number) => Number((value * scale).toPrecision(4))
        const typed = { peak: shown(Math.max(a, b)), quiet: shown(Math.min(a, b)) }
        const { keys, arrivals } = setRates([hot, cold], { kind: 'burst', on, off }, typed)
        if (arrivals.kind !== 'burst') throw new Error(arrivals.kind)
        expect(shownRates(keys[0], arrivals)).toEqual(typed)
        expect(keys[1]).toBe(cold)
      })
    )
  })

  it('give the mean and the ratio: 500/s for 2 s and 20/s for 18 s are 68/s', () => {
    const change = setRates([hot], { kind: 'burst', on: 2, off: 18 }, { peak: 500, quiet: 20 })
    expect(change).toEqual({ arrivals: { kind: 'burst', on: 2, off: 18, ratio: 25 }, keys: [keyAt(68)] })
  })

  it('with nothing between peaks are those of links without a ratio', () => {
    const { arrivals, keys } = setRates([hot], USUAL_BURSTS, { peak: 500, quiet: 0 })
    expect(arrivals).toStrictEqual({ kind: 'burst', on: 60, off: 540 })
    expect(keys).toEqual([keyAt(50)])
  })

  it('stay where a length changes, and the means follow', () => {
    const { arrivals, keys } = setLengths([hot, cold], USUAL_BURSTS, { off: 60 })
    // Half of the time at peak: 3 times the quiet rate instead of 1.4.
    expect(keys.map(({ rate }) => rate)).toEqual([2142.86, 1.07143])
    expect(arrivals).toEqual({ ...USUAL_BURSTS, off: 60 })
  })
})
