/**
 * How far the simulation is from the closed form, figure by figure, in standard errors. The largest of many distances
 * is larger than a single one would be, so the bound that chance allows grows with their number.
 */
import { overlapShare } from '../closed-form/closed-form'
import { bisect } from '../math/bisect'
import { normalCdf } from '../math/lognormal'
import type { Model } from '../model/scenario'
import type { Figures } from '../model/figures'
import type { Summary } from './summary'
import type { Tally } from './tally'

/** The figures to compare. The others follow from these, and would count the same difference twice. */
const COMPARED_FIGURES = [
  'lateShare',
  'earlyShare',
  'gapMean',
  'gapP05',
  'gapP50',
  'gapP95',
  'duplicatesMean',
  'cycleSeconds',
  'rebuildsPerHour',
  'blockedShare'
] as const satisfies (keyof Figures)[]
export type ComparedFigure = (typeof COMPARED_FIGURES)[number]

/** A key with a closed form, and what has been simulated of it. */
interface CheckedKey {
  model: Model
  closed: Figures
  summary: Summary
  tally: Tally
}

/** A count of cycles has a bell-shaped error once so many cycles went either way. */
const ENOUGH = 50
/** A sample shows the variance of the waits only after so many late cycles, as each has many requests that wait. */
const ENOUGH_WAITS = 400
/** In this share of runs chance alone exceeds the bound. */
const ALARM = 1e-3
/** A bias of the closed form below this many standard errors does not show. */
const SLIGHT = 0.1

/** What the largest of `count` distances exceeds by chance in one run of a thousand at most (Bonferroni). */
export const chanceBound = (count: number) =>
  bisect((z) => count * 2 * normalCdf(-z) <= ALARM, 0, 6, { most: 40 })[1]

/**
 * Whether cycles overlap so rarely that so many of them cannot show the bias of the closed form.
 * @param overlap the share of cycles that do, where a law found it: that of the paper’s rule otherwise
 */
export const isComparable = (
  { model, tally }: Pick<CheckedKey, 'model' | 'tally'>,
  overlap = overlapShare(model)
) => tally.unsettled === 0 && overlap * Math.sqrt(tally.cycles) < SLIGHT

/** The distance of one figure in standard errors; null where too few cycles have been simulated to tell. */
function distance({ model, closed, summary, tally }: CheckedKey, figure: ComparedFigure): number | null {
  const exact = closed[figure]
  const simulated = summary.figures[figure]
  const own = summary.standardErrors[figure]
  if (exact === null || simulated === null || own === null) return null
  const n = tally.cycles
  let error = own
  if (figure === 'lateShare' || figure === 'earlyShare') {
    const variance = Math.max(exact * (1 - exact), simulated * (1 - simulated))
    if (n * variance < ENOUGH) return null
    error = Math.sqrt(variance / n)
  } else if (figure.startsWith('gap')) {
    if (tally.early < 2 * ENOUGH) return null
  } else {
    // These vary only with the duplicates and the misses, which may be too rare to have shown their variance.
    const seen = Math.max(tally.duplicates, n * closed.duplicatesMean)
    const missed = n * (1 - closed.earlyShare)
    if (seen > 0 && seen < ENOUGH) return null
    if (missed > 1e-9 && missed < ENOUGH && seen === 0) return null
    // All requests of a rebuild time wait for a late refresh: such waits are rare, and many at once.
    const waits = (closed.lateShare * model.delta) / closed.cycleSeconds
    if (figure === 'blockedShare' && n * closed.lateShare < ENOUGH_WAITS && waits > SLIGHT * own) return null
  }
  const apart = Math.abs(simulated - exact)
  // Both compute the same number, such as no duplicates under a lock.
  if (apart <= 1e-9 * Math.abs(exact)) return error > 0 ? 0 : null
  return error > 0 ? apart / error : Infinity
}

/** The distances, in standard errors, of all figures that have been simulated enough. */
export const distances = (key: CheckedKey): { figure: ComparedFigure; z: number }[] =>
  COMPARED_FIGURES.flatMap((figure) => {
    const z = distance(key, figure)
    return z === null ? [] : [{ figure, z }]
  })
