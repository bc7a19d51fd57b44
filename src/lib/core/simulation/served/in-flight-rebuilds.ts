/** Rebuilds in flight at an origin that runs so many at full speed; more share it evenly (processor sharing). */
import { expm1 } from '../../math/fixed-math'
import type { Model } from '../../model/scenario'
import type { ManyRequests } from './many-requests'

export interface RunningRebuild {
  /** When it started, s. */
  start: number
  /** The origin's work at which it ends, s at full speed. */
  end: number
  /** Its own work, s at full speed. */
  work: number
  /** When the request came that waits for it, s; NaN where it runs in the background. */
  came: number
  /** Who else waits for it, in its process. */
  waiting: ManyRequests | null
}

/** A binary heap by the end. While rebuilds run, `work` grows by the speed of each of them. */
export class InFlightRebuilds {
  readonly all: RunningRebuild[] = []
  private work = 0

  constructor(private readonly fullSpeed: number) {}

  get size(): number {
    return this.all.length
  }

  /** Work that each rebuild gets done in a second. */
  private get speed(): number {
    return Math.min(1, this.fullSpeed / this.all.length)
  }

  /** How long until the next rebuild ends, s; Infinity where none is in flight. */
  get toNext(): number {
    return this.all.length === 0 ? Infinity : Math.max(0, (this.all[0].end - this.work) / this.speed)
  }

  /**
   * How long until all have ended, about, s; before the first write, while each request starts one more. The first one,
   * with w seconds of its work left, gets C/(n + rt) of a second's work each second, so it ends after (n/r)·(e^(rw/C) − 1).
   * Those behind it take as long again for each rΔ/C above 1: closed-form/collapse.ts has the derivation.
   */
  toClear({ coordination, delta, options, rate }: Model): number {
    const bounded = coordination !== 'none' || (options?.workers ?? Infinity) < Infinity
    if (bounded || this.fullSpeed === Infinity) return this.toNext
    const left = this.toNext * this.speed
    const first = (this.size / rate) * expm1((rate * left) / this.fullSpeed)
    return first * Math.max(1, (rate * delta) / this.fullSpeed)
  }

  pass(seconds: number): void {
    if (this.all.length > 0) this.work += seconds * this.speed
  }

  start(time: number, work: number, came: number): RunningRebuild {
    const { all } = this
    if (all.length === 0) this.work = 0
    const rebuild: RunningRebuild = { start: time, end: this.work + work, work, came, waiting: null }
    let i = all.length
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (all[parent].end <= rebuild.end) break
      all[i] = all[parent]
      i = parent
    }
    all[i] = rebuild
    return rebuild
  }

  /** Removes the one that ends first. There must be one. */
  pop(): RunningRebuild {
    const { all } = this
    const first = all[0]
    const last = all.pop()!
    this.work = first.end
    const size = all.length
    if (size === 0) return first
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= size) break
      if (child + 1 < size && all[child + 1].end < all[child].end) child++
      if (all[child].end >= last.end) break
      all[i] = all[child]
      i = child
    }
    all[i] = last
    return first
  }

  clear(): void {
    this.all.length = 0
  }
}
