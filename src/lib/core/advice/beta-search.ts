/**
 * The search for the best β, without knowing where its figures come from: it asks for trials, batch by batch, and is
 * told them. The closed form answers at once and exactly, a simulation slowly and with errors; both are driven alike.
 *
 * Both limits are monotone in β: a larger β is never later and never gives away less. So each is found by narrowing a
 * bracket. Between them the fewest rebuilds an hour are found on a grid that is refined around its best point.
 */
import type { Figures } from '../simulation/figures'
import { decadeOf, log, pow, powerOfTen } from '../math/fixed-math'
import { PARAMETERS } from '../model/fields'
import type { StandardErrors } from '../simulation/summary'

/** What the operator allows. */
export interface Limits {
  /** ε: the largest share of late refreshes. */
  late: number
  /** The largest share of the lifetime that the p95 of the gap may reach. */
  lifetimeBudget: number
}

/** A β to try. */
export interface Ask {
  beta: number
  /** Whether the rebuilds an hour are wanted too, which take longer to compute. */
  cost: boolean
  /** Whether a limit is near, so that a simulation should look closely. */
  close: boolean
}

/** What a β does. The errors are standard errors, 0 in closed form. */
export interface Trial {
  beta: number
  lateShare: number
  lateError: number
  /** p95 of the gap over the lifetime; 0 where no cycle is early. */
  lifetimeShare: number
  /** Rebuilds per hour; NaN where they were not asked for. */
  cost: number
  costError: number
  /** Mean gap of the early cycles, s; absent where nobody needs it. */
  gapMean?: number
}

/**
 * A trial from the figures at a β.
 * @param errors standard errors; null for a closed form
 */
export function trialOf(beta: number, ttl: number, figures: Figures, errors: StandardErrors | null): Trial {
  return {
    beta,
    lateShare: figures.lateShare,
    lateError: errors?.lateShare ?? 0,
    lifetimeShare: (figures.gapP95 ?? 0) / ttl,
    cost: figures.rebuildsPerHour,
    costError: errors?.rebuildsPerHour ?? 0,
    gapMean: figures.gapMean ?? 0
  }
}

/** How finely to search. */
export interface Plan {
  /** No β below it is of any use. */
  least: number
  /** Nor is one above it looked at. */
  most: number
  /** Where the grid begins and ends; it is extended until it holds both limits. */
  from: number
  to: number
  /** Ratio of neighbouring β on the first grid. */
  ratio: number
  /** A limit is known when its bracket is as narrow as this ratio. */
  bracket: number
  /** The cheapest β is known when its neighbours are as near as this ratio. */
  best: number
  /** Whether trials are dear: the search for the cheapest β then begins with those that are there already. */
  dear?: true
}

const { max } = PARAMETERS.beta
/** Few keys need a larger β: the search goes on only where none up to here keeps late refreshes rare. */
const USUAL = 1000
/** No β below it protects anything: e^(−1/β) is then below any rate that the limits allow. */
const SMALLEST = 1e-4

/** For the closed form, where a trial costs microseconds. */
export const EXACT: Plan = {
  least: SMALLEST,
  // Beyond what can be set, to say which β would protect. The window is then far wider than any lifetime.
  most: 1e15,
  from: SMALLEST,
  to: USUAL,
  ratio: 1.6,
  bracket: 1 + 1e-12,
  best: 1.003
}

/** Why this β: the inner minimum of the rebuilds, the smallest that protects, or the largest that is allowed. */
export type Reason = 'minimum' | 'late' | 'lifetime'

export interface Found {
  /** The smallest β with few enough late refreshes, which may be larger than can be set; null when none is known. */
  low: number | null
  /**
   * The same with the doubt of a simulation: surely too late below the first, surely in time from the second on; null
   * in the second place where nothing that was tried is sure.
   */
  lowRange: [number, number | null] | null
  /** The least β that is advised: surely in time where that is allowed and not far above `low`. */
  safe: number | null
  /**
   * The largest β that gives away little enough, null when not even the smallest does. Where no trial gives away too
   * much it is the largest that was tried: 1000, or more where `low` is larger.
   */
  high: number | null
  /** The β with the fewest rebuilds between them, to two or three digits; null when there is none between them. */
  beta: number | null
  reason: Reason | null
  /** Everything that was tried, by β. */
  trials: Trial[]
}

