import { exp, expm1BySeries } from '../math/fixed-math'
import { hazardBetween, hazardInverse } from './hazard'
import type { Rule } from './rule'

/**
 * The rule of the paper (Vattani, Chierichetti, Lowenstein, PVLDB 8(8), 2015, figure 3): at time h before expiry a request
 * triggers with chance e^(−h/k), k = βΔ. Where the value dies a time l before the expiry that the rule reads, the chance
 * is e^(−(h + l)/k) at time h before the death, and 1 after it.
 */
export class PaperRule implements Rule {
  private scale = 0
  /** e^(−l/k): the chance just before the value dies. */
  private most = 1

  constructor(
    private readonly beta: number,
    private readonly reach: number
  ) {}

  store(delta: number, _lifetime?: number, lead = 0): void {
    this.scale = this.beta * delta
    this.most = lead > 0 ? exp(-lead / this.scale) : 1
  }

  chance(toExpiry: number): number {
    return toExpiry > 0 ? this.most * exp(-toExpiry / this.scale) : 1
  }

  between(from: number, to: number, rate: number): number {
    const { scale, most } = this
    if (most === 1 || from <= 0) return hazardBetween(from, to, scale, rate)
    return most * hazardBetween(from, Math.max(0, to), scale, rate) - rate * Math.min(0, to)
  }

  inverse(from: number, e: number, rate: number): number {
    const { scale, most } = this
    if (most === 1 || from <= 0) return hazardInverse(from, e, scale, rate)
    const early = most * hazardBetween(from, 0, scale, rate)
    return e < early ? Math.max(0, hazardInverse(from, e, scale, rate * most)) : (early - e) / rate
  }

  get farthest(): number {
    return this.reach * this.scale
  }

  /** One window scale; four of them far from expiry, where triggers are so rare that longer blocks are faster. */
  blockEnd(toExpiry: number): number {
    const { scale, reach } = this
    return Math.max(0, toExpiry - (toExpiry > (reach - 30) * scale ? 4 : 1) * scale)
  }

  /**
   * The sum of the chances of evenly spaced requests, a geometric series.
   * @param toExpiry time to expiry at the first of them, > 0, s
   * @param period between two of them, s
   * @param requests how many, at least 1; all before expiry
   */
  sum(toExpiry: number, period: number, requests: number): number {
    const first = this.chance(toExpiry)
    if (requests === 1) return first
    return (first * expm1BySeries((requests * period) / this.scale)) / expm1BySeries(period / this.scale)
  }

  /**
   * ∫ e^(xt − decay)·chance dt over a wait, s.
   * @param toExpiry time to expiry at its beginning, s
   * @param wait at most `toExpiry`, s
   * @param x 1/s
   */
  weigh(toExpiry: number, wait: number, x: number, decay = 0): number {
    if (this.scale === 0 || this.most === 0) return 0
    const growth = 1 / this.scale + x
    const start = -toExpiry / this.scale - decay
    if (Math.abs(growth * wait) < 1)
      return this.most * exp(start) * (growth === 0 ? wait : expm1BySeries(growth * wait) / growth)
    return (this.most * (exp(start + growth * wait) - exp(start))) / growth
  }
}
