/** Positions in the replay, px. Both pictures share their margins, so that one axis of time serves them. */
import type { Scale } from '$lib/chart/context'
import { round, type Margin } from '$lib/chart/plot'

export const PLOT = {
  /** Height of the requests. */
  dots: 170,
  gutter: 8,
  /** Rows for rebuilds, with the first one. */
  lanes: 6,
  lane: 10
}
export const ROW = 6.6

export const MARGIN: Margin = { top: 24, right: 14, bottom: 24, left: 30 }

/** The height of a request that triggers from this β on: its dot stays inside the plot. */
export const requestY = (y: Scale, from: number, height: number) =>
  round(Math.min(height - 3, Math.max(3, y(Math.max(1e-9, from)))))

/** The outline of a circle, for a path of many. */
export const circleAt = (x: number, y: number, radius: number) =>
  `M${round(x - radius)},${y}a${radius},${radius} 0 1 0 ${2 * radius},0a${radius},${radius} 0 1 0-${2 * radius},0`