/** Where a simulation looks closely besides, in smallest β in time: from surely late to surely in time. */
const DOUBT = [0.87, 1.15, 1.4]

/** Beyond a β that costs so many times the best nothing is looked at: it is no candidate, and takes long to simulate. */
const HOPELESS = { below: 30, above: 3 }
/** What a rounder number may cost, in shares of the rebuilds. */
const ROUNDER = 0.004
/** So many standard errors on the safe side. */
const SAFE = 2
/** So far above the best guess nobody is asked to go for them: late shares fall far faster than β rises. */
const SAFEST = 1.5

/** The search's batches of questions; told the trials in any order. */
export type Search<T> = Generator<Ask[], T, Trial[]>

/** Trials by β. */
class Known {
  readonly trials: Trial[] = []
  /** β that were looked at closely. */
  private readonly close = new Set<number>()

  get first() {
    return this.trials[0]
  }

  get last() {
    return this.trials[this.trials.length - 1]
  }

  /** Asks for what is not known yet. */
  *ask(betas: number[], cost: boolean, close: (beta: number) => boolean = () => false): Search<void> {
    const known = (beta: number) =>
      this.trials.some((trial) => trial.beta === beta && !(cost && Number.isNaN(trial.cost)))
    const missing = [...new Set(betas)].filter((beta) => !known(beta) || (close(beta) && !this.isClose(beta)))
    if (missing.length === 0) return
    const asks = missing.map((beta) => ({ beta, cost, close: close(beta) }))
    for (const ask of asks) if (ask.close) this.close.add(ask.beta)
    for (const trial of yield asks) {
      const at = this.trials.findIndex(({ beta }) => beta >= trial.beta)
      if (at >= 0 && this.trials[at].beta === trial.beta) this.trials[at] = trial
      else this.trials.splice(at < 0 ? this.trials.length : at, 0, trial)
    }
  }

  /** Whether a closer look at a tried β would tell no more. */
  isClose(beta: number): boolean {
    return this.close.has(beta) || this.trials.some((trial) => trial.beta === beta && trial.lateError === 0)
  }

  /** Whether trials have no errors. */
  get isExact(): boolean {
    return this.trials.every(({ lateError }) => lateError === 0)
  }

  /** Two β and what is missing between them, so that with what is known no neighbours are further apart than a ratio. */
  holes(low: number, high: number, ratio: number): number[] {
    const inside = this.trials.flatMap(({ beta }) => (beta > low && beta < high ? [beta] : []))
    return [low, ...inside, high].flatMap((beta, i, all) =>
      i === 0 ? [beta] : geometric(all[i - 1], beta, ratio).slice(1)
    )
  }

  /** The neighbours between which a condition begins to hold: the last without, the first with it. */
  turn(holds: (trial: Trial) => boolean): [Trial | null, Trial | null] {
    const at = this.trials.findIndex(holds)
    if (at < 0) return [this.last, null]
    return [at > 0 ? this.trials[at - 1] : null, this.trials[at]]
  }
}

/** From `from` to `to`, both included, with neighbours at most `ratio` apart. */
export function geometric(from: number, to: number, ratio: number): number[] {
  const steps = Math.max(1, Math.ceil(log(to / from) / log(ratio) - 1e-9))
  return Array.from({ length: steps + 1 }, (_, i) =>
    i === 0 ? from : i === steps ? to : from * pow(to / from, i / steps)
  )
}

/** Where the limits lie. */
export type Bounds = Pick<Found, 'low' | 'lowRange' | 'safe' | 'high'>

