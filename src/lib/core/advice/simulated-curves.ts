/** What simulations say about one key in each case: points at some β, and the bounds between which it keeps the limits. */
import type { Bounds, Curves } from './curves'
import type { Trial } from './trial'
import { heightOnLogLine } from '../math/log-scale'

/** One case. */
export interface SimulatedCase {
  /** Its place in CASES. */
  at: number
  rate: number
  delta: number
  bounds: Bounds
  /** Smallest β first; at least one. */
  points: Trial[]
}

/** Plain data, which a page can be sent. */
export interface SimulatedCurves {
  /** Cycles of a simulation whose cost counted. */
  cycles: number
  /** The first is what was entered. */
  cases: SimulatedCase[]
}

/** Between two points, on logarithmic scales; beyond the last, as there. */
function between(points: Trial[], beta: number, of: (point: Trial) => number): number {
  const after = points.findIndex((point) => point.beta >= beta)
  if (after <= 0) return of(points.at(after)!)
  const [a, b] = [points[after - 1], points[after]]
  if (!(of(a) > 0 && of(b) > 0)) return Math.max(of(a), of(b))
  return heightOnLogLine({ x: a.beta, y: of(a) }, { x: b.beta, y: of(b) }, beta)
}

export function simulatedCurves({ cases }: SimulatedCurves): Curves {
  const costs = cases.map(({ points }) => points.filter(({ cost }) => cost > 0))
  const placeOf = (at: number) => cases.findIndex((one) => one.at === at)
  const share = (of: (point: Trial) => number) => (at: number, beta: number) =>
    between(cases[placeOf(at)].points, beta, of)
  return {
    cases: cases.map(({ at }) => at),
    bounds: (at) => cases[placeOf(at)].bounds,
    cost: (at, beta) => between(costs[placeOf(at)], beta, ({ cost }) => cost),
    lateShare: share(({ lateShare }) => lateShare),
    lifetimeShare: share(({ lifetimeShare }) => lifetimeShare),
    inputs: (at) => cases[placeOf(at)],
    known: Infinity
  }
}

/** What was simulated of what was entered at the β nearest to this one. */
export function nearestPoint({ cases: [{ points }] }: SimulatedCurves, beta: number): Trial {
  const known = points.filter(({ cost }) => cost > 0)
  const distance = (point: Trial) => Math.max(point.beta / beta, beta / point.beta)
  return known.reduce((best, point) => (distance(point) < distance(best) ? point : best))
}
