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
  /** Whether β = 0 keeps all limits. */
  offKeeps: boolean
  /** Smallest β first; none in a case that decides nothing. */
  points: Trial[]
}

/** Plain data, which a page can be sent. */
export interface SimulatedCurves extends Pick<Curves, 'isUsual' | 'falls'> {
  /** Cycles of a simulation whose cost counted. */
  cycles: number
  /** The first is what was entered. */
  cases: SimulatedCase[]
}

/** Between two points, on logarithmic scales; beyond the last, as there. */
function between(all: Trial[], beta: number, of: (point: Trial) => number): number {
  // β = 0 has no place on a logarithmic scale.
  const points = all.filter((point) => (point.beta === 0) === (beta === 0))
  if (points.length === 0) return of(all[0])
  const after = points.findIndex((point) => point.beta >= beta)
  if (after <= 0) return of(points.at(after)!)
  const [a, b] = [points[after - 1], points[after]]
  if (!(of(a) > 0 && of(b) > 0)) return Math.max(of(a), of(b))
  return heightOnLogLine({ x: a.beta, y: of(a) }, { x: b.beta, y: of(b) }, beta)
}

const isSettled = ({ cost }: Trial) => cost < Infinity

export function simulatedCurves({ cases, isUsual, falls }: SimulatedCurves): Curves {
  const settled = cases.map(({ points }) => points.filter(isSettled))
  const placeOf = (at: number) => cases.findIndex((one) => one.at === at)
  const share = (of: (point: Trial) => number) => (at: number, beta: number) => {
    const { points } = cases[placeOf(at)]
    return points.length > 0 ? between(points, beta, of) : 0
  }
  // In a case other than what was entered, where nothing settles, all β are as good.
  const cost = (at: number, beta: number) => {
    const points = settled[placeOf(at)]
    return points.length > 0 ? between(points, beta, ({ cost }) => cost) : 0
  }
  return {
    cases: cases.map(({ at }) => at),
    bounds: (at) => cases[placeOf(at)].bounds,
    cost,
    shownCost: (beta) => cost(0, beta),
    trial: (beta) => nearestPoint(settled[0], beta),
    lateShare: share(({ lateShare }) => lateShare),
    lifetimeShare: share(({ lifetimeShare }) => lifetimeShare),
    overloadShare: share(({ overloadShare = 0 }) => overloadShare),
    offKeeps: (at) => cases[placeOf(at)].offKeeps,
    inputs: (at) => cases[placeOf(at)],
    settles: () => true,
    known: [falls ? (settled[0].at(0)?.beta ?? Infinity) : 0, settled[0].at(-1)?.beta ?? 0],
    isUsual,
    falls
  }
}

/** The point at the β nearest to this one; that of β = 0 is near to no other. */
function nearestPoint(settled: Trial[], beta: number): Trial {
  const distance = (point: Trial) =>
    point.beta === beta ? 1 : Math.max(point.beta / beta, beta / point.beta)
  return settled.reduce((best, point) => (distance(point) < distance(best) ? point : best))
}
