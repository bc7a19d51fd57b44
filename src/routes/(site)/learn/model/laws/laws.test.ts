import { describe, expect, it } from 'vitest'
import { closedForm, firstTrigger } from '#core'
import { keyWith } from '../figures/keys'
import {
  chanceOf,
  fewestRequests,
  gumbelMean,
  hotCoalesced,
  hotLateShare,
  hotSizeMean,
  hotSizeShare,
  leastBeta
} from './laws'

const hot = keyWith(1, 250)

describe('the laws of a hot key are the closed form’s limits', () => {
  it.each([0.5, 1, 2, 4])('at β = %d', (beta) => {
    const model = { ...hot, beta }
    const figures = closedForm(model)
    // 250 requests a rebuild and 240 rebuilds a lifetime: the limits are off by less than e^(−60).
    expect(gumbelMean(1000, 0.25 * beta)).toBeCloseTo(figures.gapMean!, 6)
    expect(hotSizeMean(beta) - 1).toBeCloseTo(figures.duplicatesMean, 5)
    // A cooler key: at 250 requests a rebuild the share underflows.
    const { lateShare } = closedForm({ ...model, rate: 40 })
    expect(hotLateShare(10, beta) / lateShare).toBeCloseTo(1, 6)
    const coalesced = closedForm({ ...model, coordination: 'coalesce', processes: 8 }).duplicatesMean
    expect(hotCoalesced(beta, 8)).toBeCloseTo(coalesced, 5)
  })

  it('the sizes are a distribution with the mean of the law', () => {
    for (const beta of [0.5, 1, 4]) {
      let [sum, mean] = [0, 0]
      for (let n = 1; n < 2000; n++) {
        sum += hotSizeShare(beta, n)
        mean += n * hotSizeShare(beta, n)
      }
      expect(sum).toBeCloseTo(1, 12)
      expect(mean).toBeCloseTo(hotSizeMean(beta), 10)
    }
  })
})

it('a request two seconds before expiry, of a value that takes 0.4 s, refreshes with 0.67 %', () => {
  expect(chanceOf(2, 0.4)).toBeCloseTo(0.0067, 4)
  expect([chanceOf(2, 0), chanceOf(0, 0)]).toEqual([0, 1])
})

describe('the smallest β', () => {
  it('has the late share that was asked for', () => {
    for (const late of [0.1, 0.01, 0.001]) {
      const beta = leastBeta(hot, late)!
      expect(firstTrigger({ ...hot, beta }).lateShare / late).toBeCloseTo(1, 6)
    }
  })

  it('does not exist where too few requests come in a lifetime', () => {
    const late = 0.001
    const enough = fewestRequests(late) / (hot.ttl - hot.delta)
    expect(leastBeta({ ...hot, rate: 0.99 * enough }, late)).toBeNull()
    expect(leastBeta({ ...hot, rate: 1.3 * enough }, late)).not.toBeNull()
  })
})

it('gives numbers at the ends of β', () => {
  expect(hotCoalesced(1e-4, 8)).toBe(7)
  expect(hotLateShare(10, 0)).toBe(1)
})
