/**
 * The triggers of a stretch of time, drawn at once: how many there are and when the last of them comes. Each one's time
 * is drawn only when somebody asks for it.
 */
import { hazardBetween, hazardInverse } from './hazard'
import { poissonCount } from './poisson-count'
import type { Random } from './random'

export interface Crowd {
  count: number
  /** Time to expiry at the last of them, s. */
  readonly last: number
  /** What it cost to draw, in draws of one trigger. */
  readonly work: number
  /** Visits the time to expiry at each of them, in any order. To be called at most once. */
  each(visit: (toExpiry: number) => void): void
}

/** Poisson triggers, stretch by stretch. The mass of triggers after the last of them is exponential. */
export class PoissonCrowd implements Crowd {
  count = 0
  last = NaN
  work = 0
  private readonly froms: number[] = []
  private readonly masses: number[] = []
  private readonly counts: number[] = []
  private scale = 0
  private rate = 0

  constructor(private readonly random: Random) {}

  /**
   * Forgets what was drawn.
   * @param scale k = βΔ, s; 0 has no early triggers
   * @param rate of the requests, 1/s
   */
  begin(scale: number, rate: number): this {
    this.scale = scale
    this.rate = rate
    this.count = 0
    this.work = 0
    this.froms.length = this.masses.length = this.counts.length = 0
    return this
  }

  /** Draws the triggers between two times to expiry (s), later than those drawn before. */
  add(from: number, to: number): void {
    const { random, scale, rate } = this
    this.work++
    const mass = hazardBetween(from, to, scale, rate) - random.exponential()
    if (!(mass > 0)) return
    const count = 1 + poissonCount(random, mass)
    this.count += count
    this.last = Math.max(to, hazardInverse(from, mass, scale, rate))
    this.froms.push(from)
    this.masses.push(mass)
    this.counts.push(count)
  }

  /** Given the last, the others of its stretch lie before it as the mass does. */
  each(visit: (toExpiry: number) => void): void {
    const { random, scale, rate, froms, masses, counts } = this
    for (let i = 0; i < counts.length; i++) {
      for (let n = 1; n < counts[i]; n++) {
        visit(hazardInverse(froms[i], masses[i] * random.uniform(), scale, rate))
      }
      visit(hazardInverse(froms[i], masses[i], scale, rate))
    }
  }
}

/** Evenly spaced ones. */
export class EvenCrowd implements Crowd {
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
