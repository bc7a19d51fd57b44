/** Between which β a key keeps its limits, in each case: from the chances of simulated cycles. */
import {
  type Bounds,
  CASES,
  type Chances,
  type Curves,
  type Key,
  type Limits,
  type Model,
  PARAMETERS,
  SHARDS,
  type Scenario,
  NEXT_TO_OFF,
  USUAL,
  effectOfBeta,
  exactCurves,
  keyIn,
  lawCurves,
  leastBeta,
  limitsOf,
  log,
  logGrid,
  modelOf,
  plainScenario,
  pow,
  zeroIsOff
} from '#core'
import type { Runner } from './runner'

/** What is known of a case. */
export interface CaseBounds {
  /** Its place in CASES. */
  at: number
  bounds: Bounds
  /** Whether β = 0 keeps the limits. */
  offKeeps: boolean
  /** The smallest β in time with the doubt of the simulation; null where that has none. */
  lowRange: [number, number | null] | null
  lifetimeShare: (beta: number) => number
}

/** How a bound is looked for: on a list of β around a guess. */
interface Reach {
  /** Of neighbouring β. */
  ratio: number
  steps: number
  cycles: number
}

/** First on a wide list, then on a narrow one around the place that was found. */
interface Plan {
  wide: Reach
  narrow: Reach
}

/**
 * Where the rebuild time varies, few cycles decide a late share: those that stored a short one. Chances take long where
 * requests do not come at random and the rebuild time varies.
 */
function planFor({ deltaCv, arrivals, options }: Model): Plan {
  const wide = { ratio: 1.8, steps: 6 }
  if (deltaCv === 0) return { wide: { ...wide, cycles: 160 }, narrow: { ratio: 1.03, steps: 2, cycles: 800 } }
  const [few, many] = arrivals.kind !== 'poisson' ? [80, 600] : options?.rule ? [80, 800] : [240, 4000]
  return { wide: { ...wide, cycles: few }, narrow: { ratio: 1.2, steps: 2, cycles: many } }
}

/** Fewer shards than usual: each has its own warm-up. */
const FEW = 4
/** Steps that one simulation may take. */
const MOST = 160_000
/** A search ends after so many rounds, wherever it is. */
const ROUNDS = 10
/** A share is surely below a limit when it is so many standard errors below. */
const SAFE = 2
/** The least β is at most so many times the best guess: late shares fall far faster than β rises. */
const SAFEST = 1.25

type Kind = 'late' | 'lifetimeBudget'

/** One bound that is looked for. */
interface Side {
  at: number
  kind: Kind
  model: (beta: number) => Model
  guess: number
  plan: Plan
  reach: 'wide' | 'narrow'
  found: Found | null
}

interface Found {
  beta: number
  /** With the doubt of the simulation. */
  range: [number, number | null] | null
}

/** @param tell is told the share of the bounds that are known */
export async function boundsBySimulation(
  scenario: Scenario,
  key: Key,
  runner: Runner,
  signal: AbortSignal,
  tell: (share: number) => void
): Promise<CaseBounds[]> {
  const limits = limitsOf(scenario)
  const exact = lawCurves(scenario, key)
  if (exact) return exactly(exact)
  const isPaper = scenario.rule.kind === 'paper'
  const falls = effectOfBeta(scenario, modelOf(scenario, key, 1)) === 'later'
  /** Under a rule by which a larger β refreshes later all is looked for at 1/β. */
  const turned = (x: number) => (falls ? 1 / x : x)
  const least = isPaper ? leastBeta(scenario) : PARAMETERS.beta.leastPositive!.value
  const usual = isPaper ? USUAL : PARAMETERS.beta.max
  const law = guessing(scenario, key)
  const off = await withoutRefresh(scenario, key, limits, runner, signal)
  const sides = CASES.flatMap((one, at) =>
    (['late', 'lifetimeBudget'] as const).map((kind): Side => {
      const own = keyIn(scenario, key, one)
      const { low, high } = law(at)
      return {
        at,
        kind,
        model: (x) => modelOf(scenario, own, turned(x)),
        guess: clamp(kind === 'late' ? low : high || least, least, usual),
        plan: planFor(modelOf(scenario, own, 1)),
        reach: 'wide',
        // A smaller β is as good as 0 where that is allowed.
        found: kind === 'late' && off[at] ? { beta: isPaper ? NEXT_TO_OFF : least, range: null } : null
      }
    })
  )
  for (let round = 0; round < ROUNDS; round++) {
    const open = sides.filter(({ found }) => found === null)
    if (open.length === 0) break
    await look(open, limits, least, scenario.seed, runner, signal)
    tell(1 - open.length / sides.length)
  }
  return CASES.map((_, at): CaseBounds => {
    const [late, lifetime] = sides.filter((side) => side.at === at)
    const [low, high] = [late.found?.beta ?? late.guess, lifetime.found?.beta ?? lifetime.guess]
    const most = low > usual ? PARAMETERS.beta.max : usual
    const range = late.found && low < Infinity ? late.found.range : null
    const found = { low: safeLow(late, high), high: Math.min(most, high) }
    return {
      at,
      offKeeps: off[at],
      bounds: falls ? { low: inverse(found.high), high: inverse(found.low) } : found,
      lowRange: falls ? null : range,
      // Near its bound the p95 grows as β.
      lifetimeShare: (beta) => Math.min(1, high > 0 ? (limits.lifetimeBudget * turned(beta)) / high : 1)
    }
  })
}

const inverse = (bound: number) => (bound === 0 ? Infinity : bound === Infinity ? 0 : 1 / bound)

