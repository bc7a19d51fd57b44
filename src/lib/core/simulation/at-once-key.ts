/**
 * A key without coordination, with Poisson requests, a fixed rebuild time and an exact expiry: the duplicates of a
 * cycle are drawn at once, so its cost depends neither on the request rate nor on the size of the stampede.
 */
import { exp, expm1BySeries, log, log1p } from '../math/fixed-math'
import { hazardBetween, hazardInverse } from '../closed-form/hazard'
import { isPlain } from '../model/model-of'
import { poissonCount } from '../math/poisson-count'
import type { Random } from '../math/random'
import type { Model } from '../model/scenario'
import { ENORMOUS, SimulatedKey } from './simulated-key'

/** Whether a model is of the kind that this file simulates. */
export const isAtOnce = (model: Model): boolean => model.coordination === 'none' && isPlain(model)

export class AtOnceKey extends SimulatedKey {
  /** k = βΔ, s. */
  private readonly scale: number
  /** Triggers expected in a window scale at expiry, and right after the write. */
  private readonly x1: number
  private readonly x0: number
  /** Triggers expected in one lifetime. */
  private readonly lifetimeMass: number
  /** How much the trigger rate grows during one rebuild: e^(1/β). */
  private readonly growth: number
  /** The chance that no request triggers within one rebuild time after a write, if nothing else writes. */
  private readonly quiet: number

  constructor(model: Model, random: Random) {
    super(model, random)
    const { ttl, delta, rate, beta } = model
    const scale = beta * delta
    this.scale = scale
    this.x1 = rate * scale
    this.x0 = scale > 0 ? this.x1 * exp(-ttl / scale) : 0
    this.lifetimeMass = scale > 0 ? -this.x1 * expm1BySeries(-ttl / scale) : 0
    this.growth = scale > 0 ? exp(delta / scale) : 1
    this.quiet = exp(-hazardBetween(ttl, ttl - delta, scale, rate))
  }

  /**
   * The first trigger by one exponential draw. Its duplicates are Poisson: the mass of triggers after the last of
   * them is exponential, and the others are a Poisson count before it. Only when a request might trigger between
   * the first and the last write is the cycle taken apart.
   */
  override cycle(most?: number): boolean {
    const { last, model, random, scale, x1, x0 } = this
    const { ttl, delta, rate } = model
    const e = random.exponential()
    let mass = rate * delta
    let expired = mass
    let atEnd = 0
    if (e < this.lifetimeMass) {
      const here = x0 + e
      last.gap = x0 > 1 ? ttl - scale * log1p(e / x0) : -scale * log(here / x1)
      atEnd = Math.min(here * this.growth, x1)
      expired = rate * Math.max(0, delta - last.gap)
      mass = atEnd - here + expired
    } else {
      last.gap = (this.lifetimeMass - e) / rate
    }
    last.late = last.gap < delta
    last.duplicates = 0
    let stretch = 0
    const rest = random.exponential()
    if (rest < mass) {
      last.duplicates = 1 + poissonCount(random, mass - rest)
      const sinceLast =
        rest < expired ? rest / rate : expired / rate + scale * log(atEnd / (atEnd - (rest - expired)))
      stretch = Math.max(0, delta - sinceLast)
    }
    last.blocked = 1 + last.duplicates
    last.stretch = stretch - last.gap
    this.starts += 1 + last.duplicates
    this.writes += 1 + last.duplicates
    if (last.duplicates > 0 && this.quiet < 1) {
      const untouched = random.uniform()
      if (untouched > this.quiet && -log(untouched) < hazardBetween(ttl, ttl - stretch, scale, rate)) {
        return this.takeApart(stretch, -log(untouched), most)
      }
    }
    return true
  }

  /**
   * The rest of a cycle in which some request may trigger before the duplicates have written: places each
   * duplicate, and spends the same exponential `e` under the expiries that they write, one after another.
   */
  private takeApart(stretch: number, e: number, most = ENORMOUS): boolean {
    const { last, model, random, running, scale } = this
    const { ttl, delta, rate } = model
    const { duplicates } = last
    this.work += duplicates
    if (duplicates > most) return false
    const upToLast = hazardBetween(last.gap, last.gap - stretch, scale, rate)
    for (let i = 1; i < duplicates; i++) {
      const start = last.gap - hazardInverse(last.gap, upToLast * random.uniform(), scale, rate)
      running.push(start + delta, delta)
    }
    running.push(stretch + delta, delta)
    this.writes -= duplicates
    this.time = delta
    this.toExpiry = ttl
    // Each turn writes one of the `duplicates`, which are `most` at most.
    while (running.size > 0) {
      const wait = running.nextEnd - this.time
      const ahead = hazardBetween(this.toExpiry, this.toExpiry - wait, scale, rate)
      if (e < ahead) {
        this.pass(this.toExpiry - hazardInverse(this.toExpiry, e, scale, rate))
        this.start()
        last.duplicates++
        last.blocked++
        this.overdue = -last.gap
        return this.settle(most, true)
      }
      e -= ahead
      this.pass(wait)
      this.write(running.pop())
    }
    return true
  }
}
