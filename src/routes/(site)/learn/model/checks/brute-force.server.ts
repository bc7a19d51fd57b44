/**
 * The runs of an independent program that walked through every single request: the model of each run, and the figures
 * that can be compared. The tests in tests/statistics read the runs through this file too.
 */
import { type Arrivals, type Coordination, type FigureKey, type Model, hypot, shareError } from '#core'
import rows from '../../../../../../tests/statistics/oracle/brute-force.json'

export type BruteForceRow = (typeof rows)[number]
export { rows }

export const SEED = 7

function arrivalsOf(text: string): Arrivals {
  const [kind, on, off] = text.split(':')
  return kind === 'burst' ? { kind, on: Number(on), off: Number(off) } : { kind: kind as 'poisson' | 'even' }
}

export const modelOfRow = (row: BruteForceRow): Model => ({
  ttl: row.ttl,
  delta: row.delta,
  deltaCv: row.deltaCv,
  rate: row.rate,
  beta: row.beta,
  coordination: row.coordination as Coordination,
  processes: row.processes,
  resolution: row.expiryResolution,
  arrivals: arrivalsOf(row.arrivals)
})

/** The refreshes of this run never settle, so only the rebuilds per hour can be compared. */
export const isUnsettled = (row: BruteForceRow) => row.ttl === 5 && row.beta === 8
/** The gaps lie on a lattice, and one of them is exactly the rebuild time: a clock's last bit decides what is late. */
export const isOnTheEdge = (row: BruteForceRow) => row.arrivals === 'even'

/** The program prints 0 for the error of a share of exactly 0 or 1. */
const printedShareError = (share: number, printed: number, n: number) =>
  printed > 0 ? printed : shareError(share, n)

const meansOf = (row: BruteForceRow) =>
  [
    ['earlyShare', row.earlyShare, printedShareError(row.earlyShare, row.earlyShareSe, row.cycles)],
    ['lateShare', row.lateShare, printedShareError(row.lateShare, row.lateShareSe, row.cycles)],
    ['gapMean', row.gapMean, row.gapMeanSe],
    ['duplicatesMean', row.rebuildsPerCycle - 1, row.rebuildsPerCycleSe],
    ['cycleSeconds', row.cycleSeconds, row.cycleSecondsSe],
    ['rebuildsPerHour', row.rebuildsPerHour, null],
    ['blockedShare', row.blockedPerCycle / (row.rate * row.cycleSeconds), null]
  ] satisfies [FigureKey, number, number | null][]

export type ComparedKey = ReturnType<typeof meansOf>[number][0]

const canCompare = (row: BruteForceRow, key: ComparedKey) => {
  if (isUnsettled(row)) return key === 'rebuildsPerHour'
  if (isOnTheEdge(row)) return key !== 'lateShare'
  return key !== 'gapMean' || row.earlyShare > 0
}

/** The means that can be compared, with the program's value and its standard error, null where it prints none. */
export const comparedMeans = (row: BruteForceRow) => meansOf(row).filter(([key]) => canCompare(row, key))

/**
 * The standard error that stands in where the program prints none. A mean over cycles of the same law has an error that
 * goes as one over the root of their number.
 * @param error ours, of this many cycles
 */
export function errorAsOurs(row: BruteForceRow, key: ComparedKey, error: number, cycles: number): number {
  const scaled = error * Math.sqrt(cycles / row.cycles)
  if (key !== 'blockedShare' || row.coordination === 'none') return scaled
  // The program counts the requests that may not start a rebuild one by one, the simulation takes their expectation:
  // the count is Poisson, and has a variance of at most its own mean on top.
  return hypot(scaled, Math.sqrt(row.blockedPerCycle / row.cycles) / (row.rate * row.cycleSeconds))
}
