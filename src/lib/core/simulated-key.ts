/**
 * One key of the cache as it lives through its cycles, event by event: waits for a first trigger, rebuilds until
 * nothing is in flight, and starts over. Time is kept as time to expiry and as time since the cycle's first
 * trigger, so that ten years of lifetime do not cost the digits of a microsecond's rebuild.
 */
import { triggerSource, type TriggerSource } from './arrivals'
import type { Crowd } from './crowd'
import { exp } from './fixed-math'
import { InFlight } from './in-flight'
import type { Random } from './random'
import type { Model } from './scenario'
import type { Cycle } from './tally'

/** A cycle that has started so many rebuilds, and lasted so many rebuild times, is not going to settle. */
const ENDLESS = { rebuilds: 10_000, deltas: 8 }
/** As much of its beginning is then left out of its figures. */
const RUN_IN = { rebuilds: 1_000, deltas: 5 }
/** A cycle of so many rebuilds is cut off even if it might settle. */
export const ENORMOUS = 300_000
/** A stampede ends with its first write, a chain of refreshes may not: so much less does its rebuild count as work. */
const STAMPEDE = 1 / 6
/** Where the part of an endless cycle begins that counts. */
interface RunIn {
  time: number
  rebuilds: number
  blocked: number
}
/** A write this close to the instant of expiry is in time: no clock tells the difference. */
const CLOCK = 1 - 1e-9

export class SimulatedKey {
  /** The cycle that `cycle` finished last. */
  readonly last: Cycle = { gap: 0, late: false, duplicates: 0, stretch: 0, blocked: 0 }
  /** What was simulated one by one, in rebuilds. */
  work = 0
  protected starts = 0
  protected writes = 0
  protected readonly running = new InFlight()
  protected toExpiry: number
  /** k = βΔ with the Δ that is stored with the value, s. */
  protected scale: number
  /** Time since the cycle's first trigger, s. */
  protected time = 0
  /** How long the cycle waited for its first trigger, over a lifetime, s. */
  protected overdue = 0
  private readonly source: TriggerSource
  /** Where the clock stands within one expiry resolution, s. */
  private clock: number
  /** Until the first write every trigger starts a rebuild, and rebuilds end in the order in which they started. */
  private readonly inRank: boolean

  constructor(
    protected readonly model: Model,
    protected readonly random: Random
  ) {
    this.source = triggerSource(model, random)
    this.inRank = model.coordination === 'none' && model.deltaCv === 0
    this.toExpiry = model.ttl
    this.scale = model.beta * this.drawDuration()
    this.clock = model.resolution * random.uniform()
  }

  /**
   * Runs one cycle, from the last write to the next moment with nothing in flight.
   * @param most rebuilds after which it is cut off
   * @returns false when the cycle was cut off
   */
  cycle(most = ENORMOUS): boolean {
    const { last } = this
    const fresh = this.toExpiry
    const gap = this.source.next(fresh, this.scale, 1, -Infinity)
    this.pass(fresh - gap)
    last.gap = gap
    last.late = gap <= 0
    last.duplicates = 0
    last.blocked = 1
    this.time = 0
    this.overdue = fresh - this.model.ttl - gap
    this.start()
    return this.settle(most, false)
  }

  /** @throws Error when starts and writes do not add up: a fault of the simulation, never of its input */
  audit(): void {
    if (this.starts === this.writes + this.running.size) return
    throw new Error(
      `The simulation's own audit failed: ${this.starts} rebuilds started, ${this.writes} written`
    )
  }

  private drawDuration(): number {
    const { delta, deltaCv } = this.model
    return deltaCv > 0 ? this.random.lognormal(delta, deltaCv) : delta
  }

  /** Time passes without a write. */
  protected pass(seconds: number): void {
    const { resolution } = this.model
    this.toExpiry -= seconds
    this.time += seconds
    if (resolution > 0) this.clock = (this.clock + seconds) % resolution
  }

  /** A rebuild that took this long writes its value: the last writer's expiry and Δ hold. */
  protected write(duration: number): void {
    const { ttl, beta, resolution } = this.model
    this.writes++
    this.scale = beta * duration
    this.toExpiry = resolution > 0 ? ttl - ((this.clock + (ttl % resolution)) % resolution) : ttl
  }

  protected start(): void {
    const duration = this.drawDuration()
    this.running.push(this.time + duration, duration)
    this.starts++
  }

  /** The share of requests that may start a rebuild now. */
  private get admitted(): number {
    const { coordination, processes } = this.model
    if (coordination === 'none') return 1
    return coordination === 'lock' ? 0 : Math.max(0, (processes - this.running.size) / processes)
  }

