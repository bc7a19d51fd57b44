/**
 * What the map shows, in data units: over rΔ and β, how often a refresh is late and how many rebuilds are wasted. Both
 * depend on rΔ, β, T/Δ and, with stale serving, S/Δ alone, so one map holds for every key with the same ones.
 */
import {
  type Model,
  ROUGH,
  type Scenario,
  bisect,
  decadeOf,
  gapQuantile,
  geometricMean,
  heightOnLogLine,
  hourly,
  log,
  log10,
  modelOf,
  lateShareOf,
  plainTwin,
  powerOfTen,
  settles,
  trigger,
  valueOnLogScale,
  whyNoClosedForm
} from '#core'
import { contours } from 'd3-contour'
import { finer } from './finer-grid'

export interface RegimePoint {
  /** rΔ. */
  x: number
  /** β. */
  y: number
}

export interface RegimeData {
  /** Why the scenario differs from the map, which has a closed form; or null. */
  why: string | null
  /** T/Δ of the map: that of the first key. */
  lifetimes: number
  x: [number, number]
  y: [number, number]
  /** Where so many rebuilds are wasted for each needed one: rings around the area, from the largest area to the smallest. */
  waste: { level: number; rings: RegimePoint[][] }[]
  /** Above this line refreshes never settle; it ends where they do at every β of the map. */
  unsettled: RegimePoint[]
  /** Where so many refreshes are late. */
  late: { level: number; line: RegimePoint[] }[]
  /** Between the smallest β that keeps late refreshes rare and the largest that is allowed, where there is such a β. */
  band: { x: number; low: number; high: number }[]
  /** The fewest rebuilds in the band. */
  best: RegimePoint[]
}

/** A key on the map. */
export interface RegimeKey extends RegimePoint {
  index: number
  name: string
  /** It has another T/Δ than the map. */
  elsewhere: boolean
}

const LATE = [0.5, 0.1, 0.01]
const WASTE = [0.03, 0.1, 0.3, 1, 3, 10]
/** More, or less, is drawn as this: beyond every level. */
const MOST_WASTE = 1e4
const LEAST_WASTE = 1e-6
/** Between two computed columns or rows there are so many interpolated ones, less one: contours without corners. */
const FINER = 3

/** Eight sections of three rows, which are 22 % apart, leave 1 % of β. */
const SECTIONS = 8
const GOLDEN = 0.618

/** Columns and rows; fewer where a point takes long to compute. */
const gridOf = ({ coordination }: Model) => (coordination === 'coalesce' ? [26, 22] : [44, 36])

const mapDecades = (values: number[], least: [number, number]): [number, number] => [
  Math.min(least[0], ...values.map((value) => powerOfTen(decadeOf(value / 2)))),
  Math.max(least[1], ...values.map((value) => powerOfTen(Math.ceil(log10(value * 2)))))
]

const between = ([from, to]: [number, number], share: number) => valueOnLogScale(from, to, share)

/** For how many rebuild times a value is served after its expiry. */
const bridged = ({ delta, options }: Model) => (options?.stale ?? 0) / delta

/** The key's place in a map of this T/Δ. */
export function regimeKeys(scenario: Scenario): RegimeKey[] {
  const first = modelOf(scenario, scenario.keys[0])
  return scenario.keys.map((key, index) => {
    const model = modelOf(scenario, key)
    const { rate, delta, ttl, beta } = model
    return {
      index,
      name: key.name,
      x: rate * delta,
      y: beta,
      elsewhere:
        Math.abs(log((ttl * first.delta) / (delta * first.ttl))) > 1e-9 ||
        Math.abs(bridged(model) - bridged(first)) > 1e-9
    }
  })
}

/** The height of a line at this rΔ, between its points on logarithmic axes; null where it does not reach. */
export function heightAt(line: RegimePoint[], x: number): number | null {
  const next = line.findIndex((point) => point.x >= x * (1 - 1e-9))
  if (next === -1) return null
  const b = line[next]
  if (b.x <= x * (1 + 1e-9)) return b.y
  if (next === 0) return null
  return heightOnLogLine(line[next - 1], b, x)
}

