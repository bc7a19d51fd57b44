/** Which defence to choose for a key, and which two come close. */
import type { Scenario } from '../model/scenario'
import type { Defence, DefenceName } from './defences'
import type { Measures, SimulatedMeasures } from './measures'

/** A limit that a defence does not keep; `settle` where its refreshes run into each other. */
export type Limit = 'late' | 'give' | 'origin' | 'settle'

/** A defence with its figures. */
export interface Row extends Defence {
  law: Measures | null
  simulated: SimulatedMeasures | null
  /** What the defence is judged by: its law, else its simulation; null while there is neither. */
  judged: Measures | null
  /** The oldest value that a request may get, s since it was written; null where there is no such defence. */
  oldest: number | null
  /** Whether it is the scenario as it is. */
  yours: boolean
  /** Limits that it does not keep, as far as its figures are known. */
  breaks: Limit[]
}

export interface DefenceChoice {
  best: DefenceName
  /** The two that come next, best first; fewer where nothing else can be judged. */
  close: DefenceName[]
  /** Whether the best keeps every limit: if not, no defence does. */
  kept: boolean
  /** Whether expired values may be served, so that stale serving can be chosen. */
  staleAllowed: boolean
}

/** Defences whose rebuilds an hour are within this of the fewest are as good in that. */
const ALIKE = 1.03

/**
 * What may be chosen. Among defences that are alike in rebuilds and in the most at once, the first is chosen: it follows
 * the rebuild time by itself, needs fewer parts, or rebuilds only what is asked for.
 */
const CANDIDATES: readonly DefenceName[] = [
  'stale',
  'xfetch',
  'xfetch-coalescing',
  'xfetch-lock',
  'ahead',
  'ahead-lock',
  'stale-xfetch',
  'job',
  'lock',
  'coalescing',
  'nothing'
]

/** The limits that a row does not keep. A simulated share is too large where it is so by two standard errors. */
export function limitsBroken(
  scenario: Scenario,
  row: Pick<Row, 'judged' | 'law' | 'simulated' | 'name'>
): Limit[] {
  const { judged, law, simulated } = row
  if (judged === null) return []
  const doubt = (error: number | null | undefined) => (law ? 0 : 2 * (error ?? 0))
  const { late, lifetimeBudget, origin } = scenario
  const errors = simulated?.errors
  return [
    ...(judged.lateShare - doubt(errors?.lateShare) > late * (1 + 1e-9) ? ['late' as const] : []),
    ...(judged.lifetimeShare - doubt(errors?.lifetimeShare) > lifetimeBudget ? ['give' as const] : []),
    ...(origin > 0 && judged.inFlightMaxP99 > origin ? ['origin' as const] : []),
    ...(law === null && simulated?.unsettled ? ['settle' as const] : [])
  ]
}

/** @returns null while the figures of a defence that may be chosen are not known */
export function chooseDefence(staleAllowed: boolean, rows: readonly Row[]): DefenceChoice | null {
  const known = CANDIDATES.filter((name) => staleAllowed || !name.startsWith('stale')).flatMap((name) => {
    const row = rows.find((one) => one.name === name)!
    return row.without === null || row.without === 'calculating' || row.judged ? row : []
  })
  if (known.some(({ judged }) => judged === null)) return null
  const place = (row: Row) => CANDIDATES.indexOf(row.name)
  const cost = ({ judged }: Row) => judged!.rebuildsPerHour
  const atOnce = ({ judged }: Row) => judged!.inFlightMaxP99
  const keeping = known.filter(({ breaks }) => breaks.length === 0)
  const least = Math.min(...keeping.map(cost))
  const isAlike = (row: Row) => cost(row) <= ALIKE * least
  const alike = keeping.filter(isAlike).sort((a, b) => atOnce(a) - atOnce(b) || place(a) - place(b))
  const dearer = keeping
    .filter((row) => !isAlike(row))
    .sort((a, b) => cost(a) - cost(b) || place(a) - place(b))
  const others = known
    .filter(({ breaks }) => breaks.length > 0)
    .sort(
      (a, b) =>
        a.breaks.length - b.breaks.length ||
        a.judged!.lateShare - b.judged!.lateShare ||
        cost(a) - cost(b) ||
        place(a) - place(b)
    )
  const [best, ...rest] = [...alike, ...dearer, ...others]
  return {
    best: best.name,
    close: rest.slice(0, 2).map(({ name }) => name),
    kept: keeping.length > 0,
    staleAllowed
  }
}
