/**
 * One key of the cache as it lives through its cycles, event by event: waits for a first trigger, rebuilds until
 * nothing is in flight, and starts over. Time is kept as time to expiry and as time since the cycle's first
 * trigger, so that ten years of lifetime do not cost the digits of a microsecond's rebuild.
 */
import { triggerSource, type TriggerSource } from './arrivals'
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
/** A write this close to the instant of expiry is in time: no clock tells the difference. */
const CLOCK = 1 - 1e-9

export class SimulatedKey {
  /** The cycle that `cycle` finished last. */
  readonly last: Cycle = { gap: 0, late: false, duplicates: 0, stretch: 0, blocked: 0 }
  /** Rebuilds that were simulated one by one. */
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

  constructor(
    protected readonly model: Model,
    protected readonly random: Random
  ) {
    this.source = triggerSource(model, random)
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

  /**
   * Event by event until nothing is in flight.
   * @param written whether the cycle's first write is behind
   * @returns as `cycle`
   */
  protected settle(most: number, written: boolean): boolean {
    const { last, model, running, source } = this
    let runIn: { time: number; rebuilds: number; blocked: number } | null = null
    while (running.size > 0) {
      const end = running.nextEnd
      const found = source.next(this.toExpiry, this.scale, this.admitted, this.toExpiry - (end - this.time))
      last.blocked += source.passed
      if (found === -Infinity) {
        this.pass(end - this.time)
        this.time = end
        this.write(running.pop())
        if (!written) last.late = last.gap < end * CLOCK
        written = true
        continue
      }
      this.pass(this.toExpiry - found)
      this.start()
      this.work += written ? 1 : STAMPEDE
      last.duplicates++
      last.blocked++
      const past = (bound: typeof RUN_IN) =>
        last.duplicates >= bound.rebuilds && this.time > bound.deltas * model.delta
      if (runIn === null && past(RUN_IN)) {
        runIn = { time: this.time, rebuilds: 1 + last.duplicates, blocked: last.blocked }
      }
      if (past(ENDLESS) || last.duplicates > most) {
        if (runIn) {
          // What counts is a stretch of a cycle: its length, and the rebuilds that started in it.
          last.stretch = this.time - runIn.time - model.ttl - model.delta
          last.duplicates -= runIn.rebuilds
          last.blocked -= runIn.blocked
        } else last.stretch = this.overdue + this.time
        return false
      }
    }
    last.stretch = this.overdue + (this.time - model.delta)
    return true
  }
}
