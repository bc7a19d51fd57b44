/**
 * The closed form and the simulation beside the outside truth of tests/statistics/oracle: one copy of it, read by the
 * tests and by this page. Exceptions are those of tests/statistics/brute-force.test.ts.
 */
import {
  type Arrivals,
  type Coordination,
  type FigureKey,
  type Figures,
  type Model,
  bareModel,
  closedForm,
  hypot,
  isAtOnce,
  simulate,
  summarize,
  whyNoClosedForm
} from '#core'
import bruteForce from '../../../../../tests/statistics/oracle/brute-force.json'
import digits from '../../../../../tests/statistics/oracle/closed-form.json'

type Row = (typeof bruteForce)[number]

const SEED = 7
/** Cycles of ours: enough for the page, far fewer than the tests take. */
const CYCLES = { atOnce: 20_000, stepByStep: 5_000, unsettled: 400 }

/** The figures that are compared. */
const COMPARED = [
  'earlyShare',
  'lateShare',
  'gapMean',
  'duplicatesMean',
  'cycleSeconds',
  'rebuildsPerHour',
  'blockedShare'
] as const satisfies readonly FigureKey[]
export type ComparedKey = (typeof COMPARED)[number]

export interface Comparison {
  key: ComparedKey
  theirs: number
  theirError: number
  mine: number
  z: number
  closed: number | null
  closedZ: number | null
  /** All cycles or none, there and here: nothing to estimate. */
  certain: boolean
}

export interface ValidationRow {
  model: Model
  /** Cycles there and here. */
  cycles: number
  requests: number
  simulated: number
  /** Only rebuilds per hour can be compared. */
  unsettled: boolean
  /** Whether late depends on the last bit of a clock: left out. */
  lattice: boolean
  comparisons: Comparison[]
}

export interface Judged {
  count: number
  scores: number[]
  worst: number
  beyondTwo: number
}

export interface Validation {
  rows: ValidationRow[]
  requests: number
  certain: number
  simulation: Judged
  closedForm: Judged
  /** The closed form against its evaluation to 30 digits. */
  digits: { points: number; values: number; worst: number; integrals: number; worstIntegral: number }
}

function arrivalsOf(text: string): Arrivals {
  const [kind, on, off] = text.split(':')
  return kind === 'burst' ? { kind, on: Number(on), off: Number(off) } : { kind: kind as 'poisson' | 'even' }
}

const modelOfRow = (row: Row): Model => ({
  ...bareModel(row),
  deltaCv: row.deltaCv,
  coordination: row.coordination as Coordination,
  processes: row.processes,
  resolution: row.expiryResolution,
  arrivals: arrivalsOf(row.arrivals)
})

/** As if one of the n had been the other way, where all or none were. */
const shareError = (share: number, n: number) => Math.sqrt(Math.max(share * (1 - share), 1 / n) / n)

/** The other program's figure and its standard error, null where it prints none. */
function theirsOf(row: Row, key: ComparedKey): [number, number | null] {
  const share = (value: number, printed: number) => (printed > 0 ? printed : shareError(value, row.cycles))
  switch (key) {
    case 'earlyShare':
      return [row.earlyShare, share(row.earlyShare, row.earlyShareSe)]
    case 'lateShare':
      return [row.lateShare, share(row.lateShare, row.lateShareSe)]
    case 'gapMean':
      return [row.gapMean, row.gapMeanSe]
    case 'duplicatesMean':
      return [row.rebuildsPerCycle - 1, row.rebuildsPerCycleSe]
    case 'cycleSeconds':
      return [row.cycleSeconds, row.cycleSecondsSe]
    case 'rebuildsPerHour':
      return [row.rebuildsPerHour, null]
    case 'blockedShare':
      return [row.blockedPerCycle / (row.rate * row.cycleSeconds), null]
  }
}

