/**
 * Draws the next trigger for each kind of arrivals. Times are times to expiry (s): they fall as time passes, and are
 * below 0 after expiry.
 */
import { BatchOfBoth, EvenBatch, PoissonBatch, type TriggerBatch } from './trigger-batch'
import { exp, expm1BySeries, log, log1p } from '../../math/fixed-math'
import { storedDelta } from '../../model/deviations'
import type { Random } from '../../math/random'
import type { PaperRule } from '../../model/paper-rule'
import { phaseRates } from '../../model/phase-rates'
import type { Rule } from '../../model/rule'
import type { Model } from '../../model/scenario'

/**
 * Two times this close, in periods, are the same instant. Evenly spaced requests may come exactly at a write or an
 * expiry, and rounding must not decide which comes first: the write does, and the request comes after the expiry.
 */
export const SAME_INSTANT = 1e-6
/**
 * Bursts and pauses are simulated as Poisson requests where they are this many times shorter than the window, or where
 * only one burst in so many has a request: the difference is too small to see.
 */
const AVERAGED_OUT = 1e4
/** Drawing bursts as a batch is faster where the expected triggers are more than this many times the phases. */
const WORTH_A_BATCH = 4
/** A batch draws this many phases, and the rest as Poisson requests: a rebuild may last for billions of phases. */
const MANY_PHASES = 1e6

export interface TriggerSource {
  /**
   * How many requests are expected to wait in the interval of the last `next`, without starting a rebuild: those after
   * expiry and, where losers wait, those that triggered before expiry.
   */
  passed: number
  /** Times at most this far apart (s) are the same instant; a write then comes before a request. */
  readonly sameInstant: number
  /** What the requests do now: in bursts 1 while on, else 0; evenly spaced, the time until the next, s. */
  readonly phase: number
  /**
   * Moves on to the next request that triggers and may start a rebuild, or to the horizon.
   * @param toExpiry time to expiry now, s
   * @param rule the chance that a request triggers
   * @param share of the requests that may start a rebuild, 0 to 1
   * @param horizon time to expiry at which to stop, s
   * @returns the time to expiry at that request, s; −Infinity where none comes before the horizon
   */
  next(toExpiry: number, rule: Rule, share: number, horizon: number): number
  /**
   * Draws all triggers before the horizon at once, where each may start a rebuild, and moves on to the horizon. The
   * next call overwrites the result.
   * @returns null where this is not faster than `next`; the source has not moved then
   */
  batch(toExpiry: number, rule: Rule, horizon: number): TriggerBatch | null
}

/** The shorter of the window and the rebuild time, s: shorter phases make no difference. */
function shortest({ beta, delta, ttl, deviations = {} }: Model): number {
  const window = deviations.rule === 'age' ? beta * ttl : beta * storedDelta(delta, deviations.storedDelta)
  return Math.min(beta > 0 ? window : delta, delta)
}

/** Whether bursts are too short, or too rarely have a request, to differ from Poisson requests. */
export function isAveraged(model: Model): boolean {
  const { arrivals, rate } = model
  if (arrivals.kind !== 'burst') return false
  const period = arrivals.on + arrivals.off
  const perBurst = (rate - phaseRates(rate, arrivals).quiet) * period
  return !(period * AVERAGED_OUT > shortest(model) && perBurst * AVERAGED_OUT > 1)
}

/**
 * @param losers the rule of the model where requests that trigger but may not start a rebuild wait for one; null where
 * they are served the old value
 * @param random the stream that the source draws from
 */
export function triggerSource(model: Model, losers: PaperRule | null, random: Random): TriggerSource {
  const { arrivals, rate } = model
  if (arrivals.kind === 'even') return new EvenRequests(rate, losers, random)
  if (arrivals.kind === 'burst' && !isAveraged(model)) {
    const { quiet } = phaseRates(rate, arrivals)
    const bursts = new BurstyRequests(rate - quiet, arrivals.on, arrivals.off, losers, random)
    return quiet > 0 ? new QuietRequests(bursts, quiet, losers, random) : bursts
  }
  return new PoissonRequests(rate, losers, random)
}

/** Poisson requests: the next trigger takes one exponential number at every request rate. */
class PoissonRequests implements TriggerSource {
  passed = 0
  readonly phase = 0
  readonly sameInstant = 0
  private readonly drawn: PoissonBatch

  constructor(
    private readonly rate: number,
    private readonly losers: PaperRule | null,
    private readonly random: Random
  ) {
    this.drawn = new PoissonBatch(random)
  }

  next(toExpiry: number, rule: Rule, share: number, horizon: number): number {
    const { rate } = this
    const found = share > 0 ? rule.inverse(toExpiry, this.random.exponential(), rate * share) : -Infinity
    this.pass(toExpiry, Math.max(found, horizon), share)
    return found > horizon ? found : -Infinity
  }

