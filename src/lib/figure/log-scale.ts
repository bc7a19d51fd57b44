/**
 * Logarithmic scales. d3's own use the engine's logarithm, so a picture's bytes would differ between engines. Not by
 * positionOnLogScale, whose last bits differ: the bytes of a published card stay the same.
 */
import { scaleLinear } from 'd3-scale'
import type { Scale } from '$lib/chart/context'
import { exp, log } from '#core'

export interface InvertibleScale extends Scale {
  /** From px back to the value; the ends outside the range. */
  invert: Scale
}

/**
 * @param domain both above 0
 * @param range px
 */
export function logScale(domain: [number, number], range: [number, number]): InvertibleScale {
  const line = scaleLinear(domain.map(log), range)
  const back = line.copy().clamp(true)
  const invert = (px: number) => exp(back.invert(px))
  return Object.assign((value: number) => line(log(value)), { invert })
}

/** How much of the range zero's place takes, px. */
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
