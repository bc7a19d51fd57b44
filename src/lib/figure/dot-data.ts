/**
 * Fifty expiries of each key, as dots: how many rebuilds one starts, and how long before expiry it is refreshed.
 * A dot is one expiry in fifty: the quantiles 1/100, 3/100, … 99/100, so that counting dots is reading chances.
 */
import { gapQuantile } from '$lib/core/first-trigger'
import { countQuantile, histogramQuantile } from '$lib/core/histogram'
import { stampedeSizeQuantiles } from '$lib/core/stampede-sizes'
import type { KeyView } from './key-view'
import { inFull, inSeconds } from './words'

export const DOTS = 50
const SHARES = Array.from({ length: DOTS }, (_, i) => (2 * i + 1) / (2 * DOTS))
/** At most so many columns, or they are too narrow to be told apart. */
const COLUMNS = 24
/** A tail of so many dots is rare enough to be worth a warning, and common enough to be counted. */
const TAIL = 5

export interface DotColumn {
  /** Values from `from` up to, and without, `to`. */
  from: number
  to: number
  /** Dots in it. */
  count: number
  /** How many of them are too late. */
  late: number
}

export interface DotKey {
  index: number
  name: string
  source: 'closed form' | 'simulation'
  /** Rebuilds of each dot, ascending. */
  sizes: number[]
  sizeColumns: DotColumn[]
  /** Seconds before expiry of each dot that triggered early, ascending; the others missed. */
  gaps: number[]
  gapColumns: DotColumn[]
  missed: number
  /** Δ, s: a refresh that starts later than this before expiry is late. */
  delta: number
  late: number
  sizeSentence: string
  gapSentence: string
}

export interface DotData {
  keys: DotKey[]
}

/** The smallest of 1, 2, 5 times a power of ten that is at least `value`. */
export function niceStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return power * ([1, 2, 5].find((step) => step * power >= value * (1 - 1e-9)) ?? 10)
}

/** Columns of this width that hold all values, empty ones between included. */
function columns(values: number[], from: number, to: number, width: number, delta = -Infinity): DotColumn[] {
  const all = Array.from({ length: Math.max(1, Math.round((to - from) / width)) }, (_, i) => ({
    from: from + i * width,
    to: from + (i + 1) * width,
    count: 0,
    late: 0
  }))
  for (const value of values) {
    const column = all[Math.min(all.length - 1, Math.max(0, Math.floor((value - from) / width + 1e-9)))]
    column.count++
    if (value < delta) column.late++
  }
  return all
}

/** Whole numbers: a column to each while there are few, else to so many that the columns are. */
function sizeColumns(values: number[], reach: number[]): DotColumn[] {
  const [least, most] = [Math.min(...reach), Math.max(...reach)]
  // From 1 where that does not push the dots together.
  const start = most <= 2 * COLUMNS ? 1 : least
  const width = Math.max(1, niceStep((most - start + 1) / COLUMNS))
  const from = width === 1 ? start : Math.floor(start / width) * width
  const end = from + Math.max(6, Math.floor((most - from) / width) + 1) * width
  return columns(values, from, end, width)
}

function gapColumns(values: number[], most: number, delta: number): DotColumn[] {
  const width = niceStep(most / COLUMNS)
  return columns(values, 0, Math.max(1, Math.ceil(most / width - 1e-9)) * width, width, delta)
}

function sizesOf({ model, law, tally }: KeyView): number[] {
  if (law) return stampedeSizeQuantiles(model, law, SHARES)
  return SHARES.map((p) => Math.min(tally!.largest, countQuantile(tally!.sizes, p)!))
}

/** Over all cycles: those that miss come after every other, at no gap at all. */
function gapsOf({ model, law, tally }: KeyView): number[] {
  const missing = law ? 1 - law.earlyShare : 1 - tally!.early / tally!.cycles
  return SHARES.filter((p) => p >= missing).flatMap((p) => {
    const among = (p - missing) / (1 - missing)
    const gap = law ? gapQuantile(law, among) : histogramQuantile(tally!.gaps, among)
    return gap === null ? [] : [Math.min(model.ttl, gap)]
  })
}