/** @param scenario its β moves only the keys: the map can be kept while the user drags β */
export function regimeData(scenario: Scenario): RegimeData {
  const first = modelOf(scenario, scenario.keys[0], 1)
  /** In rebuild times: Δ = 1, so that the rate is rΔ. */
  const lifetimes = first.ttl / first.delta
  const unit: Model = { ...plainTwin(first), ttl: lifetimes, delta: 1 }
  const needed = Math.min(lifetimes, 1 - bridged(first))
  const at = (rate: number, beta: number): Model => ({ ...unit, rate, beta })
  const x = mapDecades(
    regimeKeys(scenario).map((key) => key.x),
    [0.01, 1e4]
  )
  const y: [number, number] = [0.1, 100]
  const [columns, rows] = gridOf(unit)

  const computed = new Array<number>(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const model = at(between(x, column / (columns - 1)), between(y, row / (rows - 1)))
      const { wastedPerHour, neededPerHour } = hourly(model, ROUGH)
      const share = wastedPerHour / neededPerHour
      // Where refreshes do not settle the formula goes on rising smoothly. What it says there is not shown.
      computed[row * columns + column] = log10(Math.min(MOST_WASTE, Math.max(share, LEAST_WASTE)))
    }
  }
  const { values: wasted, across, up } = finer(computed, columns, rows, FINER)
  const toPoint = ([column, row]: number[]): RegimePoint => ({
    x: between(x, (column - 0.5) / (across - 1)),
    y: between(y, (row - 0.5) / (up - 1))
  })
  const waste = contours()
    .size([across, up])
    .thresholds(WASTE.map((level) => log10(level)))(wasted)
    .map(({ coordinates }, i) => ({
      level: WASTE[i],
      rings: coordinates.flat().map((ring) => ring.map(toPoint))
    }))

  const steps = Array.from({ length: 61 }, (_, i) => between(x, i / 60))
  const [bottom, top] = [y[0] / 10, 10 * y[1]]
  const leastFor = (level: number) => (rate: number) =>
    turn((beta) => lateShareOf(trigger(at(rate, beta)), rate, needed) <= level, bottom, top)
  const unsettled = steps.flatMap((rate) => {
    const from = turn((beta) => !settles(at(rate, beta)), bottom, top)
    return from === null ? [] : [{ x: rate, y: from }]
  })
  const late = [...LATE, scenario.late].map((level) => ({ level, betas: steps.map(leastFor(level)) }))
  const lows = late[late.length - 1].betas
  const band = steps.flatMap((rate, i) => {
    const low = lows[i]
    if (low === null) return []
    const gap = (beta: number) => gapQuantile(trigger(at(rate, beta)), 0.95) ?? 0
    const high = turn((beta) => gap(beta) > scenario.lifetimeBudget * lifetimes, bottom, top) ?? top
    return low <= high ? [{ x: rate, low, high }] : []
  })
  return {
    why: whyNoClosedForm({ ...first, options: undefined }),
    lifetimes,
    x,
    y,
    waste,
    unsettled,
    late: late.map(({ level, betas }) => ({
      level,
      line: betas.flatMap((y, i) => (y === null ? [] : [{ x: steps[i], y }]))
    })),
    band,
    best: band.map(({ x: rate, low, high }) => ({ x: rate, y: cheapest(rate, low, high) }))
  }

  /** The β with the fewest rebuilds in a range: from the grid's row, by golden sections between its neighbours. */
  function cheapest(rate: number, low: number, high: number): number {
    const column = Math.round(((columns - 1) * log(rate / x[0])) / log(x[1] / x[0]))
    let least = 0
    for (let row = 1; row < rows; row++)
      if (computed[row * columns + column] < computed[least * columns + column]) least = row
    const cost = (share: number) => hourly(at(rate, between(y, share)), ROUGH).wastedPerHour
    let [from, to] = [Math.max(0, least - 1.5) / (rows - 1), Math.min(rows - 1, least + 1.5) / (rows - 1)]
    for (let i = 0; i < SECTIONS; i++) {
      const [a, b] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)]
      if (cost(a) < cost(b)) to = b
      else from = a
    }
    return Math.min(Math.max(between(y, (from + to) / 2), low), high)
  }
}

/** The smallest β at which a condition holds that every larger β fulfils too; null where it does not up to `top`. */
function turn(holds: (beta: number) => boolean, bottom: number, top: number): number | null {
  if (!holds(top)) return null
  if (holds(bottom)) return bottom
  return bisect(holds, bottom, top, { divide: geometricMean, most: 20 })[1]
}
