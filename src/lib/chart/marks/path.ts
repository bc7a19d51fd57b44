/** The outline of a line through many points, with no more of them than can be seen. */
import { round } from '../plot'

interface Px {
  x: number
  y: number
}

/** A point this near to the straight line between its neighbours is left out, px. */
const UNSEEN = 0.15

/** The ends, and between them what is farther from the straight line (Douglas and Peucker’s rule). */
function simplified(points: Px[]): Px[] {
  if (points.length < 3) return points
  const kept = [points[0]]
  keep(points, 0, points.length - 1, kept)
  return kept
}

/** Adds what is kept after the point at `from`, up to that at `to`. */
function keep(points: Px[], from: number, to: number, kept: Px[]): void {
  const first = points[from]
  const dx = points[to].x - first.x
  const dy = points[to].y - first.y
  const length = Math.sqrt(dx * dx + dy * dy)
  let farthest = 0
  let at = from
  for (let i = from + 1; i < to; i++) {
    const x = points[i].x - first.x
    const y = points[i].y - first.y
    // A ring ends where it begins: there is no line then, but a point.
    const off = length > UNSEEN ? Math.abs(dy * x - dx * y) / length : Math.sqrt(x * x + y * y)
    if (off > farthest) {
      farthest = off
      at = i
    }
  }
  if (farthest <= UNSEEN) kept.push(points[to])
  else {
    keep(points, from, at, kept)
    keep(points, at, to, kept)
  }
}

const outline = (points: Px[]) => `M${points.map(({ x, y }) => `${round(x)},${round(y)}`).join('L')}`

/** Breaks where a point has no finite place. */
export function linePath(points: Px[]): string {
  const runs: Px[][] = [[]]
  for (const point of points) {
    if (Number.isFinite(point.x) && Number.isFinite(point.y)) runs[runs.length - 1].push(point)
    else runs.push([])
  }
  return runs
    .filter((run) => run.length > 0)
    .map((run) => outline(simplified(run)))
    .join('')
}

/** Between a line and the baseline. */
export function areaPath(points: Px[], baseline: number): string {
  const line = linePath(points)
  if (line === '') return ''
  const base = round(baseline)
  return `${line}L${round(points[points.length - 1].x)},${base}H${round(points[0].x)}z`
}
