/**
 * The fast simulation of a key without coordination, with Poisson requests, a fixed rebuild time and an exact expiry. It
 * draws all duplicates of a cycle at once, so a cycle costs the same at every request rate and size of the stampede.
 */
import { exp, expm1BySeries, log, log1p } from '../math/fixed-math'
import { hazardBetween, hazardInverse } from '../model/hazard'
import { isPlain } from '../model/model-of'
import { poissonCount } from '../math/poisson-count'
import type { Random } from '../math/random'
import type { Model } from '../model/scenario'
import { ServedKey } from './served/served-key'
import { ENORMOUS, SimulatedKey, auditRebuilds, type CycleSource } from './simulated-key'
import type { Cycle } from './served/served-cycle'

/** Whether AtOnceKey can simulate a model. */
export const isAtOnce = (model: Model): boolean => model.coordination === 'none' && isPlain(model)

/** @returns the fastest simulation of this model's cycles */
export function cycleSource(model: Model, random: Random): CycleSource {
  if (model.options) return new ServedKey(model, random)
  return isAtOnce(model) ? new AtOnceKey(model, random) : new SimulatedKey(model, random)
}

export class AtOnceKey implements CycleSource {
  readonly last: Cycle
  readonly beginning = null
  /** Duplicates that were placed one by one. */
  private placed = 0
  private starts = 0
  private writes = 0
  /** Carries on where a request may trigger between two writes. */
  private readonly events: SimulatedKey
  /** The two numbers that every cycle begins with. */
  private readonly drawn = new Float64Array(2)
  /** k = βΔ, s. */
  private readonly scale: number
  /** x₁ = rk and x₀ = x₁e^(−T/k), as in first-trigger.ts: triggers per window scale at expiry and right after the write. */
  private readonly x1: number
  private readonly x0: number
  /** Triggers expected in one lifetime. */
  private readonly lifetimeMass: number
  /** How much the trigger rate grows during one rebuild: e^(1/β). */
  private readonly growth: number
  /** The chance that no request triggers within one rebuild time after a write. */
  private readonly quiet: number

  constructor(
    private readonly model: Model,
    private readonly random: Random
  ) {
    this.events = new SimulatedKey(model, random)
    this.last = this.events.last
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
   * Draws the first trigger by one exponential number. The duplicates are a Poisson process: the mass of triggers after
   * the last of them is exponential, and the number of the others is a Poisson count. Only where a request might trigger
   * between the first and the last write does the code place the duplicates one by one.
   */
  cycle(most = ENORMOUS, mostDraws = Infinity): boolean {
    const { last, model, random, scale, x1, x0 } = this
    const { ttl, delta, rate } = model
    random.fillExponential(this.drawn)
    const e = this.drawn[0]
    const rest = this.drawn[1]
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
        return this.takeApart(stretch, -log(untouched), most, mostDraws)
      }
    }
    return true
  }

  /**
   * Simulates the rest of a cycle in which a request may trigger before all duplicates have written. It places each
   * duplicate in time. Then it goes from write to write: every write moves the expiry, and a request triggers once the
   * mass of triggers since the first write reaches `e`.
   * @param stretch time from the first to the last rebuild start, s
   * @param e an exponential number
   * @returns as `cycle`
   */
  private takeApart(stretch: number, e: number, most: number, mostDraws: number): boolean {
    const { last, model, random, scale } = this
    const { ttl, delta, rate } = model
    const { duplicates } = last
    this.placed += duplicates
    if (duplicates > most) return false
    const { running } = this.events
    const upToLast = hazardBetween(last.gap, last.gap - stretch, scale, rate)
    for (let i = 1; i < duplicates; i++) {
      const start = last.gap - hazardInverse(last.gap, upToLast * random.uniform(), scale, rate)
      running.push(start + delta, delta)
    }
    running.push(stretch + delta, delta)
    let time = delta
    let toExpiry = ttl
    // Each turn writes one duplicate, and there are at most `most` of them.
    while (running.size > 0) {
      const wait = running.nextEnd - time
      const ahead = hazardBetween(toExpiry, toExpiry - wait, scale, rate)
      if (e < ahead) {
        const untilTrigger = toExpiry - hazardInverse(toExpiry, e, scale, rate)
        this.starts -= running.size
        this.writes -= running.size
        return this.events.carryOn(toExpiry - untilTrigger, time + untilTrigger, most, mostDraws)
      }
      e -= ahead
      time += wait
      running.pop()
      toExpiry = ttl
    }
    return true
  }

  get work(): number {
    return this.placed + this.events.work
  }

  audit(): void {
    auditRebuilds(this.starts, this.writes)
    this.events.audit()
  }
}