/**
 * Looks for the smallest and the largest β that the limits allow.
 * @param limits shares above 0
 */
export function* searchBounds(limits: Limits, plan: Plan, known = new Known()): Search<Bounds> {
  const holdsWith = (doubt: number) => (trial: Trial) =>
    trial.lateShare + doubt * trial.lateError <= limits.late
  const [maybe, inTime, surely] = [holdsWith(-SAFE), holdsWith(0), holdsWith(SAFE)]
  const tooMuch = (trial: Trial) => trial.lifetimeShare > limits.lifetimeBudget
  yield* known.ask(geometric(plan.from, plan.to, plan.ratio), false)
  yield* extend(known, plan, inTime, tooMuch)
  yield* narrow(known, plan.bracket, inTime, tooMuch)

  const least = (holds: (trial: Trial) => boolean) => known.turn(holds)[1]?.beta ?? null
  const found = least(inTime)
  if (found !== null && !known.isExact) {
    const around = DOUBT.map((factor) => found * factor)
    yield* known.ask(
      around.filter((beta) => beta > known.first.beta && beta <= Math.max(USUAL, known.last.beta)),
      false,
      () => true
    )
    // A closer look may have found one that is in time below.
    yield* narrow(known, plan.bracket, inTime, tooMuch)
  }
  const low = least(inTime)
  const sure = least(surely)
  const [largest, beyond] = known.turn(tooMuch)
  const high = beyond === null ? known.last.beta : (largest?.beta ?? null)
  const guarded = Math.min(sure ?? Infinity, SAFEST * (low ?? 0))
  return {
    low,
    lowRange: low === null ? null : [least(maybe) ?? low, sure],
    safe: low !== null && high !== null && guarded <= high ? guarded : low,
    high
  }
}

/**
 * Looks for the β that costs the fewest rebuilds within the limits.
 * @param limits shares above 0
 */
export function* searchBeta(limits: Limits, plan: Plan): Search<Found> {
  const known = new Known()
  const bounds = yield* searchBounds(limits, plan, known)
  const { low, safe, high } = bounds
  const found = { ...bounds, trials: known.trials }
  if (low === null || high === null || low > Math.min(max, high))
    return { ...found, beta: null, reason: null }
  return { ...found, ...(yield* searchCheapest(Math.min(max, safe!), Math.min(max, high), plan, known)) }
}

/** Makes the grid hold both limits, as far as they exist. */
function* extend(
  known: Known,
  plan: Plan,
  inTime: (trial: Trial) => boolean,
  tooMuch: (trial: Trial) => boolean
): Search<void> {
  while (inTime(known.first) && known.first.beta > plan.least && !costs(known.first, HOPELESS.below, known)) {
    yield* known.ask([Math.max(plan.least, known.first.beta / plan.ratio)], false)
  }
  const reach = () => {
    const first = known.turn(inTime)[1]
    return first === null ? plan.most : first.beta > USUAL ? Math.max(max, first.beta) : USUAL
  }
  while (!(tooMuch(known.last) && inTime(known.last)) && known.last.beta < reach()) {
    if (inTime(known.last) && costs(known.last, HOPELESS.above, known)) return
    // Where the limits have already met, what lies above is of no use.
    if (tooMuch(known.last) && !inTime(known.last) && known.last.beta > 4 * known.turn(tooMuch)[1]!.beta)
      return
    // The usual end is tried before anything beyond it.
    const end = known.last.beta < USUAL ? USUAL : plan.most
    yield* known.ask([Math.min(end, known.last.beta * plan.ratio)], false)
  }
}

/** Whether a trial costs so many times the best; false where costs were not asked for. */
const costs = ({ cost }: Trial, times: number, { trials }: Known) =>
  cost > times * Math.min(...trials.map((trial) => trial.cost).filter((other) => other > 0))

/**
 * Narrows the brackets of both limits. Late refreshes are rare, so the β between which they become rare enough are
 * looked at closely; a quantile of the gap is known well enough without.
 */
