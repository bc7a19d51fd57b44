/**
 * Draws all triggers of an interval at once: first only their number and the time of the last one, because most callers
 * need no more. `each` draws the times of the others.
 */
import { poissonCount } from '../../math/poisson-count'
import type { Random } from '../../math/random'
import type { Rule } from '../../model/rule'

export interface TriggerBatch {
  count: number
  /** Time to expiry at the last trigger, s. */
  readonly last: number
  /** Cost of the draw, in draws of one trigger. */
  readonly work: number
  /** Visits the time to expiry (s) at each trigger, in any order. Call it at most once, with the rule as it was. */
  each(visit: (toExpiry: number) => void): void
}

/** Poisson triggers, interval by interval. In each, the mass of triggers after the last one is exponential. */
export class PoissonBatch implements TriggerBatch {
  count = 0
  last = NaN
  work = 0
  private readonly froms: number[] = []
  private readonly masses: number[] = []
  private readonly counts: number[] = []
  private readonly rates: number[] = []
  private rule: Rule | null = null
  private rate = 0

  constructor(private readonly random: Random) {}

  /**
   * Starts a new batch and drops the last one.
   * @param rate of the requests, 1/s
   */
  begin(rule: Rule, rate: number): this {
    this.rule = rule
    this.rate = rate
    this.count = 0
    this.work = 0
    this.froms.length = this.masses.length = this.counts.length = this.rates.length = 0
    return this
  }

  /**
   * Adds the triggers between two times to expiry (s), which must come after those added before.
   * @param rate of the requests in this interval, 1/s; the rate given to `begin` unless given
   */
  add(from: number, to: number, rate = this.rate): void {
    const { random } = this
    const rule = this.rule!
    this.work++
    const mass = rule.between(from, to, rate) - random.exponential()
    if (!(mass > 0)) return
    const count = 1 + poissonCount(random, mass)
    this.count += count
    this.last = Math.max(to, rule.inverse(from, mass, rate))
    this.froms.push(from)
    this.masses.push(mass)
    this.counts.push(count)
    this.rates.push(rate)
  }

  /** Given the last trigger of an interval, the mass before each other one is uniform. */
  each(visit: (toExpiry: number) => void): void {
    const { random, froms, masses, counts, rates } = this
    const rule = this.rule!
    for (let i = 0; i < counts.length; i++) {
      for (let n = 1; n < counts[i]; n++) {
        visit(rule.inverse(froms[i], masses[i] * random.uniform(), rates[i]))
      }
      visit(rule.inverse(froms[i], masses[i], rates[i]))
    }
  }
}

/** Evenly spaced triggers. */
export class EvenBatch implements TriggerBatch {
  readonly work = 1
  constructor(
    private readonly first: number,
    readonly count: number,
    private readonly period: number
  ) {}

  get last(): number {
    return this.first - (this.count - 1) * this.period
  }

  each(visit: (toExpiry: number) => void): void {
    for (let n = 0; n < this.count; n++) visit(this.first - n * this.period)
  }
}

/** The triggers of two independent streams in the same interval. */
export class BatchOfBoth implements TriggerBatch {
  constructor(
    private readonly a: TriggerBatch,
    private readonly b: TriggerBatch
  ) {}

  get count(): number {
    return this.a.count + this.b.count
  }

  get last(): number {
    if (this.a.count === 0) return this.b.last
    return this.b.count === 0 ? this.a.last : Math.min(this.a.last, this.b.last)
  }

  get work(): number {
    return this.a.work + this.b.work
  }

  each(visit: (toExpiry: number) => void): void {
    this.a.each(visit)
    this.b.each(visit)
  }
}
