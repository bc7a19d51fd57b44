/** What the early-refresh window shows, in data units. */
import type { Bin } from '$lib/chart/marks/Bars.svelte'
import type { Point } from '$lib/chart/marks/Line.svelte'
import {
  type FirstTrigger,
  type Model,
  decadeOf,
  gapDensity,
  gapQuantile,
  histogramQuantile,
  log,
  powerOfTen,
  rebin
} from '#core'
import type { KeyView } from '$lib/text/key-view'
import { curveThrough, placesAround } from '../plot/curve'

const BINS = 48

/** A window as a curve. */
export interface WindowCurve {
  /** Density of the first trigger against its gap, over the densest; closed form, empty where there is none. */
  law: Point[]
  /** The part of it that starts too late to be written in time. */
  tooLate: Point[]
  /** Of early refreshes, s; null where there are none. */
  mean: number | null
  /** Their 5 % and 95 % quantiles. */
  low: number | null
  high: number | null
}

export interface WindowRowData extends WindowCurve {
  index: number
  name: string
  /** What the key is compared with, over its own densest; empty where that is the same. */
  ghost: Point[]
  /** The simulation, on the scale of `law`, each bin with its standard error. */
  bins: (Bin & { error: number })[]
  /** Null while a key that must be simulated is not. */
  lateShare: number | null
  missShare: number | null
  /** Its βΔ, s; null where there is nothing to compare with. */
  ghostScale: number | null
  /** βΔ, s: one request at gap g triggers with chance e^(−g/scale) by the paper's rule. */
  scale: number
  /** Whether that rule holds here: some implementations use another lifetime, or another Δ. */
  byThePaper: boolean
  /** The chance that a request refreshes at a gap, by an expression; null without one, and while it is not known. */
  expressed: ((gap: number) => number) | null
  /** The same of what the key is compared with. */
  ghostExpressed: ((gap: number) => number) | null
  /** Whether there is an expression. */
  hasExpression: boolean
  delta: number
  /** For how long a value is served after its expiry, s; absent in a cache without options. */
  stale?: number
}

/** How long before expiry a refresh must start, s: the rebuild time, less the time that a value is served stale. */
export const neededOf = ({ delta, stale = 0 }: Pick<WindowRowData, 'delta' | 'stale'>) =>
  Math.max(0, delta - stale)

const sameModel = (a: Model, b: Model) => JSON.stringify(a) === JSON.stringify(b)

export interface WindowData {
  /** Largest gap shown, s. */
  max: number
  rows: WindowRowData[]
}

/** The smallest of 1, 1.5, 2, 3, 5, 7.5 times a power of ten that is at least `value`. */
function roundUp(value: number): number {
  const power = powerOfTen(decadeOf(value))
  return power * ([1, 1.5, 2, 3, 5, 7.5].find((step) => step * power >= value * 0.999) ?? 10)
}

/**
 * The density of the first trigger over its largest value, and that value. A Gumbel law: it rises and falls within a few
 * of its scales βΔ around k·ln(rk), however long the axis is.
 */
export function lawCurve(
  law: FirstTrigger,
  end: number,
  extra: number[] = []
): { points: Point[]; top: number } {
  if (law.earlyShare === 0) return { points: [], top: 0 }
  const mode = Math.min(end, Math.max(0, law.scale * log(Math.max(law.x1, 1e-300))))
  const top = gapDensity(law, mode)
  if (!(top > 0)) return { points: [], top: 0 }
  const places = [...placesAround(mode, law.scale, 0, end), ...extra].sort((a, b) => a - b)
  return { points: curveThrough((gap) => gapDensity(law, gap) / top, places, 1), top }
}

/** The part of a curve up to a place that is one of its points. */
export const upTo = (points: Point[], end: number) => points.filter(({ x }) => x <= end)
const scaled = (points: Point[], over: number) =>
  points.map(({ x, y }) => ({ x, y: over > 0 ? y / over : 0 }))