  /** Counts what `next` passes by up to this time to expiry, s. */
  pass(toExpiry: number, end: number, share: number): void {
    const { rate, losers } = this
    this.passed = rate * (1 - share) * Math.max(0, Math.min(toExpiry, 0) - end)
    if (losers && share < 1 && toExpiry > 0) {
      this.passed += (1 - share) * losers.between(toExpiry, Math.max(0, end), rate)
    }
  }

  batch(toExpiry: number, rule: Rule, horizon: number): TriggerBatch {
    const drawn = this.drawn.begin(rule, this.rate)
    drawn.add(toExpiry, horizon)
    return drawn
  }
}

/**
 * One request every 1/rate seconds. Requests too far from expiry to trigger are skipped at once. The others come in
 * blocks: a geometric number finds the next candidate by the highest chance in the block, and thinning corrects the
 * chance.
 */
class EvenRequests implements TriggerSource {
  passed = 0
  readonly sameInstant: number
  private readonly period: number
  /** Time until the next request, s. */
  private wait: number

  constructor(
    rate: number,
    private readonly losers: PaperRule | null,
    private readonly random: Random
  ) {
    this.period = 1 / rate
    this.sameInstant = SAME_INSTANT * this.period
    this.wait = this.period * random.uniform()
  }

  get phase(): number {
    return this.wait
  }

  next(toExpiry: number, rule: Rule, share: number, horizon: number): number {
    const { losers, period, random, sameInstant } = this
    const { farthest } = rule
    this.passed = 0
    let at = toExpiry - this.wait
    const skip = (requests: number) => {
      if (at <= 0) this.passed += requests
      else if (losers && at <= farthest) this.passed += (1 - share) * losers.sum(at, period, requests)
      at -= requests * period
    }
    /** How many requests come before this time to expiry, this one included. */
    const before = (later: number) => Math.max(1, Math.ceil((at - later) / period - SAME_INSTANT))
    while (at > horizon + sameInstant) {
      if (Math.abs(at) <= sameInstant) at = 0
      if (at > farthest && at > 0) {
        // Skip to the first request that can trigger, or to the horizon if that comes first.
        skip(before(Math.max(farthest, horizon)))
        continue
      }
      const blockEnd = at > 0 ? rule.blockEnd(at) : -Infinity
      const highest = share * (blockEnd > 0 ? rule.chance(blockEnd) : 1)
      const misses = highest < 1 ? Math.floor(log(random.uniform()) / log1p(-highest)) : 0
      const within = before(Math.max(blockEnd, horizon))
      if (!(misses < within)) {
        const before = at
        skip(within)
        // The period is less than the spacing of doubles here.
        if (at === before) at = Math.min(blockEnd, at * (1 - Number.EPSILON))
        continue
      }
      skip(misses)
      const chance = share * rule.chance(at)
      if (chance >= highest || random.uniform() * highest < chance) {
        if (losers && at > 0) this.passed += (1 - share) * losers.sum(at, period, 1)
        this.wait = period
        return at
      }
      skip(1)
    }
    this.wait = Math.max(0, horizon - at)
    return -Infinity
  }

  batch(toExpiry: number, _rule: Rule, horizon: number): TriggerBatch | null {
    const { period, wait, sameInstant } = this
    // Before expiry requests trigger with different chances.
    if (toExpiry > 0) return null
    const first = toExpiry - wait
    const count = first > horizon + sameInstant ? Math.ceil((first - horizon) / period - SAME_INSTANT) : 0
    this.wait = Math.max(0, horizon - (first - count * period))
    return new EvenBatch(first, count, period)
  }
}

/**
 * Bursts and pauses of exponential length, without a step for every phase. In a burst, the next trigger is drawn as if
 * the burst never ended; it counts if there is a burst at its time, which the transition law of the phases decides. A
 * pause is skipped in one draw: what is left of an exponential length has the same law as the whole.
 */
class BurstyRequests implements TriggerSource {
  passed = 0
  readonly sameInstant = 0
  private readonly drawn: PoissonBatch
  private readonly rateOn: number
  private readonly shareOn: number
  /** Rate at which the phase loses its memory, 1/s: the sum of the rates at which bursts and pauses end. */
  private readonly relaxation: number
  private on: boolean

  constructor(
    private readonly rate: number,
    private readonly meanOn: number,
    private readonly meanOff: number,
    private readonly losers: PaperRule | null,
    private readonly random: Random
  ) {
    this.drawn = new PoissonBatch(random)
    this.shareOn = meanOn / (meanOn + meanOff)
    this.rateOn = rate / this.shareOn
    this.relaxation = 1 / meanOn + 1 / meanOff
    this.on = random.uniform() < this.shareOn
  }

  get phase(): number {
    return this.on ? 1 : 0
  }