  /** The chance that a request which comes so long before expiry triggers. */
  private chance(toExpiry: number): number {
    return toExpiry > 0 ? exp(-toExpiry / this.scale) : 1
  }

  /** The next write. */
  private writeNext(): void {
    const { running } = this
    const end = running.nextEnd
    this.pass(end - this.time)
    this.time = end
    this.write(running.pop())
  }

  private noteLate(): void {
    this.last.late = this.last.gap < this.time * CLOCK
  }

  /**
   * The rest of a cycle until its first write, drawn at once, and if no request may trigger between that and the last
   * one, as is usual, the whole rest.
   * @param most rebuilds that may be placed in time, where they have to be
   * @returns nothing is drawn where one by one takes no longer
   */
  private rush(most: number): 'one by one' | 'drawn' | 'too many' {
    const { last, running, source } = this
    const before = this.time
    const toExpiry = this.toExpiry
    const crowd = source.crowd(toExpiry, this.scale, toExpiry - (running.nextEnd - before))
    if (crowd === null) return 'one by one'
    this.starts += crowd.count
    last.duplicates += crowd.count
    last.blocked += crowd.count
    this.work += crowd.work * STAMPEDE
    this.writeNext()
    this.noteLate()
    if (crowd.count === 0) return 'drawn'
    const span = before + (toExpiry - crowd.last)
    // Expiries only move away: none of the requests is as likely to trigger as one that sees the first of them at the
    // last write. The first to get past that likelihood may be the first to trigger.
    const likely = this.chance(this.toExpiry - span)
    const found = source.next(0, this.scale, likely, -span)
    if (found === -Infinity) {
      this.pass(span)
      this.writes += running.size + crowd.count - 1
      running.clear()
      this.write(this.model.delta)
      return 'drawn'
    }
    if (last.duplicates > most) {
      this.writes += crowd.count
      return 'too many'
    }
    this.place(crowd, before, toExpiry)
    const at = this.time - found
    while (running.nextEnd <= at + source.sameInstant) this.writeNext()
    this.pass(Math.max(0, at - this.time))
    if (this.random.uniform() * likely < this.chance(this.toExpiry)) this.addDuplicate()
    return 'drawn'
  }

  /** Puts a crowd in flight that began to come at this time, so long before expiry. */
  private place(crowd: Crowd, time: number, toExpiry: number): void {
    const { delta } = this.model
    this.work += crowd.count * STAMPEDE
    crowd.each((at) => this.running.push(time + (toExpiry - at) + delta, delta))
  }

  private addDuplicate(): void {
    this.start()
    this.last.duplicates++
    this.last.blocked++
  }

  /**
   * Event by event until nothing is in flight.
   * @param written whether the cycle's first write is behind
   * @returns as `cycle`
   */
  protected settle(most: number, written: boolean): boolean {
    const { last, model, running, source } = this
    let runIn: RunIn | null = null
    while (running.size > 0) {
      if (!written && this.inRank) {
        const rushed = this.rush(most)
        if (rushed === 'too many') return this.cutOff(null)
        if (rushed === 'drawn') {
          written = true
          continue
        }
      }
      const end = running.nextEnd
      const found = source.next(this.toExpiry, this.scale, this.admitted, this.toExpiry - (end - this.time))
      last.blocked += source.passed
      if (found === -Infinity) {
        this.writeNext()
        if (!written) this.noteLate()
        written = true
        continue
      }
      this.pass(this.toExpiry - found)
      this.addDuplicate()
      this.work += written ? 1 : STAMPEDE
      const past = (bound: typeof RUN_IN) =>
        last.duplicates >= bound.rebuilds && this.time > bound.deltas * model.delta
      if (runIn === null && past(RUN_IN)) {
        runIn = { time: this.time, rebuilds: 1 + last.duplicates, blocked: last.blocked }
      }
      if (past(ENDLESS) || last.duplicates > most) return this.cutOff(runIn)
    }
    last.stretch = this.overdue + (this.time - model.delta)
    return true
  }

  /** Gives a cycle up. What counts is a stretch of it: its length, and the rebuilds that started in it. */
  private cutOff(runIn: RunIn | null): false {
    const { last, model } = this
    if (runIn) {
      last.stretch = this.time - runIn.time - model.ttl - model.delta
      last.duplicates -= runIn.rebuilds
      last.blocked -= runIn.blocked
    } else last.stretch = this.overdue + this.time
    return false
  }
}
