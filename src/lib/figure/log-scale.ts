/**
 * Logarithmic scales and their ticks. Those of d3 take the logarithm of the JavaScript engine, so the bytes of a picture
 * would differ between engines; these take the fixed one of the core. A page puts thousands of points on them, so they
 * are no more than their formula.
 */
import type { Scale } from '$lib/chart/context'
import { exp, log, log10, powerOfTen } from '#core'

interface InvertibleScale extends Scale {
  /** From px back to the value; the ends outside the range. */
  invert: Scale
}

/**
 * @param domain both above 0, the smaller first
 * @param range px
 */
export function logScale(domain: [number, number], [first, last]: [number, number]): InvertibleScale {
  const [low, high] = [log(domain[0]), log(domain[1])]
  const place = (value: number) => {
    const share = (log(value) - low) / (high - low)
    return first * (1 - share) + last * share
  }
  const invert = (px: number) => {
    const share = Math.min(1, Math.max(0, (px - first) / (last - first)))
    return exp(low * (1 - share) + high * share)
  }
  return Object.assign(place, { invert })
}

/** Of the range, for zero, px. */
const PLACE = 28

/**
 * A logarithmic scale with a place for zero at its left end, behind a break.
 * @param domain the positive part, smallest to largest
 * @param range px; zero stands at the first
 */
export function zeroLogScale(domain: [number, number], range: [number, number]): InvertibleScale {
  const scale = logScale(domain, [range[0] + PLACE, range[1]])
  const place = (value: number) => (value <= 0 ? range[0] : scale(Math.max(value, domain[0] / 2)))
  /** 0 on the near side of the break. */
  const invert = (px: number) => (px < range[0] + PLACE / 2 ? 0 : scale.invert(px))
  return Object.assign(place, { invert })
}

/** Every value, or every second, third… of them, so that there are at most so many. */
export const thinned = (values: number[], most: number) => {
  const every = Math.ceil(values.length / most)
  return values.filter((_, i) => i % every === 0)
}

/** The powers of ten in a range. */
export function powersOfTen([from, to]: [number, number]): number[] {
  const first = Math.ceil(log10(from) - 1e-9)
  const last = Math.floor(log10(to) + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => powerOfTen(first + i))
}