function compareRow(row: Row): ValidationRow {
  const model = modelOfRow(row)
  const unsettled = row.ttl === 5 && row.beta === 8
  const lattice = row.arrivals === 'even'
  const tally = simulate(
    model,
    unsettled ? CYCLES.unsettled : isAtOnce(model) ? CYCLES.atOnce : CYCLES.stepByStep,
    SEED
  )
  const { figures, standardErrors } = summarize(model, tally)
  const exact = whyNoClosedForm(model) === null && !unsettled ? closedForm(model) : null
  const keys = COMPARED.filter((key) => {
    if (unsettled) return key === 'rebuildsPerHour'
    if (lattice && key === 'lateShare') return false
    return key !== 'gapMean' || row.earlyShare > 0
  })

  /** Where the other program prints no error: ours, for as many cycles as it ran. */
  const errorLikeMine = (key: ComparedKey) => {
    const error = standardErrors[key]! * Math.sqrt(tally.cycles / row.cycles)
    if (key !== 'blockedShare' || model.coordination === 'none') return error
    // It counts those who may not start one by one, the simulation takes their expectation: a Poisson count on top.
    return hypot(error, Math.sqrt(row.blockedPerCycle / row.cycles) / (row.rate * row.cycleSeconds))
  }

  const comparisons = keys.map((key): Comparison => {
    const [theirs, printed] = theirsOf(row, key)
    const theirError = printed ?? errorLikeMine(key)
    const mine = figures[key]!
    const myError = standardErrors[key]!
    const closed = exact ? exact[key]! : null
    return {
      key,
      theirs,
      theirError,
      mine,
      z: score(mine, myError, theirs, theirError),
      closed,
      closedZ: closed === null ? null : score(closed, 0, theirs, theirError),
      certain: mine === theirs && (isShare(key) ? theirs === 0 || theirs === 1 : theirs === 0)
    }
  })
  return {
    model,
    cycles: row.cycles,
    requests: row.requests,
    simulated: tally.cycles,
    unsettled,
    lattice,
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

const EXACT: FigureKey[] = [
  'earlyShare',
  'lateShare',
  'gapMean',
  'gapP05',
  'gapP50',
  'gapP95',
  'duplicatesMean'
]
const INTEGRALS: FigureKey[] = ['cycleSeconds', 'rebuildsPerHour', 'neededPerHour', 'wastedPerHour']

/** The closed form against 30-digit arithmetic, printed to 17 digits, or to 10 where an integral is needed. */
function compareDigits(): Validation['digits'] {
  const result = { points: digits.length, values: 0, worst: 0, integrals: 0, worstIntegral: 0 }
  for (const point of digits as Record<string, string | number | null | undefined>[]) {
    const { ttl, delta, rate, beta, coordination, processes } = point
    const figures: Figures = closedForm({
      ...bareModel({ ttl: Number(ttl), delta: Number(delta), rate: Number(rate), beta: Number(beta) }),
      coordination: (coordination ?? 'none') as Coordination,
      processes: Number(processes ?? 1)
    })
    const off = (key: FigureKey) => {
      const want = Number(point[key])
      // Below the smallest double there are no digits to compare.
      return point[key] == null || want === 0 ? null : Math.abs(figures[key]! - want) / Math.abs(want)
    }
    for (const key of EXACT) {
      const error = off(key)
      if (error === null) continue
      result.values++
      result.worst = Math.max(result.worst, error)
    }
    for (const key of INTEGRALS) {
      const error = off(key)
      if (error === null) continue
      result.integrals++
      result.worstIntegral = Math.max(result.worstIntegral, error)
    }
  }
  return result
}

async function compute(): Promise<Validation> {
  const rows: ValidationRow[] = []
  for (const row of bruteForce) {
    rows.push(compareRow(row))
    // Whoever else asks the server waits for one row, not for all.
    await new Promise((resume) => setTimeout(resume))
  }
  const all = rows.flatMap(({ comparisons }) => comparisons)
  const open = all.filter(({ certain }) => !certain)
  return {
    rows,
    requests: bruteForce.reduce((sum, { requests }) => sum + requests, 0),
    certain: all.length - open.length,
    simulation: judge(open.map(({ z }) => z)),
    closedForm: judge(open.flatMap(({ closedZ }) => (closedZ === null ? [] : [closedZ]))),
    digits: compareDigits()
  }
}

let once: Promise<Validation> | undefined

/** Computed at the first call, in a few hundred milliseconds, and kept. */
export const validation = () => (once ??= compute())
