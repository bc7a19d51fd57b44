/** Rebuilds in flight at an origin that runs so many at full speed; more share it evenly (processor sharing). */
import { expm1 } from '../../math/fixed-math'
import type { Model } from '../../model/scenario'
import { ManyRequests } from './many-requests'

/** The number of a rebuild in flight. It is free again once the rebuild has ended. */
export type Rebuild = number

const FEW = 16
/** From so many on, the places of those that have ended are used again. */
const MANY = 1024

/** Twice the room. */
function wider<A extends Float64Array | Int32Array>(array: A): A {
  const wide = new (array.constructor as new (length: number) => A)(2 * array.length)
  wide.set(array)
  return wide
}

/**
 * While rebuilds run, `work` grows by the speed of each of them. They stand in the order of their ends as long as each ends
 * after all that started before it, and after that in a binary heap. There may be thousands, so that no object is made for
 * each.
 */
export class InFlightRebuilds {
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
  /** In the order of the list or heap, from `first` to `last`: the origin’s work at which it ends, s, and the rebuild. */
  private ends = new Float64Array(FEW)
  private order = new Int32Array(FEW)
  private first = 0
  private last = 0
  private isHeap = false
  private work = 0
  private readonly isShared: boolean

  constructor(private readonly fullSpeed: number) {
    this.isShared = fullSpeed < Infinity
  }

  get size(): number {
    return this.last - this.first
  }

  /** One of them, in no order. */
  at(place: number): Rebuild {
    return this.order[this.first + place]
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
    const end = this.work + work
    if (this.last === this.ends.length) this.makeRoom()
    const { ends, first, last, order } = this
    if (this.isHeap || (last > first && ends[last - 1] > end)) this.sift(rebuild, end)
    else {
      ends[last] = end
      order[last] = rebuild
      this.last++
    }
    return rebuild
  }

  private makeRoom(): void {
    if (this.first > MANY && 2 * this.first > this.last) return this.compact()
    this.ends = wider(this.ends)
    this.order = wider(this.order)
  }

  private compact(): void {
    this.ends.copyWithin(0, this.first, this.last)
    this.order.copyWithin(0, this.first, this.last)
    this.last -= this.first
    this.first = 0
  }

  /** Into the heap; a list in order is one. */
  private sift(rebuild: Rebuild, end: number): void {
    if (!this.isHeap) this.compact()
    this.isHeap = true
    const { ends, order } = this
    let i = this.last++
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (ends[parent] <= end) break
      ends[i] = ends[parent]
      order[i] = order[parent]
      i = parent
    }
    ends[i] = end
    order[i] = rebuild
  }

  /** Removes the one that ends first, and frees its number: what is asked of it is asked before the next start. There must be one. */
  pop(): Rebuild {
    const { ends, first, order } = this
    const rebuild = order[first]
    this.work = ends[first]
    this.free[this.freed++] = rebuild
    if (!this.isHeap) {
      this.first++
      return rebuild
    }
    const size = --this.last
    if (size === 0) return rebuild
    const end = ends[size]
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= size) break
      if (child + 1 < size && ends[child + 1] < ends[child]) child++
      if (ends[child] >= end) break
      ends[i] = ends[child]
      order[i] = order[child]
      i = child
    }
    ends[i] = end
    order[i] = order[size]
    return rebuild
  }

  /** How many of them have a request that waits, and when the last one started, s. */
  waiting(): { before: number; latestBefore: number } {
    let [before, latestBefore] = [0, -Infinity]
    for (let i = this.first; i < this.last; i++) {
      const rebuild = this.order[i]
      if (!Number.isNaN(this.cames[rebuild])) before++
      latestBefore = Math.max(latestBefore, this.starts[rebuild])
    }
    return { before, latestBefore }
  }

  clear(): void {
    this.first = this.last = 0
    this.freed = this.given = 0
    this.isHeap = false
    this.work = 0
  }
}
