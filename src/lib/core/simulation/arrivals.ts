/**
 * Where the next trigger comes from. A source is asked for the next request that may and does trigger; time
 * is told as the time to expiry (s), which falls as time passes and is below 0 once the value has expired.
 */
import { EvenBatch, PoissonBatch, type TriggerBatch } from './trigger-batch'
import { exp, expm1BySeries, log, log1p } from '../math/fixed-math'
import { storedDelta } from '../model/deviations'
import type { Random } from '../math/random'
import type { PaperRule } from '../model/paper-rule'
import type { Rule } from '../model/rule'
import type { Model } from '../model/scenario'

/**
 * Evenly spaced requests meet writes and expiries exactly; rounding must not decide. So near, in periods, is the same
 * instant: the write comes first, and a request at the instant of expiry comes after expiry.
 */
const SAME_INSTANT = 1e-6
/**
 * On/off phases this many times shorter than the window average out to Poisson requests, and so do bursts of which
 * only one in so many has a request at all.
 */
const AVERAGED_OUT = 1e4
/** To walk through the phases of a burst pays when so many more triggers are expected than phases. */
const WORTH_A_BATCH = 4
/** After so many phases of one batch the rest averages out to Poisson requests: a rebuild may outlast billions. */
const MANY_PHASES = 1e6

export interface TriggerSource {
  /**
   * Requests that wait without being allowed to start a rebuild, in the last `next`: those after expiry, and where
   * losers wait those that triggered before. By their expectation.
   */
  passed: number
  /** Times no further apart than this (s) are the same instant, at which a write comes before a request. */
  readonly sameInstant: number
  /**
   * The time to expiry at which the next request triggers and may start a rebuild, or −Infinity when none does
   * down to `horizon`. The source moves on to the trigger, or to the horizon.
   * @param toExpiry time to expiry now, s
   * @param rule the chance that a request triggers
   * @param share of the requests that may start a rebuild, 0 to 1
   * @param horizon time to expiry at which to give up, s
   */
  next(toExpiry: number, rule: Rule, share: number, horizon: number): number
  /**
   * All triggers down to `horizon` at once, where all of them may start a rebuild. The source moves on to the horizon.
   * The answer is good until the next call.
   * @returns null where it would take no less than one by one; the source has not moved then
   */
  batch(toExpiry: number, rule: Rule, horizon: number): TriggerBatch | null
}

/** The time within which the chance of a trigger changes, or a rebuild ends, s. */
function shortest({ beta, delta, ttl, deviations = {} }: Model): number {
  const window = deviations.age ? beta * ttl : beta * storedDelta(delta, deviations.storedDelta)
  return Math.min(beta > 0 ? window : delta, delta)
}

/**
 * @param losers the rule of the model where requests that trigger but may not start a rebuild wait for one; null where
 * they are served the old value
 * @param random the stream that the source draws from
 */
export function triggerSource(model: Model, losers: PaperRule | null, random: Random): TriggerSource {
  const { arrivals, rate } = model
  if (arrivals.kind === 'even') return new EvenRequests(rate, losers, random)
  if (arrivals.kind === 'burst') {
    const { on, off } = arrivals
    const requestsPerBurst = rate * (on + off)
    if ((on + off) * AVERAGED_OUT > shortest(model) && requestsPerBurst * AVERAGED_OUT > 1)
      return new BurstyRequests(rate, on, off, losers, random)
  }
  return new PoissonRequests(rate, losers, random)
}

/** Trigger by trigger: one exponential draw, whatever the rate. */
class PoissonRequests implements TriggerSource {
  passed = 0
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
    const { rate, losers } = this
    const found = share > 0 ? rule.inverse(toExpiry, this.random.exponential(), rate * share) : -Infinity
    const end = Math.max(found, horizon)
    this.passed = rate * (1 - share) * Math.max(0, Math.min(toExpiry, 0) - end)
    if (losers && share < 1 && toExpiry > 0) {
      this.passed += (1 - share) * losers.between(toExpiry, Math.max(0, end), rate)
    }
    return found > horizon ? found : -Infinity
  }

  batch(toExpiry: number, rule: Rule, horizon: number): TriggerBatch {
    const drawn = this.drawn.begin(rule, this.rate)
    drawn.add(toExpiry, horizon)
    return drawn
  }
}

/**
 * One request every 1/rate. Requests that cannot trigger are skipped at once, those that hardly can by a
 * geometric draw at the highest chance within a block, thinned to the true chance.
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
    /** How many requests come before this time to expiry, the one at hand included. */
    const before = (later: number) => Math.max(1, Math.ceil((at - later) / period - SAME_INSTANT))
    while (at > horizon + sameInstant) {
      if (Math.abs(at) <= sameInstant) at = 0
      if (at > farthest && at > 0) {
        // To the first request within reach, at or beyond expiry where there is no window; but a write may come first.
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
        // So far from expiry that doubles do not tell one request from the next.
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
    // Before expiry each has a chance of its own.
    if (toExpiry > 0) return null
    const first = toExpiry - wait
    const count = first > horizon + sameInstant ? Math.ceil((first - horizon) / period - SAME_INSTANT) : 0
    this.wait = Math.max(0, horizon - (first - count * period))
    return new EvenBatch(first, count, period)
  }
}

/**
 * Phases with and without requests, of exponential length. Not every phase is walked through: while on, the next
 * request that would trigger is drawn as if the phase never ended, and counts if the phase is on at that time, by
 * the transition law. A pause is jumped over; what is left of it is as long as a whole one.
 */
class BurstyRequests implements TriggerSource {
  passed = 0
  readonly sameInstant = 0
  private readonly drawn: PoissonBatch
  private readonly rateOn: number
  private readonly shareOn: number
  /** How fast a phase is forgotten, 1/s. */
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

  batch(toExpiry: number, rule: Rule, horizon: number): TriggerBatch | null {
    const { meanOn, meanOff, random, rate, rateOn } = this
    const phases = (toExpiry - horizon) / (meanOn + meanOff)
    if (rule.between(toExpiry, horizon, rate) < WORTH_A_BATCH * (1 + phases)) return null
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

  /** The chance that a phase that is on is on again after so long, or still. */
  private chanceOn(wait: number): number {
    return this.shareOn + (1 - this.shareOn) * exp(-wait * this.relaxation)
  }

  /** The mean time with requests in a wait that began in the on phase and has ended as it has. */
  private timeOn(wait: number): number {
    const { shareOn: p, relaxation } = this
    const q = 1 - p
    const memory = exp(-wait * relaxation)
    const turns = -expm1BySeries(-wait * relaxation) / relaxation
    if (this.on) return (p * p * wait + 2 * p * q * turns + q * q * wait * memory) / (p + q * memory)
    return Math.max(0, p * wait + (q - p) * turns - q * wait * memory) / (relaxation * turns)
  }

  /** The mean of the same time, each moment weighed with the chance e^(−h/k) of a trigger in it. */
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
