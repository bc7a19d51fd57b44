/** Rebuilds in flight at an origin that runs so many at full speed; more share it evenly (processor sharing). */
import { expm1 } from '../../math/fixed-math'
import type { Model } from '../../model/scenario'
import { InFlight, wider } from '../requests/in-flight'
import { ManyRequests } from './many-requests'

/** The number of a rebuild in flight. It is free again once the rebuild has ended. */
export type Rebuild = number

/** Room for so many at first. */
const FEW = 16

/** While rebuilds run, `work` grows by the speed of each of them; they stand by the work at which they end, s. */
export class InFlightRebuilds extends InFlight {
  /** By rebuild: when it started, s; its own work, s at full speed; who else waits for it, in its process. */
  private starts = new Float64Array(FEW)
  private works = new Float64Array(FEW)
  private readonly waiters: (ManyRequests | undefined)[] = []
  /** By rebuild: when the request came that waits for it, s; NaN where it runs in the background. */
  private cames = new Float64Array(FEW)
  /** Rebuilds that have ended, and how many numbers were given. */
  private free = new Int32Array(FEW)
  private freed = 0
  private given = 0
  private work = 0
  private readonly isShared: boolean

  constructor(private readonly fullSpeed: number) {
    super(true)
    this.isShared = fullSpeed < Infinity
  }

  /** When it started, s. */
  startOf(rebuild: Rebuild): number {
    return this.starts[rebuild]
  }

  /** Its own work, s at full speed. */
  workOf(rebuild: Rebuild): number {
    return this.works[rebuild]
  }

  /** When the request came that waits for it, s; NaN where it runs in the background. */
  cameOf(rebuild: Rebuild): number {
    return this.cames[rebuild]
  }

  /** Who else waits for it, in its process. */
  waitingFor(rebuild: Rebuild): ManyRequests {
    return (this.waiters[rebuild] ??= new ManyRequests())
  }

  /** Work that each rebuild gets done in a second. */
  private get speed(): number {
    return this.isShared ? Math.min(1, this.fullSpeed / this.size) : 1
  }

  /** How long until the next rebuild ends, s; Infinity where none is in flight. */
  get toNext(): number {
    return this.size === 0 ? Infinity : Math.max(0, (this.ends[this.first] - this.work) / this.speed)
  }

  /**
   * How long until all have ended, about, s; before the first write, while each request starts one more. The first one,
   * with w seconds of its work left, gets C/(n + rt) of a second's work each second, so it ends after (n/r)·(e^(rw/C) − 1).
   * Those behind it take as long again for each rΔ/C above 1: closed-form/collapse.ts has the derivation.
   */
  toClear({ coordination, delta, options, rate }: Model): number {
    const bounded = coordination !== 'none' || (options?.workers ?? Infinity) < Infinity
    if (bounded || !this.isShared) return this.toNext
    const left = this.toNext * this.speed
    const first = (this.size / rate) * expm1((rate * left) / this.fullSpeed)
    return first * Math.max(1, (rate * delta) / this.fullSpeed)
  }

  pass(seconds: number): void {
    if (this.size > 0) this.work += seconds * this.speed
  }

  start(time: number, work: number, came: number): Rebuild {
    if (this.size === 0) this.clear()
    const rebuild = this.freed > 0 ? this.free[--this.freed] : this.given++
    if (rebuild === this.starts.length) {
      this.starts = wider(this.starts)
      this.works = wider(this.works)
      this.cames = wider(this.cames)
      this.free = wider(this.free)
    }
    this.starts[rebuild] = time
    this.works[rebuild] = work
    this.cames[rebuild] = came
    this.push(this.work + work, rebuild)
    return rebuild
  }

  /** Removes the one that ends first, and frees its number: what is asked of it is asked before the next start. There must be one. */
  override pop(): Rebuild {
    this.work = this.ends[this.first]
    const rebuild = super.pop()
    this.free[this.freed++] = rebuild
    return rebuild
  }

  /** How many of them have a request that waits, and when the last one started, s. */
  waiting(): { before: number; latestBefore: number } {
    let [before, latestBefore] = [0, -Infinity]
    for (let i = 0; i < this.size; i++) {
      const rebuild = this.at(i)
      if (!Number.isNaN(this.cames[rebuild])) before++
      latestBefore = Math.max(latestBefore, this.starts[rebuild])
    }
    return { before, latestBefore }
  }

  override clear(): void {
    super.clear()
    this.freed = this.given = 0
    this.work = 0
  }
}
