import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countQuantile,
  emptyHistogram,
  HistogramBuilder,
  histogramQuantile,
  histogramTotal,
  mergeHistograms,
  rebin,
  type Histogram
} from './histogram'

const builder = new HistogramBuilder()

function histogramOf(values: Iterable<number>): Histogram {
  for (const value of values) builder.add(value)
  return builder.take()
}

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)
const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true })
/** Near each other, so that their histograms are short. */
const close = fc.double({ min: 1, max: 20, noNaN: true })

describe('a histogram', () => {
  it('has the quantile of a single value within 0.4 %', () => {
    fc.assert(
      fc.property(positive, fc.double({ min: 0, max: 1, noNaN: true }), (value, p) => {
        const quantile = histogramQuantile(histogramOf([value]), p)!
        // A bin is 1/256 of its lower edge wide.
        expect(Math.abs(quantile - value)).toBeLessThanOrEqual(value / 256)
      }),
      { numRuns: 1000, seed: 1 }
    )
  })

  it('has one bin for each whole number below 512', () => {
    const { counts } = histogramOf(upTo(511))
    expect(counts.filter((count) => count === 1)).toHaveLength(511)
  })

  it('returns the histogram of its values and starts anew', () => {
    builder.add(3)
    expect(histogramTotal(builder.take())).toBe(1)
    expect(builder.take()).toStrictEqual(emptyHistogram())
  })

  it('does not change a histogram that it has returned', () => {
    const first = histogramOf([5, 6])
    histogramOf([5, 5, 5])
    expect(Array.from(first.counts).filter(Boolean)).toEqual([1, 1])
  })

  it('of nothing has no quantile', () => {
    expect(histogramQuantile(emptyHistogram(), 0.5)).toBeNull()
    expect(countQuantile(emptyHistogram(), 0.5)).toBeNull()
  })
})

describe('quantiles', () => {
  const uniform = histogramOf(Array.from({ length: 10_000 }, (_, i) => (i + 0.5) / 10_000))

  it.each([0.001, 0.05, 0.5, 0.95, 1])('of evenly spread values the share %d is the value', (p) => {
    // One value more or less in a bin of 0.4 % is at most 1/10,000 of the whole.
    expect(Math.abs(histogramQuantile(uniform, p)! - p)).toBeLessThan(p / 256 + 1e-4)
  })

  it('never fall as the share grows', () => {
    fc.assert(
      fc.property(fc.array(close, { minLength: 1 }), (values) => {
        const histogram = histogramOf(values)
        const quantiles = upTo(21).map((i) => histogramQuantile(histogram, (i - 1) / 20)!)
        expect(quantiles).toEqual([...quantiles].sort((a, b) => a - b))
      }),
      { numRuns: 200, seed: 2 }
    )
  })

  it('of counts are the smallest count that the share does not exceed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 511 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 100 }),
        (values, percent) => {
          const sorted = values.toSorted((a, b) => a - b)
          const want = sorted[Math.ceil((values.length * percent) / 100) - 1]
          expect(countQuantile(histogramOf(values), percent / 100)).toBe(want)
        }
      ),
      { numRuns: 1000, seed: 3 }
    )
  })
})

describe('merging', () => {
  const some = fc.array(close, { maxLength: 20 })

  it('is the histogram of all values, in any order and any grouping', () => {
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        const [x, y, z] = [a, b, c].map(histogramOf)
        const all = histogramOf([...a, ...b, ...c])
        expect(mergeHistograms([mergeHistograms([x, y]), z])).toStrictEqual(all)
        expect(mergeHistograms([z, y, x])).toStrictEqual(all)
      }),
      { numRuns: 200, seed: 4 }
    )
  })

  it('leaves its parts as they were', () => {
    const [a, b] = [histogramOf([1]), histogramOf([1, 2])]
    mergeHistograms([a, b])
    expect(histogramTotal(a)).toBe(1)
    expect(histogramTotal(b)).toBe(2)
  })
})

it('counts more than 2³² values where it is told to, also in parts', () => {
  const builder = new HistogramBuilder(true)
  const of = (count: number) => {
    builder.add(1, count)
    return builder.take()
  }
  expect(histogramTotal(of(2 ** 33))).toBe(2 ** 33)
  expect(histogramTotal(mergeHistograms([of(2 ** 32), of(2 ** 32)]))).toBe(2 ** 33)
})

describe('equal parts of a range', () => {
  it('hold every value below the end, each in its part, to the width of a bin', () => {
    const parts = rebin(histogramOf([0.5, 1.5, 1.6, 3.5, 7]), 4, 4)
    // 1.5, a power of two and half, sits at the edge of a bin inside (1, 2).
    expect(Array.from(parts)).toEqual([1, 2, 0, 1])
  })

  it('split a bin that lies across their border in proportion', () => {
    const parts = rebin(histogramOf([1, 1]), 2 * (1 + 1 / 1024), 2)
    // The bin 1 … 1 + 1/256 is cut at 1 + 1/1024, a quarter of the way.
    expect(parts[0]).toBeCloseTo(0.5, 12)
    expect(parts[1]).toBeCloseTo(1.5, 12)
  })
})