const peak = (points: Point[]) => points.reduce((most, { y }) => Math.max(most, y), 0)

/** Densities of the simulated first triggers in equal bins up to `max`, per second and cycle. */
function densitiesOf({ tally }: KeyView, max: number): number[] {
  if (!tally || tally.cycles === 0) return []
  const width = max / BINS
  return Array.from(rebin(tally.gaps, max, BINS), (count) => count / (tally.cycles * width))
}

/** Standard error of a share that was counted in so many cycles. */
const errorOf = (share: number, cycles: number) => Math.sqrt(Math.max(0, share * (1 - share)) / cycles)

/** The law of what the key is compared with, or its simulation where it has no law. */
function ghostOf(ghost: KeyView, max: number): Point[] {
  if (ghost.law) return lawCurve(ghost.law, Math.min(max, ghost.model.ttl)).points
  const points = densitiesOf(ghost, max).map((y, bin) => ({ x: ((bin + 0.5) * max) / BINS, y }))
  return scaled(points, peak(points))
}

/** Between the places at which it was worked out. */
function expressedBy({ model, found }: KeyView): ((gap: number) => number) | null {
  const chances = found?.chances
  if (!chances) return null
  return (gap) => {
    const at = (gap / model.ttl) * (chances.length - 1)
    const below = Math.floor(at)
    if (at > chances.length - 1) return 0
    const above = Math.min(below + 1, chances.length - 1)
    return chances[below] + (at - below) * (chances[above] - chances[below])
  }
}

const farEnd = ({ law, tally }: KeyView, share: number) =>
  law ? gapQuantile(law, share) : tally ? histogramQuantile(tally.gaps, 0.99) : null

/**
 * The window of every key on one axis, which holds nearly all first triggers of the keys and of what they are compared
 * with.
 * @param ghosts for each key what it is compared with: itself at β = 1, or as it was pinned; null where there is none
 */
export function windowData(views: KeyView[], ghosts: (KeyView | null)[]): WindowData {
  const reach = views.flatMap((view, i) => [
    farEnd(view, 0.995),
    ghosts[i] ? farEnd(ghosts[i], 0.99) : null,
    2 * view.model.delta
  ])
  const longest = Math.max(...views.map(({ model }) => model.ttl))
  const max = Math.min(longest, roundUp(Math.max(1e-9, ...reach.filter((x) => x !== null))))

  const rows = views.map((view, i): WindowRowData => {
    const { model, law, figures, index, name } = view
    const end = Math.min(max, model.ttl)
    const stale = model.options?.stale
    const late = Math.min(neededOf({ delta: model.delta, stale }), end)
    const { points, top: densest } = law ? lawCurve(law, end, [late]) : { points: [], top: 0 }
    const ghost = ghosts[i]
    const differs = ghost !== null && !sameModel(ghost.model, model)
    const width = max / BINS
    const densities = densitiesOf(view, max)
    const top = law ? densest : Math.max(0, ...densities)
    return {
      index,
      name,
      law: points,
      tooLate: upTo(points, late),
      ghost: differs ? ghostOf(ghost, max) : [],
      bins: densities.map((y, bin) => ({
        from: bin * width,
        to: (bin + 1) * width,
        y: top > 0 ? Math.min(1.25, y / top) : 0,
        error: top > 0 ? errorOf(y * width, view.tally!.cycles) / (width * top) : 0
      })),
      mean: figures?.gapMean ?? null,
      low: figures?.gapP05 ?? null,
      high: figures?.gapP95 ?? null,
      lateShare: figures?.lateShare ?? null,
      missShare: figures ? 1 - figures.earlyShare : null,
      ghostScale: differs ? ghost.model.beta * ghost.model.delta : null,
      scale: model.beta * model.delta,
      byThePaper: !model.deviations?.rule,
      hasExpression: Boolean(model.options?.rule),
      expressed: expressedBy(view),
      ghostExpressed: differs ? expressedBy(ghost) : null,
      delta: model.delta,
      stale
    }
  })
  return { max, rows }
}
