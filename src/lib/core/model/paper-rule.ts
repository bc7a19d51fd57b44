import { exp, expm1BySeries } from '../math/fixed-math'
import { hazardBetween, hazardInverse } from './hazard'
import type { Rule } from './rule'

/**
 * The rule of the paper: a request triggers with chance e^(−h/k), k = βΔ, so long before expiry. Where the value dies
 * before the expiry that the rule reads, by the lead l, the chance is e^(−(h + l)/k) at h before the death, and 1 after.
 */
export class PaperRule implements Rule {
  private scale = 0
  /** e^(−l/k): the chance right before the value dies. */
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

  /** Further out than 30 window scales from where triggers begin they are so rare that a longer block is cheaper. */
  blockEnd(toExpiry: number): number {
    const { scale, reach } = this
    return Math.max(0, toExpiry - (toExpiry > (reach - 30) * scale ? 4 : 1) * scale)
  }

  /** Σ of the chances of so many requests, each a period later, from this time to expiry > 0 on. */
  sum(toExpiry: number, period: number, requests: number): number {
    const first = this.chance(toExpiry)
    if (requests === 1) return first
    return (first * expm1BySeries((requests * period) / this.scale)) / expm1BySeries(period / this.scale)
  }

  /** ∫ e^(xt − decay)·chance dt over a wait (s) that begins at a time to expiry no shorter than it. */
  weigh(toExpiry: number, wait: number, x: number, decay = 0): number {
    if (this.scale === 0 || this.most === 0) return 0
    const growth = 1 / this.scale + x
    const start = -toExpiry / this.scale - decay
    if (Math.abs(growth * wait) < 1)
      return this.most * exp(start) * (growth === 0 ? wait : expm1BySeries(growth * wait) / growth)
    return (this.most * (exp(start + growth * wait) - exp(start))) / growth
  }

  snapshot(): Rule {
    const same = new PaperRule(this.beta, this.reach)
    same.scale = this.scale
    same.most = this.most
    return same
  }
}