  next(toExpiry: number, rule: Rule, share: number, horizon: number): number {
    const { losers, random, rateOn } = this
    this.passed = 0
    let now = toExpiry
    for (;;) {
      if (!this.on) {
        now -= this.meanOff * random.exponential()
        if (now <= horizon) return -Infinity
        this.on = true
      }
      const stop = now > 0 ? Math.max(0, horizon) : horizon
      const found = share > 0 ? rule.inverse(now, random.exponential(), rateOn * share) : -Infinity
      const wait = now - Math.max(found, stop)
      this.on = random.uniform() < this.chanceOn(wait)
      if (now <= 0 && share < 1) this.passed += rateOn * (1 - share) * this.timeOn(wait)
      if (now > 0 && share < 1 && losers) this.passed += rateOn * (1 - share) * this.early(now, wait, losers)
      now -= wait
      if (this.on && found > stop) return found
      if (now <= horizon) return -Infinity
    }
  }

  /** @param others the rate of other requests that are drawn with these, 1/s */
  batch(toExpiry: number, rule: Rule, horizon: number, others = 0): TriggerBatch | null {
    const { meanOn, meanOff, random, rate, rateOn } = this
    const phases = (toExpiry - horizon) / (meanOn + meanOff)
    if (rule.between(toExpiry, horizon, rate + others) < WORTH_A_BATCH * (1 + phases)) return null
    const drawn = this.drawn.begin(rule, rateOn)
    let now = toExpiry
    for (let phase = 0; phase < MANY_PHASES; phase++) {
      if (!this.on) {
        now -= meanOff * random.exponential()
        if (now <= horizon) return drawn
        this.on = true
      }
      const from = now
      now -= meanOn * random.exponential()
      drawn.add(from, Math.max(now, horizon))
      if (now <= horizon) return drawn
      this.on = false
    }
    drawn.add(now, horizon, rate)
    this.on = random.uniform() < this.shareOn
    return drawn
  }

  /** The chance of a burst so long (s) after a moment in a burst. */
  private chanceOn(wait: number): number {
    return this.shareOn + (1 - this.shareOn) * exp(-wait * this.relaxation)
  }

  /** Mean time in bursts (s) during a wait that began in a burst, given the phase at its end. */
  private timeOn(wait: number): number {
    const { shareOn: p, relaxation } = this
    const q = 1 - p
    const memory = exp(-wait * relaxation)
    const turns = -expm1BySeries(-wait * relaxation) / relaxation
    if (this.on) return (p * p * wait + 2 * p * q * turns + q * q * wait * memory) / (p + q * memory)
    return Math.max(0, p * wait + (q - p) * turns - q * wait * memory) / (relaxation * turns)
  }

  /** The same mean, each moment weighed by the chance e^(−h/k) of a trigger in it, s. */
  private early(now: number, wait: number, losers: PaperRule): number {
    const { shareOn: p, relaxation } = this
    const q = 1 - p
    const memory = exp(-wait * relaxation)
    const whole = losers.weigh(now, wait, 0)
    const before = losers.weigh(now, wait, -relaxation)
    const after = losers.weigh(now, wait, relaxation, wait * relaxation)
    if (this.on) return (p * p * whole + p * q * (before + after) + q * q * memory * whole) / (p + q * memory)
    return (
      Math.max(0, p * whole + q * before - p * after - q * memory * whole) /
      -expm1BySeries(-wait * relaxation)
    )
  }
}

/**
 * Peaks over a quiet rate that is not 0. Requests at the quiet rate come all the time, and the peaks add theirs: two
 * independent streams. The sum of such streams is the Markov-modulated Poisson process of the two rates.
 */
class QuietRequests implements TriggerSource {
  passed = 0
  readonly sameInstant = 0
  private readonly steady: PoissonRequests

  /** @param quiet rate between peaks, 1/s, which `peaks` leaves out */
  constructor(
    private readonly peaks: BurstyRequests,
    private readonly quiet: number,
    losers: PaperRule | null,
    random: Random
  ) {
    this.steady = new PoissonRequests(quiet, losers, random)
  }

  /** That of the peaks: what comes at the quiet rate has no memory. */
  get phase(): number {
    return this.peaks.phase
  }

  /** The wait for the next steady request has no memory: one that a peak's request precedes is drawn anew next time. */
  next(toExpiry: number, rule: Rule, share: number, horizon: number): number {
    const { peaks, steady } = this
    const candidate = steady.next(toExpiry, rule, share, horizon)
    const found = peaks.next(toExpiry, rule, share, Math.max(candidate, horizon))
    const first = Math.max(candidate, found)
    steady.pass(toExpiry, Math.max(first, horizon), share)
    this.passed = peaks.passed + steady.passed
    return first
  }

  batch(toExpiry: number, rule: Rule, horizon: number): TriggerBatch | null {
    const inPeaks = this.peaks.batch(toExpiry, rule, horizon, this.quiet)
    return inPeaks && new BatchOfBoth(inPeaks, this.steady.batch(toExpiry, rule, horizon))
  }
}