/** The smallest size that at most TAIL dots reach; where more share the largest, that one. */
export function tailOf(sizes: number[]): { size: number; count: number } {
  const reaching = (size: number) => sizes.filter((one) => one >= size).length
  const largest = sizes[sizes.length - 1]
  const edge = sizes[sizes.length - 1 - TAIL]
  const size = edge === largest ? largest : edge + 1
  return { size, count: reaching(size) }
}

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const spelt = (n: number) => NUMBERS[n] ?? inFull(n)

/** "3 in 50 expiries start five or more rebuilds". */
function sizeSentence(sizes: number[]): string {
  const { size, count } = tailOf(sizes)
  const start = `${count} in ${DOTS} expiries ${count === 1 ? 'starts' : 'start'}`
  if (size === 1) return `${start} one rebuild: no stampede.`
  const least = sizes[0]
  const rest = least > 10 ? `; the middle one starts ${inFull(sizes[DOTS / 2])}` : ''
  return `${start} ${spelt(size)} or more rebuilds${rest}.`
}

function gapSentence(gaps: number[], missed: number, late: number): string {
  if (missed === DOTS) return `${DOTS} in ${DOTS} miss: no request refreshes the value before it expires.`
  const middle = gaps[Math.floor((gaps.length - 1) / 2)]
  const half = `Of those refreshed early, half start ${inSeconds(middle)} or more before expiry.`
  if (late === 0) return `None in ${DOTS} is late. ${half}`
  const altogether = missed > 0 ? `, ${missed} of them without any early refresh` : ''
  return `${late} in ${DOTS} ${late === 1 ? 'is' : 'are'} late${altogether}. ${half}`
}

/**
 * @param views keys without a closed form and without a simulation are left out
 */
export function dotData(views: KeyView[]): DotData {
  const told = views
    .filter(({ law, tally }) => law !== null || (tally !== null && tally.cycles > 0))
    .map((view) => ({ view, sizes: sizesOf(view), gaps: gapsOf(view) }))
  const largest = told.map(({ sizes }) => sizes[DOTS - 1])
  // Keys stand on one axis while that leaves each of them readable.
  const together = Math.max(...largest) <= 2 * COLUMNS
  const furthest = told.map(({ view, gaps }) => Math.max(view.model.delta, ...gaps.slice(-1)) || 1)
  const alike = Math.max(...furthest) <= 8 * Math.min(...furthest)
  return {
    keys: told.map(({ view: { index, name, law, model }, sizes, gaps }, i) => {
      const missed = DOTS - gaps.length
      const late = missed + gaps.filter((gap) => gap < model.delta).length
      return {
        index,
        name,
        source: law ? 'closed form' : 'simulation',
        sizes,
        sizeColumns: sizeColumns(sizes, together ? [1, ...largest] : sizes),
        gaps,
        gapColumns: gapColumns(gaps, alike ? Math.max(...furthest) : furthest[i], model.delta),
        missed,
        delta: model.delta,
        late,
        sizeSentence: sizeSentence(sizes),
        gapSentence: gapSentence(gaps, missed, late)
      }
    })
  }
}

/** The share of a column that dots may fill: neighbours are to stay apart. */
export const FILLED = 0.84

/** The largest dot (px) with which every column's dots fit side by side and on top of each other in its box. */
export function dotSize(counts: number[], width: number, height: number, most = 11): number {
  const fits = (size: number) => {
    const across = Math.floor(width / size)
    return across >= 1 && counts.every((count) => Math.ceil(count / across) * size <= height)
  }
  for (let size = most; size > 1; size -= 0.25) if (fits(size)) return size
  return 1
}
