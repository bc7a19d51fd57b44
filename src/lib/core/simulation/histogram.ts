/**
 * Counts positive values in 256 bins for each power of two. A bin is at most 0.4 % wide, and every whole number below 512
 * has a bin of its own. A bin's number is the top bits of its values.
 */
import { fromTopBits, topBits } from '../math/fixed-math'

/** Counts of up to 2³² − 1, or larger ones in twice the memory: of requests there may be more. */
type Counts = Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

/** A finished histogram: counts of the bins `first`, `first + 1`, … */
export interface Histogram {
  first: number
  counts: Counts
}

const SHIFT = 12

const binOf = (value: number) => topBits(value) >>> SHIFT
/** Where a bin begins. */
const lowerEdge = (bin: number) => fromTopBits(bin << SHIFT)

/** Collects values > 0; `take` returns their histogram and starts anew. */
export class HistogramBuilder {
  private readonly counts: Counts
  private low = Infinity
  private high = -Infinity

  /** @param large whether a bin may count 2³² values */
  constructor(large = false) {
    this.counts = new (large ? Float64Array : Uint32Array)(1 << 19)
  }

  add(value: number, weight = 1): void {
    const bin = binOf(value)
    this.counts[bin] += weight
    if (bin < this.low) this.low = bin
    if (bin > this.high) this.high = bin
  }

  take(): Histogram {
    if (this.low > this.high) return emptyHistogram()
    const histogram = { first: this.low, counts: this.counts.slice(this.low, this.high + 1) }
    this.counts.fill(0, this.low, this.high + 1)
    this.low = Infinity
    this.high = -Infinity
    return histogram
  }
}

export function emptyHistogram(): Histogram {
  return { first: 0, counts: new Uint32Array(0) }
}

export function mergeHistograms(histograms: Histogram[]): Histogram {
  const filled = histograms.filter(({ counts }) => counts.length > 0)
  if (filled.length < 2) return filled[0] ?? emptyHistogram()
  const first = Math.min(...filled.map((one) => one.first))
  const size = Math.max(...filled.map((one) => one.first + one.counts.length)) - first
  const large = filled.some((one) => one.counts instanceof Float64Array)
  const counts = new (large ? Float64Array : Uint32Array)(size)
  for (const one of filled) {
    const offset = one.first - first
    for (let i = 0; i < one.counts.length; i++) counts[offset + i] += one.counts[i]
  }
  return { first, counts }
}

/** How many values are above a whole number: exact for numbers below 512. */
export function countAbove({ first, counts }: Histogram, value: number): number {
  const after = binOf(value) + 1 - first
  let sum = 0
  for (let i = Math.max(0, after); i < counts.length; i++) sum += counts[i]
  return sum
}

export function histogramTotal({ counts }: Histogram): number {
  let total = 0
  for (let i = 0; i < counts.length; i++) total += counts[i]
  return total
}

/** The bin that holds the quantile p of the values, and the share of the bin's values below it; null when there are no values. */
export function quantileBin(
  histogram: Histogram,
  p: number
): { from: number; to: number; share: number } | null {
  const { first, counts } = histogram
  const total = histogramTotal(histogram)
  if (total === 0) return null
  const target = p * total
  let below = 0
  let bin = 0
  while (bin < counts.length - 1 && below + counts[bin] < target) below += counts[bin++]
  const share = Math.min(1, Math.max(0, (target - below) / Math.max(1, counts[bin])))
  return { from: lowerEdge(first + bin), to: lowerEdge(first + bin + 1), share }
}

/** The value that a share p of the values stays below, linear inside a bin; null when there are no values. */
export function histogramQuantile(histogram: Histogram, p: number): number | null {
  const at = quantileBin(histogram, p)
  return at && at.from + at.share * (at.to - at.from)
}

/**
 * The smallest whole number that at least a share p of the values does not exceed, where all values are whole numbers.
 * Exact below 512; above, linear among the whole numbers of a bin. Null when there are no values.
 */
export function countQuantile(histogram: Histogram, p: number): number | null {
  const at = quantileBin(histogram, p)
  if (!at) return null
  const further = Math.ceil(at.share * (at.to - at.from)) - 1
  return at.from + Math.max(0, further)
}

/** How many values lie in each of `bins` equal parts of 0…max. Larger values are left out; a bin is spread evenly. */
export function rebin(histogram: Histogram, max: number, bins: number): Float64Array {
  const parts = new Float64Array(bins)
  for (let i = 0; i < histogram.counts.length; i++) {
    if (histogram.counts[i] === 0) continue
    const from = (lowerEdge(histogram.first + i) / max) * bins
    const to = (lowerEdge(histogram.first + i + 1) / max) * bins
    for (let part = Math.floor(from); part < to && part < bins; part++) {
      const overlap = Math.min(to, part + 1) - Math.max(from, part)
      parts[part] += (histogram.counts[i] * overlap) / (to - from)
    }
  }
  return parts
}
