/**
 * The closed form and the simulation beside the outside truth of tests/statistics/oracle: one copy of it, read by the
 * tests and by this page.
 */
import {
  type FigureKey,
  type Model,
  closedForm,
  hypot,
  isAtOnce,
  simulate,
  summarize,
  whyNoClosedForm
} from '#core'
import {
  comparedMeans,
  type ComparedKey,
  errorAsOurs,
  isOnTheEdge,
  isUnsettled,
  modelOfRow,
  type BruteForceRow,
  rows as runs,
  SEED
} from './brute-force.server'
import { EXACT_FIGURES, INTEGRATED, modelOfPoint, points, type ReferencePoint } from './digits.server'

/** Cycles that we simulate: enough for the page, far fewer than the tests take. */
const CYCLES = { atOnce: 20_000, stepByStep: 5_000, unsettled: 400 }

export interface Comparison {
  key: ComparedKey
  theirs: number
  mine: number
  z: number
  closed: number | null
  closedZ: number | null
  /** It happened in all cycles or in none, in both programs, so there is no error to estimate. */
  certain: boolean
}

export interface ValidationRow {
  model: Model
  /** Cycles of our simulation. */
  simulated: number
  /** Only rebuilds per hour can be compared. */
  unsettled: boolean
  /** The late share is left out, because it depends on the last bit of a clock. */
  lattice: boolean
  comparisons: Comparison[]
}

interface Judged {
  count: number
  scores: number[]
  worst: number
  beyondTwo: number
}

interface Validation {
  rows: ValidationRow[]
  requests: number
  certain: number
  simulation: Judged
  closedForm: Judged
  /** The closed form against its evaluation to 30 digits. */
  digits: { points: number; values: number; worst: number; integrals: number; worstIntegral: number }
}

function compareRow(row: BruteForceRow): ValidationRow {
  const model = modelOfRow(row)
  const unsettled = isUnsettled(row)
  const tally = simulate(
    model,
    unsettled ? CYCLES.unsettled : isAtOnce(model) ? CYCLES.atOnce : CYCLES.stepByStep,
    SEED
  )
  const { figures, standardErrors } = summarize(model, tally)
  const exact = whyNoClosedForm(model) === null && !unsettled ? closedForm(model) : null
  const comparisons = comparedMeans(row).map(([key, theirs, printed]): Comparison => {
    const theirError = printed ?? errorAsOurs(row, key, standardErrors[key]!, tally.cycles)
    const mine = figures[key]!
    const myError = standardErrors[key]!
    const closed = exact ? exact[key]! : null
    return {
      key,
      theirs,
      mine,
      z: score(mine, myError, theirs, theirError),
      closed,
      closedZ: closed === null ? null : score(closed, 0, theirs, theirError),
      certain: mine === theirs && (isShare(key) ? theirs === 0 || theirs === 1 : theirs === 0)
    }
  })
  return {
    model,
    simulated: tally.cycles,
    unsettled,
    lattice: isOnTheEdge(row),
    comparisons
  }
}

const isShare = (key: ComparedKey) => key === 'earlyShare' || key === 'lateShare'

export function score(mine: number, myError: number, theirs: number, theirError: number): number {
  const error = hypot(myError, theirError)
  return mine === theirs || error === 0 ? 0 : (mine - theirs) / error
}

export function judge(scores: number[]): Judged {
  return {
    count: scores.length,
    scores: scores.map((z) => Number(z.toFixed(3))),
    worst: scores.reduce((worst, z) => Math.max(worst, Math.abs(z)), 0),
    beyondTwo: scores.filter((z) => Math.abs(z) > 2).length
  }
}

/** The closed form against 30-digit arithmetic, printed to 17 digits, or to 10 where an integral is needed. */
function compareDigits(): Validation['digits'] {
  /** How many figures of these names there are, and the largest relative error of ours. */
  const against = (keys: FigureKey[]) => {
    const errors = points.flatMap((point) => {
      const figures = closedForm(modelOfPoint(point))
      // Below the smallest double there are no digits to compare.
      return keys
        .filter((key) => point[key] != null && Number(point[key]) !== 0)
        .map((key) => relativeError(figures[key]!, point[key]))
    })
    return { count: errors.length, worst: Math.max(0, ...errors) }
  }
  const [exact, integrated] = [against(EXACT_FIGURES), against(INTEGRATED)]
  return {
    points: points.length,
    values: exact.count,
    worst: exact.worst,
    integrals: integrated.count,
    worstIntegral: integrated.worst
  }
}

const relativeError = (mine: number, truth: ReferencePoint[string]) =>
  Math.abs(mine - Number(truth)) / Math.abs(Number(truth))

async function compute(): Promise<Validation> {
  const rows: ValidationRow[] = []
  for (const row of runs) {
    rows.push(compareRow(row))
    // Other requests to the server then wait for one row, not for all.
    await new Promise((resume) => setTimeout(resume))
  }
  const all = rows.flatMap(({ comparisons }) => comparisons)
  const open = all.filter(({ certain }) => !certain)
  return {
    rows,
    requests: runs.reduce((sum, { requests }) => sum + requests, 0),
    certain: all.length - open.length,
    simulation: judge(open.map(({ z }) => z)),
    closedForm: judge(open.flatMap(({ closedZ }) => (closedZ === null ? [] : [closedZ]))),
    digits: compareDigits()
  }
}

let once: Promise<Validation> | undefined

/** Computed once, at the first call. */
export const validation = () => (once ??= compute())
