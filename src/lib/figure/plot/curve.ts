/** Samples a curve where it bends: few points, and no corners that can be seen. */
import type { Point } from '$lib/chart/marks/Line.svelte'

/** No line of a page needs more points. */
const MOST = 60
/** Corners this flat are not seen, px. */
const SEEN = 0.25
/** The usual plot, px. Its curves are at most this steep and this wide. */
const PLOT = { width: 400, height: 120 }

interface Span {
  from: Point
  to: Point
  middle: Point
  /** How far the middle lies from the straight line, px. */
  off: number
}

/**
 * The curve through these places, and through others between them where a straight line would be seen to differ.
 * @param places ascending; where the curve may turn within a small part of the whole, one of them must lie near
 * @param top the largest value, so that it is at the top of the plot; found among the first points where it is not given
 */
export function curveThrough(f: (x: number) => number, places: number[], top?: number, most = MOST): Point[] {
  const at = (x: number): Point => ({ x, y: f(x) })
  const points = places.filter((x, i) => i === 0 || x > places[i - 1]).map(at)
  if (points.length < 2) return points
  const wide = points[points.length - 1].x - points[0].x
  const high = top ?? points.reduce((most, { y }) => Math.max(most, y), 0)
  if (!(high > 0)) return [points[0], points[points.length - 1]]
  const spanOf = (from: Point, to: Point): Span => {
    const middle = at((from.x + to.x) / 2)
    const [across, up] = [(PLOT.width * (to.x - from.x)) / wide, (PLOT.height * (to.y - from.y)) / high]
    const rise = (PLOT.height * (middle.y - (from.y + to.y) / 2)) / high
    // From the line at a right angle: on a steep flank a small step sideways is a large one upwards.
    const off = (Math.abs(rise) * across) / Math.max(1e-9, Math.sqrt(across * across + up * up))
    return { from, to, middle, off }
  }
  const spans = points.slice(1).map((to, i) => spanOf(points[i], to))
  while (spans.length + 1 < most) {
    let worst = 0
    for (let i = 1; i < spans.length; i++) if (spans[i].off > spans[worst].off) worst = i
    const { from, middle, to, off } = spans[worst]
    if (off < SEEN) break
    spans.splice(worst, 1, spanOf(from, middle), spanOf(middle, to))
  }
  return [spans[0].from, ...spans.map(({ to }) => to)]
}

/** Places of a curve that changes on this scale around a middle: every half scale, from far left to far right of it. */
export function placesAround(middle: number, scale: number, from: number, to: number): number[] {
  const inside = [-4, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 5, 8]
    .map((steps) => middle + steps * scale)
    .filter((x) => x > from && x < to)
  return [from, ...inside, to]
}
