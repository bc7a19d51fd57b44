/**
 * The rule of implementations that read the remaining lifetime in whole steps s, rounded to the nearest: at time h before
 * expiry a request triggers with chance e^(−n·s/k), where n is h/s rounded, and always in the last half step. The chance
 * is a staircase, so its integral is a geometric series.
 */
import { exp, expm1BySeries, log, log1p } from '../math/fixed-math'
import type { Rule } from './rule'

export class SteppedRule implements Rule {
  private scale = 0
  /** Every request this close to expiry triggers, s. */
  private readonly sure: number

  constructor(
    private readonly beta: number,
    private readonly step: number,
    private readonly reach: number
  ) {
    this.sure = step / 2
  }

  store(delta: number): void {
    this.scale = this.beta * delta
  }

  /** The number of steps that a time to expiry is rounded to. */
  private read(toExpiry: number): number {
    return Math.floor(toExpiry / this.step + 0.5)
  }

  private stepChance(n: number): number {
    return n > 0 ? exp((-n * this.step) / this.scale) : 1
  }

  /** Σ e^(−m·s/k) over `count` steps m from n upwards. */
  private sumFrom(n: number, count: number): number {
    const perStep = this.step / this.scale
    return count > 0 ? (exp(-n * perStep) * expm1BySeries(-count * perStep)) / expm1BySeries(-perStep) : 0
  }

  chance(toExpiry: number): number {
    return toExpiry >= this.sure ? this.stepChance(this.read(toExpiry)) : 1
  }

  between(from: number, to: number, rate: number): number {
    const { step, sure, scale } = this
    const certain = rate * Math.max(0, Math.min(from, sure) - to)
    if (from <= sure || scale === 0) return certain
    const end = Math.max(to, sure)
    const [first, last] = [this.read(from), this.read(end)]
    if (first === last) return certain + rate * this.stepChance(first) * (from - end)
    const ends =
      this.stepChance(first) * (from - (first - 0.5) * step) +
      this.stepChance(last) * ((last + 0.5) * step - end)
    return certain + rate * (ends + step * this.sumFrom(last + 1, first - last - 1))
  }

  inverse(from: number, e: number, rate: number): number {
    const { step, sure, scale } = this
    if (from <= sure || scale === 0) return Math.min(from, sure) - e / rate
    const first = this.read(from)
    const here = rate * this.stepChance(first)
    const left = from - (first - 0.5) * step
    if (e < here * left) return from - e / here
    const rest = e - here * left
    const all = rate * step * this.sumFrom(1, first - 1)
    if (rest >= all) return sure - (rest - all) / rate
    // j whole steps below the first have the mass rate·s·e^(−first·s/k)·(e^(j·s/k) − 1)/(1 − e^(−s/k)).
    const perStep = step / scale
    const grown = log((rest * -expm1BySeries(-perStep)) / (rate * step)) + first * perStep
    const whole = Math.floor((grown > 40 ? grown : log1p(exp(grown))) / perStep)
    const j = Math.min(Math.max(0, whole), first - 2)
    const at = first - j - 1
    const within = (rest - rate * step * this.sumFrom(at + 1, j)) / (rate * this.stepChance(at))
    return (at + 0.5) * step - Math.min(step, Math.max(0, within))
  }

  get farthest(): number {
    return this.reach * this.scale + this.step
  }

  /** The end of the current step, or of the step one window scale later where the window is longer than a step. */
  blockEnd(toExpiry: number): number {
    const { step, sure, scale } = this
    if (toExpiry < sure) return 0
    const target = scale > step ? Math.max(sure, toExpiry - scale) : toExpiry
    return Math.max(sure, (this.read(target) - 0.5) * step)
  }

  snapshot(): Rule {
    const same = new SteppedRule(this.beta, this.step, this.reach)
    same.scale = this.scale
    return same
  }
}
