/**
 * The rule of implementations that read the remaining lifetime in whole seconds, rounded to the nearest: at time h before
 * expiry a request triggers with chance e^(−n/k), where n is h rounded, and always in the last half second. The chance is
 * a staircase, so its integral is a geometric series.
 */
import { exp, expm1BySeries, log, log1p } from '../math/fixed-math'
import type { Rule } from './rule'

/** Every request this close to expiry triggers, s. */
const SURE = 0.5

/** The whole seconds that a time to expiry is rounded to. */
const read = (toExpiry: number) => Math.floor(toExpiry + 0.5)

export class SecondsRule implements Rule {
  private scale = 0

  constructor(
    private readonly beta: number,
    private readonly reach: number
  ) {}

  store(delta: number): void {
    this.scale = this.beta * delta
  }

  private chanceAt(n: number): number {
    return n > 0 ? exp(-n / this.scale) : 1
  }

  /** Σ e^(−m/k) over `count` seconds m from n upwards. */
  private sumFrom(n: number, count: number): number {
    const each = 1 / this.scale
    return count > 0 ? (exp(-n * each) * expm1BySeries(-count * each)) / expm1BySeries(-each) : 0
  }

  chance(toExpiry: number): number {
    return toExpiry >= SURE ? this.chanceAt(read(toExpiry)) : 1
  }

  between(from: number, to: number, rate: number): number {
    const certain = rate * Math.max(0, Math.min(from, SURE) - to)
    if (from <= SURE || this.scale === 0) return certain
    const end = Math.max(to, SURE)
    const [first, last] = [read(from), read(end)]
    if (first === last) return certain + rate * this.chanceAt(first) * (from - end)
    const ends = this.chanceAt(first) * (from - (first - 0.5)) + this.chanceAt(last) * (last + 0.5 - end)
    return certain + rate * (ends + this.sumFrom(last + 1, first - last - 1))
  }

  inverse(from: number, e: number, rate: number): number {
    const { scale } = this
    if (from <= SURE || scale === 0) return Math.min(from, SURE) - e / rate
    const first = read(from)
    const here = rate * this.chanceAt(first)
    const left = from - (first - 0.5)
    if (e < here * left) return from - e / here
    const rest = e - here * left
    const all = rate * this.sumFrom(1, first - 1)
    if (rest >= all) return SURE - (rest - all) / rate
    // j whole seconds below the first have the mass rate·e^(−first/k)·(e^(j/k) − 1)/(1 − e^(−1/k)).
    const each = 1 / scale
    const grown = log((rest * -expm1BySeries(-each)) / rate) + first * each
    const whole = Math.floor((grown > 40 ? grown : log1p(exp(grown))) / each)
    const j = Math.min(Math.max(0, whole), first - 2)
    const at = first - j - 1
    const within = (rest - rate * this.sumFrom(at + 1, j)) / (rate * this.chanceAt(at))
    return at + 0.5 - Math.min(1, Math.max(0, within))
  }

  get farthest(): number {
    return this.reach * this.scale + 1
  }

  /** The end of the current second, or of that one window scale later where the window is longer. */
  blockEnd(toExpiry: number): number {
    const { scale } = this
    if (toExpiry < SURE) return 0
    const target = scale > 1 ? Math.max(SURE, toExpiry - scale) : toExpiry
    return Math.max(SURE, read(target) - 0.5)
  }
}