/** Where to look first: at the bounds by the law of a cache that is like this one. */
function guessing(scenario: Scenario, key: Key): (at: number) => Bounds {
  const limits = limitsOf(scenario)
  const { rule } = scenario
  if (rule.kind === 'paper') return exactCurves(plainScenario(scenario), key, limits).bounds
  const law = lawCurves({ ...plainScenario(scenario), rule }, key)!
  if (!law.falls) return law.bounds
  return (at) => {
    const { low, high } = law.bounds(at)
    return { low: inverse(high), high: inverse(low) }
  }
}

/** In each case whether nobody waits too often although nothing refreshes early. */
async function withoutRefresh(
  scenario: Scenario,
  key: Key,
  limits: Limits,
  runner: Runner,
  signal: AbortSignal
): Promise<boolean[]> {
  const models = CASES.map((one) => modelOf(scenario, keyIn(scenario, key, one), 0))
  const asked = models.some(({ options }) => (options?.stale ?? 0) > 0)
  if (!asked || !models.every((model) => zeroIsOff(scenario, model))) return models.map(() => false)
  const jobs = models.map((model) => ({
    model,
    cycles: (OFF_CYCLES * SHARDS) / FEW,
    seed: scenario.seed,
    most: (MOST * SHARDS) / FEW,
    chances: { betas: [0], gap: null }
  }))
  const { tallies } = await runner.run(jobs, () => {}, signal, FEW)
  return tallies.map((tally) => {
    const { chances, cycles, unsettled } = tally!
    return unsettled === 0 && excessOf('late', limits, chances!, cycles)(0, SAFE) <= 0
  })
}

const OFF_CYCLES = 800

const exactly = (law: Curves): CaseBounds[] =>
  law.cases.map((at) => ({
    at,
    bounds: law.bounds(at),
    offKeeps: law.offKeeps(at),
    lowRange: null,
    lifetimeShare: (beta) => law.lifetimeShare(at, beta)
  }))

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** The smallest β that is surely in time, where the other limit leaves room for it. */
function safeLow({ found, guess }: Side, high: number): number {
  const low = found?.beta ?? guess
  const sure = found?.range === null ? low : Math.min(found?.range[1] ?? Infinity, SAFEST * low)
  return sure <= high ? sure : low
}

/** Looks at each bound once. */
async function look(
  sides: Side[],
  limits: Limits,
  least: number,
  seed: number,
  runner: Runner,
  signal: AbortSignal
): Promise<void> {
  const lists = sides.map(({ guess, plan, reach }) => {
    const { ratio, steps } = plan[reach]
    const half = pow(ratio, steps / 2)
    return logGrid(Math.max(least, guess / half), Math.min(PARAMETERS.beta.max, guess * half), steps)
  })
  const jobs = sides.map(({ model, kind, guess, plan, reach }, i) => ({
    model: model(guess),
    cycles: (plan[reach].cycles * SHARDS) / FEW,
    seed,
    most: (MOST * SHARDS) / FEW,
    chances: {
      betas: lists[i].map((beta) => model(beta).beta),
      gap: kind === 'late' ? null : limits.lifetimeBudget * model(guess).ttl
    }
  }))
  const { tallies } = await runner.run(jobs, () => {}, signal, FEW)
  sides.forEach((side, i) => {
    const { chances, cycles } = tallies[i]!
    settle(side, lists[i], excessOf(side.kind, limits, chances!, cycles), least)
  })
}

/** How far each β is above the limit, below 0 where it keeps it, by so many standard errors more or less. */
type Excess = (i: number, errors: number) => number

/** A share of the early gaps may be longer: the limit is on their 95th percentile. */
const RARE = 0.05

function excessOf(kind: Kind, { late: limit }: Limits, chances: Chances, cycles: number): Excess {
  const { late, lateSquared, early, beyond } = chances
  if (kind === 'lifetimeBudget') return (i) => (beyond[i] - RARE * early[i]) / cycles
  return (i, errors) => {
    const mean = late[i] / cycles
    const error = Math.sqrt(Math.max(0, lateSquared[i] / cycles - mean * mean) / cycles)
    return log(Math.max(1e-300, mean + errors * error) / limit)
  }
}

/** Takes the bound over, or decides where to look for it next. A larger β is never later, and never gives away less. */
function settle(side: Side, list: number[], excess: Excess, least: number): void {
  const late = side.kind === 'late'
  /** The β at which the limit is met; −Infinity or Infinity where that is below or above the list. */
  const crossing = (errors: number): number => {
    const ahead = list.map((_, i) => (late ? excess(i, errors) : TINY - excess(i, errors)))
    const after = ahead.findIndex((value) => value <= 0)
    if (after <= 0) return after === 0 ? -Infinity : Infinity
    const share = ahead[after - 1] / (ahead[after - 1] - ahead[after])
    return list[after - 1] * pow(list[after] / list[after - 1], share)
  }
  const [first, last] = [list[0], list[list.length - 1]]
  const at = crossing(0)
  const half = Math.sqrt(last / first)
  if (at === -Infinity && first <= least) side.found = { beta: late ? least : 0, range: [least, least] }
  else if (at === Infinity && last >= PARAMETERS.beta.max)
    side.found = { beta: late ? Infinity : last, range: [last, null] }
  else if (at === -Infinity || at === Infinity) {
    side.guess = clamp(at < 0 ? first / half : last * half, least, PARAMETERS.beta.max)
  } else if (side.reach === 'wide') {
    side.guess = at
    side.reach = 'narrow'
  } else {
    const [maybe, surely] = late ? [crossing(-SAFE), crossing(SAFE)] : [at, at]
    side.found = { beta: at, range: [Math.max(first, maybe), surely === Infinity ? null : surely] }
  }
}

/** So that a β without early refreshes gives nothing away. */
const TINY = 1e-12
