/** What a crosshair reads in a window: who has refreshed by then, in words. */
import type { Reading } from '$lib/chart/Crosshair.svelte'
import { type FirstTrigger, exp, gapCdf } from '#core'
import { neededOf, type WindowCurve, type WindowRowData } from './window-data'
import { asPercent, inOneUnit, inUnitOf } from '$lib/text/words'

/**
 * Writes the times of a window.
 * @param unit of the axis below it, s
 */
export const timesOf = (
  { mean, low, high }: Pick<WindowCurve, 'mean' | 'low' | 'high'>,
  unit?: number
): ReturnType<typeof inOneUnit> =>
  unit === undefined ? inOneUnit([mean, low, high]) : inUnitOf(unit, [mean, low, high])

/** Where a window lies, for those who do not see it. */
export function windowInWords({ mean, low, high }: WindowCurve): string {
  if (mean === null) return 'no early refreshes'
  const time = timesOf({ mean, low, high })
  return `first refresh on average ${time(mean)} before expiry, 90 percent of them between ${time(low ?? 0)} and ${time(high ?? 0)}`
}

/** What is hatched, for the legend. @param brief beside other figures */
export function tooLate(rows: Pick<WindowRowData, 'delta' | 'stale'>[], brief: boolean): string {
  if (rows.every((row) => neededOf(row) === 0)) return brief ? 'missed' : 'missed: no refresh before expiry'
  if (brief) return 'late or missed'
  return rows.every((row) => neededOf(row) === row.delta)
    ? 'starts too late: less than a rebuild before expiry, or missed'
    : 'starts too late: the rebuild outlasts the stale value, or missed'
}

/** The same of a key, with its late refreshes; a key that is not simulated yet has no answer. */
export const rowInWords = (row: WindowRowData): string =>
  row.lateShare === null ? NOT_YET : `${windowInWords(row)}; late ${asPercent(row.lateShare)}`

/** In place of the figures of a key that is not simulated yet. */
export const NOT_YET = 'not simulated yet'

/** The share of cycles that have started their refresh at this gap (s) before expiry, as far as it is simulated. */
function startedBy({ bins, missShare }: WindowRowData, gap: number): number | null {
  if (missShare === null) return null
  const all = bins.reduce((sum, { y }) => sum + y, 0)
  if (all === 0) return null
  const before = bins.reduce((sum, { from, to, y }) => {
    const part = Math.min(1, Math.max(0, (to - gap) / (to - from)))
    return sum + part * y
  }, 0)
  return (before / all) * (1 - missShare)
}

/**
 * @param gap before expiry, s
 * @param unit of the axis on which it is read, s
 * @param law of the key, and of what it is compared with; null where there is none
 */
export function readWindow(
  row: WindowRowData,
  gap: number,
  unit: number,
  law: FirstTrigger | null,
  ghost: { name: string; law: FirstTrigger | null },
  color: string
): Reading {
  const byPaper = (scale: number) => (scale > 0 ? exp(-gap / scale) : gap > 0 ? 0 : 1)
  const chance = row.hasExpression
    ? (row.expressed?.(gap) ?? null)
    : row.byThePaper
      ? byPaper(row.scale)
      : null
  const started = law ? 1 - gapCdf(law, gap) : startedBy(row, gap)
  const compared = row.ghostScale !== null
  return {
    title: `${inUnitOf(unit, [gap])(gap)} before expiry`,
    rows: [
      ...(started === null
        ? []
        : [{ name: 'already refreshed', value: asPercent(Math.max(0, started)), color }]),
      ...(compared && ghost.law
        ? [{ name: `at ${ghost.name}`, value: asPercent(Math.max(0, 1 - gapCdf(ghost.law, gap))) }]
        : []),
      ...(chance !== null ? [{ name: 'a request refreshes', value: asPercent(chance) }] : [])
    ]
  }
}
