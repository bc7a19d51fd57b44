/** The sums of a simulation over its cycles: values, squares, cross products, and two histograms. */
import { mergeChances, type Chances } from './chances'
import {
  emptyHistogram,
  HistogramBuilder,
  histogramTotal,
  mergeHistograms,
  type Histogram
} from './histogram'
import type { Cycle, ServedCycle } from './served/served-cycle'
import { addServed, closeServed, mergeServed, openServed, type ServedSums } from './served/served-sums'
import type { Model } from '../model/scenario'

/** The sums of no cycles. */
const NOTHING = {
  cycles: 0,
  early: 0,
  late: 0,
  gap: 0,
  gapSquared: 0,
  duplicates: 0,
  duplicatesSquared: 0,
  stretch: 0,
  stretchSquared: 0,
  duplicatesStretch: 0,
  blocked: 0,
  blockedSquared: 0,
  blockedStretch: 0,
  largest: 0,
  /** Cycles that were cut off before nothing was in flight. */
  unsettled: 0,
  /** Work, in the steps of steps.ts, warm-up included. */
  steps: 0
}
type Sums = typeof NOTHING

/** Sums over cycles. It is plain data, because threads send it to each other. */
export interface Tally extends Sums {
  gaps: Histogram
  sizes: Histogram
  /** Of a cache with options. */
  served?: ServedSums
  /** Sums of chances, where they were asked for. */
  chances?: Chances
}

export const emptyTally = (): Tally => ({ ...NOTHING, gaps: emptyHistogram(), sizes: emptyHistogram() })

const gaps = new HistogramBuilder()
const sizes = new HistogramBuilder()

/**
 * Opens a tally, to which addCycle adds. Only one may be open at a time: all share large histograms.
 * @param model of the cycles, which says what is added up
 */
export function openTally(model?: Model): Tally {
  gaps.take()
  sizes.take()
  return model?.options ? { ...emptyTally(), served: openServed(model) } : emptyTally()
}

/** Adds a cycle. The histograms are in the tally only after closeTally. */
export function addCycle(tally: Tally, cycle: Cycle): void {
  const { gap, late, duplicates, stretch, blocked } = cycle
  if (tally.served) addServed(tally.served, cycle as ServedCycle)
  tally.cycles++
  if (gap > 0) {
    tally.early++
    tally.gap += gap
    tally.gapSquared += gap * gap
    gaps.add(gap)
  }
  if (late) tally.late++
  tally.duplicates += duplicates
  tally.duplicatesSquared += duplicates * duplicates
  tally.stretch += stretch
  tally.stretchSquared += stretch * stretch
  tally.duplicatesStretch += duplicates * stretch
  tally.blocked += blocked
  tally.blockedSquared += blocked * blocked
  tally.blockedStretch += blocked * stretch
  if (duplicates >= tally.largest) tally.largest = duplicates + 1
  sizes.add(duplicates + 1)
}

/** Moves the histograms into the tally, and audits it. */
export function closeTally(tally: Tally): Tally {
  tally.gaps = gaps.take()
  tally.sizes = sizes.take()
  if (tally.served) closeServed(tally.served)
  audit(tally)
  return tally
}

/** Merges tallies, one after another. Merge in the order of the shards: the sum of doubles depends on the order. */
export function mergeTallies(...tallies: [Tally, ...Tally[]]): Tally {
  const [first, ...others] = tallies
  const merged = { ...first }
  for (const key of Object.keys(first) as (keyof Tally)[]) {
    if (key === 'chances' || key === 'served') continue
    if (key === 'gaps' || key === 'sizes') merged[key] = mergeHistograms(tallies.map((tally) => tally[key]))
    else if (key === 'largest') merged.largest = Math.max(...tallies.map(({ largest }) => largest))
    else for (const other of others) merged[key] += other[key]
  }
  const chances = tallies.flatMap(({ chances }) => chances ?? [])
  const served = tallies.flatMap(({ served }) => served ?? [])
  if (served.length > 0) merged.served = mergeServed(served)
  if (chances.length > 0) merged.chances = chances.reduce(mergeChances)
  return merged
}

/** @throws Error when two counts of the same thing differ: a fault of the simulation, never of its input */
export function audit(tally: Tally): void {
  const agree = (what: string, a: number, b: number) => {
    if (a !== b) throw new Error(`The simulation's own audit failed: ${what} counted as ${a} and as ${b}`)
  }
  agree('cycles', tally.cycles, histogramTotal(tally.sizes))
  agree('early cycles', tally.early, histogramTotal(tally.gaps))
  // A value that is served after its expiry may be refreshed in time by the first request behind it.
  if (!tally.served)
    agree('late cycles among the missed', Math.max(tally.late, tally.cycles - tally.early), tally.late)
}
