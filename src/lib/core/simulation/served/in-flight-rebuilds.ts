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

/**
 * While rebuilds run, `work` grows by the speed of each of them. They stand in the order of their ends as long as each ends
 * after all that started before it, and after that in a binary heap.
 */
export class InFlightRebuilds {
  private all: RunningRebuild[] = []
  /** Where those in flight begin. */
  private first = 0
  private isHeap = false
  private work = 0

  constructor(private readonly fullSpeed: number) {}

  get size(): number {
    return this.all.length - this.first
  }

  /** One of them, in no order. */
  at(place: number): RunningRebuild {
    return this.all[this.first + place]
  }

  /** Work that each rebuild gets done in a second. */
  private get speed(): number {
    return Math.min(1, this.fullSpeed / this.size)
  }

  /** How long until the next rebuild ends, s; Infinity where none is in flight. */
  get toNext(): number {
    return this.size === 0 ? Infinity : Math.max(0, (this.all[this.first].end - this.work) / this.speed)
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
    if (this.size > 0) this.work += seconds * this.speed
  }

  start(time: number, work: number, came: number): RunningRebuild {
    const { all } = this
    if (this.size === 0) this.clear()
    const rebuild: RunningRebuild = { start: time, end: this.work + work, work, came, waiting: null }
    if (this.isHeap || (all.length > 0 && all[all.length - 1].end > rebuild.end)) this.sift(rebuild)
    else all.push(rebuild)
    return rebuild
  }

  /** Into the heap; a list in order is one. */
  private sift(rebuild: RunningRebuild): void {
    if (!this.isHeap) this.compact()
    this.isHeap = true
    const { all } = this
    let i = all.length
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (all[parent].end <= rebuild.end) break
      all[i] = all[parent]
      i = parent
    }
    all[i] = rebuild
  }

  private compact(): void {
    this.all = this.all.slice(this.first)
    this.first = 0
  }

  /** Removes the one that ends first. There must be one. */
  pop(): RunningRebuild {
    const { all } = this
    const first = all[this.first]
    this.work = first.end
    if (!this.isHeap) {
      this.first++
      if (this.first > 1024 && 2 * this.first > all.length) this.compact()
      return first
    }
    const last = all.pop()!
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

  /** How many of them have a request that waits, and when the last one started, s. */
  waiting(): { before: number; latestBefore: number } {
    let [before, latestBefore] = [0, -Infinity]
    for (let i = this.first; i < this.all.length; i++) {
      if (!Number.isNaN(this.all[i].came)) before++
      latestBefore = Math.max(latestBefore, this.all[i].start)
    }
    return { before, latestBefore }
  }

  clear(): void {
    this.all.length = this.first = 0
    this.isHeap = false
    this.work = 0
  }
}
