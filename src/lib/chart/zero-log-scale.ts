/** A logarithmic scale with a place for zero at its left end, behind a break. */
import { scaleLog } from 'd3-scale'
import type { Scale } from './context'

/** How much of the range zero's place takes, px. */
const PLACE = 28

/**
 * @param domain the positive part, smallest to largest
 * @param range px; zero stands at the first
 */
export function zeroLogScale(domain: [number, number], range: [number, number]): Scale {
  const log = scaleLog(domain, [range[0] + PLACE, range[1]])
  return (value) => (value <= 0 ? range[0] : log(Math.max(value, domain[0] / 2)))
}

/** Back from px to the value: 0 on the near side of the break, the ends outside the range. */
export function invertZeroLog(domain: [number, number], range: [number, number]): Scale {
  const log = scaleLog(domain, [range[0] + PLACE, range[1]])
  return (px) => {
    if (px < range[0] + PLACE / 2) return 0
    return log.invert(Math.min(Math.max(px, range[0] + PLACE), range[1]))
  }
}
