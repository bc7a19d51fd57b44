/**
 * The search for the best β. It asks for trials in batches and does not know who makes them: the closed form, at once
 * and exactly, or a simulation, slowly and with errors.
 *
 * Both limits are monotone in β: a larger β is never later and never gives away less. So each is found by narrowing a
 * bracket. Between them the fewest rebuilds an hour are found on a grid that is refined around its best point.
 */
import { log } from '../math/fixed-math'
import { logGrid } from '../math/log-scale'
import { roundTo } from '../math/round-to'
import { PARAMETERS } from '../model/fields'
import { USUAL, type Plan } from './search-plan'
import type { Ask, Limits, Trial } from './trial'

const { max } = PARAMETERS.beta

/** Why this β: the inner minimum of the rebuilds, the smallest that protects, or the largest that is allowed. */
type Reason = 'minimum' | 'late' | 'lifetime'

export interface SearchResult {
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

/** With simulated trials these multiples of the smallest β in time are tried closely too, so that the range holds it. */
const DOUBT = [0.87, 1.15, 1.4]

/** The search stops at a β that costs so many times the best: beyond it trials take long and find nothing better. */
const HOPELESS = { below: 30, above: 3 }
/** A rounder β may cost so many more rebuilds, as a share. */
const ROUNDER = 0.004
/** A share is surely below a limit when it is so many standard errors below. */
const SAFE = 2
/** The advised least β is at most so many times the best guess: late shares fall far faster than β rises. */
const SAFEST = 1.5

/** Yields batches of β to try, and is resumed with their trials in any order. */
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

  /** Asks for the trials that are missing. */
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

  /** Whether this β was tried as closely as can be. */
  isClose(beta: number): boolean {
    return this.close.has(beta) || this.trials.some((trial) => trial.beta === beta && trial.lateError === 0)
  }

  /** Whether trials have no errors. */
  get isExact(): boolean {
    return this.trials.every(({ lateError }) => lateError === 0)
  }

  /** Two β and those to try between them, so that neighbouring trials are no further apart than a ratio. */
  holes(low: number, high: number, ratio: number): number[] {
    const inside = this.trials.flatMap(({ beta }) => (beta > low && beta < high ? [beta] : []))
    return [low, ...inside, high].flatMap((beta, i, all) =>
      i === 0 ? [beta] : geometric(all[i - 1], beta, ratio).slice(1)
    )
  }

  /** The last trial for which a condition does not hold, and the first for which it does. */
  turn(holds: (trial: Trial) => boolean): [Trial | null, Trial | null] {
    const at = this.trials.findIndex(holds)
    if (at < 0) return [this.last, null]
    return [at > 0 ? this.trials[at - 1] : null, this.trials[at]]
  }
}

/** From `from` to `to`, both included, with neighbours at most `ratio` apart. */
export function geometric(from: number, to: number, ratio: number): number[] {
  const steps = Math.max(1, Math.ceil(log(to / from) / log(ratio) - 1e-9))
  return logGrid(from, to, steps)
}

/** The bounds that the limits put to β. */
export type Bounds = Pick<SearchResult, 'low' | 'lowRange' | 'safe' | 'high'>

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
    // A closer trial may have moved the smallest β in time down.
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
export function* searchBeta(limits: Limits, plan: Plan): Search<SearchResult> {
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
 * tried closely; a quantile of the gap is known well enough without.
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
    // The ends are tried closely first, as that may move the bracket; its middle is tried after that.
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
    // The cheapest of several simulated trials is in part the luckiest.
    const doubt = SAFE * Math.sqrt(rounded.costError * rounded.costError + least.costError * least.costError)
    if (rounded.cost <= least.cost * (1 + ROUNDER) + doubt) return { beta, reason }
  }
  return { beta: least.beta, reason }
}

/** Runs a search whose trials are computed at once. */
export function drive<T>(search: Search<T>, trial: (ask: Ask) => Trial): T {
  let step = search.next()
  while (!step.done) step = search.next(step.value.map(trial))
  return step.value
}
