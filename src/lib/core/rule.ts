/**
 * The rule by which requests trigger, as an implementation has it: the chance of one request, and the hazard of Poisson
 * requests that follows from it, with its integral and its inverse.
 */
import { AgeRule } from './age-rule'
import { exp, expm1, log } from './fixed-math'
import { hazardBetween, hazardInverse } from './hazard'
import { storedDelta } from './quirks'
import type { Model } from './scenario'
import { SteppedRule } from './stepped-rule'

/** Time is told as the time to expiry (s), which falls as time passes; the chance never falls with it. */
export interface Rule {
  /**
   * A write stores what the rule will go by.
   * @param delta the Δ that is stored, s
   * @param lifetime time to expiry at the write, s; 0 or less where a coarse expiry has passed already
   */
  store(delta: number, lifetime: number): void
  /** The chance that a request triggers; 1 from expiry on. */
  chance(toExpiry: number): number
  /** Triggers expected from one time to expiry to a later, lower one, with so many requests per second. */
  between(from: number, to: number, rate: number): number
  /** The time to expiry at which a mass `e` of triggers has passed since `from`. */
  inverse(from: number, e: number, rate: number): number
  /** Further out than this, s, no request triggers that a double could tell from none. */
  readonly farthest: number
  /** A time to expiry, at least 0, up to which the chance grows by a small factor only from `toExpiry` > 0 on. */
  blockEnd(toExpiry: number): number
  /** The rule as it stands, whatever is stored later. */
  snapshot(): Rule
}

/** So many window scales out, requests that come at `x1` to a window scale trigger with a chance below 1e-15 in all. */
export const outOfReach = (x1: number) => 35 + log(1 + x1)

/** The rule of the paper: a request triggers with chance e^(−h/k), k = βΔ, so long before expiry. */
export class PaperRule implements Rule {
  private scale = 0

  constructor(
    private readonly beta: number,
    private readonly reach: number
  ) {}

  store(delta: number): void {
    this.scale = this.beta * delta
  }

  chance(toExpiry: number): number {
    return toExpiry > 0 ? exp(-toExpiry / this.scale) : 1
  }

  between(from: number, to: number, rate: number): number {
    return hazardBetween(from, to, this.scale, rate)
  }

  inverse(from: number, e: number, rate: number): number {
    return hazardInverse(from, e, this.scale, rate)
  }

  get farthest(): number {
    return this.reach * this.scale
  }

  /** Further out than 30 window scales from where triggers begin they are so rare that a longer block is cheaper. */
  blockEnd(toExpiry: number): number {
    const { scale, reach } = this
    return Math.max(0, toExpiry - (toExpiry > (reach - 30) * scale ? 4 : 1) * scale)
  }

  /** Σ of the chances of so many requests, each a period later, from this time to expiry > 0 on. */
  sum(toExpiry: number, period: number, requests: number): number {
    const first = this.chance(toExpiry)
    if (requests === 1) return first
    return (first * expm1((requests * period) / this.scale)) / expm1(period / this.scale)
  }

  /** ∫ e^(xt − decay)·chance dt over a wait (s) that begins at a time to expiry no shorter than it. */
  weigh(toExpiry: number, wait: number, x: number, decay = 0): number {
    if (this.scale === 0) return 0
    const growth = 1 / this.scale + x
    const start = -toExpiry / this.scale - decay
    if (Math.abs(growth * wait) < 1) return exp(start) * (growth === 0 ? wait : expm1(growth * wait) / growth)
    return (exp(start + growth * wait) - exp(start)) / growth
  }

  snapshot(): Rule {
    const same = new PaperRule(this.beta, this.reach)
    same.scale = this.scale
    return same
  }
}

/**
 * @returns the rule of this model, before anything is stored
 * @throws RangeError for a combination that no implementation has
 */
export function ruleOf({ beta, delta, rate, ttl, quirks = {} }: Model): Rule {
  if (quirks.losersWait && (quirks.age || quirks.remainingStep))
    throw new RangeError(
      'Losers that wait are counted for the paper’s rule only, and this model has another one'
    )
  if (quirks.age) return new AgeRule(beta, outOfReach(rate * ttl))
  const reach = outOfReach(rate * beta * storedDelta(delta, quirks.storedDelta))
  return quirks.remainingStep
    ? new SteppedRule(beta, quirks.remainingStep, outOfReach(rate * (beta * delta + quirks.remainingStep)))
    : new PaperRule(beta, reach)
}
