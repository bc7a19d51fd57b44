/**
 * The triggers of a stretch of time, drawn at once: how many there are and when the last of them comes. Each one's time
 * is drawn only when somebody asks for it.
 */
import { poissonCount } from '../math/poisson-count'
import type { Random } from '../math/random'
import type { Rule } from '../model/rule'

export interface TriggerBatch {
  count: number
  /** Time to expiry at the last of them, s. */
  readonly last: number
  /** What it cost to draw, in draws of one trigger. */
  readonly work: number
  /** Visits the time to expiry at each of them, in any order. To be called at most once. */
  each(visit: (toExpiry: number) => void): void
}

/** Poisson triggers, stretch by stretch. The mass of triggers after the last of them is exponential. */
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
   * Forgets what was drawn.
   * @param rule as it is now; what it stores later does not matter
   * @param rate of the requests, 1/s
   */
  begin(rule: Rule, rate: number): this {
    this.rule = rule.snapshot()
    this.rate = rate
    this.count = 0
    this.work = 0
    this.froms.length = this.masses.length = this.counts.length = this.rates.length = 0
    return this
  }

  /**
   * Draws the triggers between two times to expiry (s), later than those drawn before.
   * @param rate of the requests there, 1/s; that of the whole batch unless told
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

  /** Given the last, the others of its stretch lie before it as the mass does. */
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

/** Evenly spaced ones. */
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
