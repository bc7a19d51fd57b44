/** What the figure of fifty expiries shows, in data units. */
import type { KeyView } from '$lib/text/key-view'
import { columnOf, countColumns, timeColumns, type Columns } from './columns'
import { dotsOf, gapQuantiles, hasSizeLaw, sizeQuantiles } from './quantiles'

/** One key: fifty dots of each kind, or none where it is not simulated yet. */
export interface DotRow {
  index: number
  name: string
  /** Rebuilds started, ascending. */
  sizes: number[]
  /** The number of rebuilds that the words name, and how many dots reach it. */
  atLeast: number
  reaching: number
  /** Time from the first rebuild to expiry, s, ascending. The `missed` that start at or after expiry are not among them. */
  gaps: number[]
  missed: number
  /** Too late: the value may no longer be served before its refresh is written. Those after a miss count, unless stale values bridge them. */
  late: number
  /** How long before expiry a refresh must start, s: the rebuild time, less the time that a value is served stale. */
  needed: number
  /** s. */
  delta: number
  /** Whether the dots are of simulated cycles. */
  simulated: boolean
}

export interface DotData {
  rows: DotRow[]
  sizeColumns: ReturnType<typeof countColumns>
  gapColumns: Columns
}

/** Nobody plans for what happens to fewer dots in fifty. */
const NOTICED = 3

/** 2, 3, 5, and from there 10, 20, 50 and so on. */
function* roundCounts() {
  yield* [2, 3, 5]
  for (let power = 10; ; power *= 10) yield* [power, 2 * power, 5 * power]
}

/** The largest round number of rebuilds that at least three dots reach; 2 where none is. */
export function countReached(sizes: number[]): number {
  let reached = 2
  const most = sizes.at(-NOTICED) ?? 0
  for (const count of roundCounts()) {
    if (count > most) return reached
    reached = count
  }
  return reached
}

function dotRow(view: KeyView): DotRow {
  const sizes = sizeQuantiles(view)
  const gaps = sizes.length > 0 ? gapQuantiles(view) : []
  const early = gaps.filter((gap) => gap !== null)
  const missed = gaps.length - early.length
  const stale = view.model.options?.stale ?? 0
  const atLeast = countReached(sizes)
  return {
    index: view.index,
    name: view.name,
    sizes,
    atLeast,
    reaching: sizes.filter((size) => size >= atLeast).length,
    gaps: early,
    missed,
    late: gaps.length > 0 ? Math.max(stale > 0 ? 0 : missed, dotsOf(view.figures!.lateShare)) : 0,
    needed: Math.max(0, view.model.delta - stale),
    delta: view.model.delta,
    simulated: !hasSizeLaw(view)
  }
}

/**
 * Like dotRow, but keeps its results: more simulated cycles do not move the dots of a key with a closed form, only a new
 * model does.
 */
export function keepDots(): (view: KeyView) => DotRow {
  const kept = new Map<number, { of: string; row: DotRow }>()
  return (view) => {
    if (!hasSizeLaw(view)) return dotRow(view)
    const of = JSON.stringify([view.name, view.model])
    const known = kept.get(view.index)
    if (known?.of === of) return known.row
    const row = dotRow(view)
    kept.set(view.index, { of, row })
    return row
  }
}

/** Fifty expiries of every key, on one axis of rebuilds and one of time. */
export function dotData(views: KeyView[], rowOf: (view: KeyView) => DotRow = dotRow): DotData {
  const rows = views.map(rowOf)
  return {
    rows,
    sizeColumns: countColumns(rows.map(({ sizes }) => sizes.at(-1) ?? 1)),
    gapColumns: timeColumns(
      Math.max(...rows.flatMap(({ gaps, delta }) => [gaps.at(-1) ?? 0, 2 * delta])),
      rows[0].delta
    )
  }
}

/** A column's dots: those that the sentence counts, and the others. */
export interface Pile {
  column: number
  plain: number
  counted: number
}

/** @param isCounted of the dot at this place among the values */
function piles(columns: Columns, values: number[], isCounted: (place: number) => boolean): Pile[] {
  const found = new Map<number, Pile>()
  values.forEach((value, place) => {
    const column = columnOf(columns, value)
    const pile = found.get(column) ?? { column, plain: 0, counted: 0 }
    pile[isCounted(place) ? 'counted' : 'plain']++
    found.set(column, pile)
  })
  return [...found.values()]
}

export const sizePiles = ({ rows, sizeColumns }: DotData): Pile[][] =>
  rows.map(({ sizes, atLeast }) => piles(sizeColumns, sizes, (place) => sizes[place] >= atLeast))

export const gapPiles = ({ rows, gapColumns }: DotData): Pile[][] =>
  rows.map(({ gaps, late, missed }) => piles(gapColumns, gaps, (place) => place < late - missed))