function* narrow(
  known: Known,
  bracket: number,
  inTime: (trial: Trial) => boolean,
  tooMuch: (trial: Trial) => boolean
): Search<void> {
  for (;;) {
    const late = known.turn(inTime)
    const ends = late.flatMap((trial) => (trial === null || known.isClose(trial.beta) ? [] : [trial.beta]))
    const middleOf = ([before, after]: [Trial | null, Trial | null]) => {
      if (before === null || after === null || after.beta <= before.beta * bracket) return []
      const middle = Math.sqrt(before.beta * after.beta)
      return middle > before.beta && middle < after.beta ? [middle] : []
    }
    // A closer look may move the bracket: only then is its middle worth one.
    const close = ends.length > 0 ? ends : middleOf(late)
    const betas = [...close, ...middleOf(known.turn(tooMuch))]
    if (betas.length === 0) return
    yield* known.ask(betas, false, (beta) => close.includes(beta))
  }
}

/** The fewest rebuilds between two β, rounded where that costs next to nothing. */
export function* searchCheapest(
  low: number,
  high: number,
  plan: Plan,
  known = new Known()
): Search<{ beta: number; reason: Reason }> {
  const within = () =>
    known.trials.filter(({ beta, cost }) => beta >= low && beta <= high && !Number.isNaN(cost))
  yield* known.ask(
    plan.dear ? known.holes(low, high, plan.ratio) : geometric(low, high, Math.min(1.3, plan.ratio)),
    true
  )
  let least: Trial
  for (;;) {
    const trials = within()
    const at = trials.reduce((best, trial, i) => (trial.cost < trials[best].cost ? i : best), 0)
    least = trials[at]
    const middles = [trials[at - 1], trials[at + 1]].flatMap((other) =>
      other && Math.abs(log(other.beta / least.beta)) > log(plan.best)
        ? [Math.sqrt(other.beta * least.beta)]
        : []
    )
    if (middles.length === 0) break
    yield* known.ask(middles, true)
  }
  const atEnd = (end: number) => Math.abs(log(least.beta / end)) <= log(plan.best)
  const reason = atEnd(low) ? 'late' : atEnd(high) ? 'lifetime' : 'minimum'
  for (let digits = 2; digits <= 12; digits++) {
    const beta = roundTo(
      least.beta,
      digits,
      { late: Math.ceil, lifetime: Math.floor, minimum: Math.round }[reason]
    )
    if (beta < low || beta > high) continue
    yield* known.ask([beta], true)
    const rounded = known.trials.find((trial) => trial.beta === beta)!
    // What looks cheapest of simulated trials owes some of that to luck.
    const doubt = SAFE * Math.sqrt(rounded.costError * rounded.costError + least.costError * least.costError)
    if (rounded.cost <= least.cost * (1 + ROUNDER) + doubt) return { beta, reason }
  }
  return { beta: least.beta, reason }
}

/** To so many significant digits, by this way of rounding. */
export function roundTo(value: number, digits: number, round: (value: number) => number): number {
  const places = digits - 1 - decadeOf(value)
  const scale = powerOfTen(Math.abs(places))
  // A number that has so many digits already stays what it is.
  const scaled = Number((places >= 0 ? value * scale : value / scale).toPrecision(14))
  return Number((places >= 0 ? round(scaled) / scale : round(scaled) * scale).toPrecision(15))
}

/** Drives a search whose trials are known at once. */
export function drive<T>(search: Search<T>, trial: (ask: Ask) => Trial): T {
  let step = search.next()
  while (!step.done) step = search.next(step.value.map(trial))
  return step.value
}

/** The same search for an implementation in which every smaller β does the same as this one. */
export const atLeast = (least: number, plan: Plan): Plan => {
  const from = Math.max(least, plan.from)
  return { ...plan, least: Math.max(least, plan.least), from, to: Math.max(plan.to, from * plan.ratio) }
}
