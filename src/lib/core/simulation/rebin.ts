import { lowerEdge, type Histogram } from './histogram'

/** How many collected values lie in each of `bins` equal parts of 0…max; the rest is left out. */
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
