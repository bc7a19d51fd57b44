/** The cycles that a lesson shows, at every β between its two values, and the laws behind them. Read in every frame. */
import {
  type BetaPath,
  type Key,
  type Model,
  Random,
  type Scenario,
  betaPath,
  duplicatesAt,
  firstAt,
  firstTrigger,
  gapDensity,
  gapQuantile,
  hourly,
  log,
  modelOf,
  pow
} from '#core'
import type { Point } from '$lib/chart/Line.svelte'

/** Enough cycles to show the law, and few enough to follow each. */
export const CYCLES = 24

/** The cycles of the key at this place, from the scenario's seed: the same for every coordination. */
export function cyclesOf(
  scenario: Scenario,
  place: number,
  from: number,
  to: number,
  count = CYCLES
): BetaPath[] {
  const model = modelOf(scenario, scenario.keys[place])
  const random = new Random(scenario.seed, place)
  return Array.from({ length: count }, (_, cycle) => {
    random.seek(cycle)
    return betaPath(model, from, to, random)
  })
}

/** One cycle at one β. */
export interface CycleNow {
  /** Seconds to expiry at the first refresh; 0 when none comes before it. */
  gap: number
  /** No request refreshes before expiry. */
  missed: boolean
  /** The value expires before its refresh is written. */
  late: boolean
  /** Rebuilds that would start beside the first, without coordination. */
  duplicates: number
}

export function cycleAt(path: BetaPath, beta: number, delta: number): CycleNow {
  const first = firstAt(path, beta)
  return {
    gap: Math.max(0, first.gap),
    missed: first.gap <= 0,
    late: first.gap < delta,
    duplicates: duplicatesAt(path, first, beta, delta).length
  }
}

/** The law of the window at one β, as a curve. */
export interface WindowNow {
  /** Density as a share of its maximum, from 0 to the reach of the figure. */
  law: Point[]
  /** The part of it that is too late to be written in time. */
  tooLate: Point[]
  mean: number | null
  low: number | null
  high: number | null
}

const POINTS = 96

export function windowAt(model: Model, beta: number, reach: number): WindowNow {
  const law = firstTrigger({ ...model, beta })
  if (law.earlyShare === 0) return { law: [], tooLate: [], mean: null, low: null, high: null }
  // The window of a hot key is narrow, so the points lie inside it and not evenly over the figure.
  const from = gapQuantile(law, 0.0005)!
  const end = Math.min(reach, model.ttl)
  const to = Math.min(end, gapQuantile(law, 0.9999)!)
  const places = [0, ...spaced(Math.min(from, to), to), end]
  const top = Math.max(...places.map((gap) => gapDensity(law, gap)))
  const point = (x: number): Point => ({ x, y: top > 0 ? gapDensity(law, x) / top : 0 })
  return {
    law: places.map(point),
    tooLate: spaced(0, Math.min(model.delta, end)).map(point),
    mean: Math.min(model.ttl, law.meanGapOrZero / law.earlyShare),
    low: gapQuantile(law, 0.05),
    high: gapQuantile(law, 0.95)
  }
}

const spaced = (from: number, to: number) =>
  Array.from({ length: POINTS + 1 }, (_, i) => from + ((to - from) * i) / POINTS)

export interface WasteNow {
  duplicate: number
  premature: number
  total: number
}

const STEPS = 24

/** The hourly waste at every β between two, by straight lines between points of the closed form. */
export function wasteCurve(scenario: Scenario, key: Key, from: number, to: number) {
  const points = Array.from({ length: STEPS + 1 }, (_, i) => {
    const { duplicatePerHour, prematurePerHour } = hourly(
      modelOf(scenario, key, from * pow(to / from, i / STEPS))
    )
    return { duplicate: duplicatePerHour, premature: prematurePerHour }
  })
  return (beta: number): WasteNow => {
    const place = Math.max(0, Math.min(STEPS, (STEPS * log(beta / from)) / log(to / from)))
    const left = Math.min(STEPS - 1, Math.floor(place))
    const between = (key: 'duplicate' | 'premature') =>
      points[left][key] + (place - left) * (points[left + 1][key] - points[left][key])
    const [duplicate, premature] = [between('duplicate'), between('premature')]
    return { duplicate, premature, total: duplicate + premature }
  }
}
