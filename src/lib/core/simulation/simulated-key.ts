/**
 * Simulates one key of the cache event by event. A cycle waits for its first trigger, rebuilds until nothing is in flight,
 * and then the next cycle begins. The code keeps the time to expiry and the time since the cycle's first trigger, not one
 * absolute time: a double would lose a rebuild of a microsecond in ten years of lifetime.
 */
import { triggerSource, type TriggerSource } from './requests/arrivals'
import type { Beginning } from './survivals'
import type { TriggerBatch } from './requests/trigger-batch'
import { InFlight } from './requests/in-flight'
import { storedDelta, type Deviations } from '../model/deviations'
import type { Random } from '../math/random'
import type { Rule } from '../model/rule'
import { paperRuleOf, ruleOf } from '../model/rule-of'
import type { Model } from '../model/scenario'
import type { Cycle } from './served/served-cycle'
import { WrittenExpiry } from './served/written-expiry'

/** The simulation gives a cycle up once it has started this many duplicates and lasted this many rebuild times. */
export const ENDLESS = { rebuilds: 10_000, deltas: 8 }
/** The figures of such a cycle leave out its beginning, up to this many duplicates and rebuild times. */
const RUN_IN = { rebuilds: 1_000, deltas: 5 }
/** The simulation cuts off every cycle that starts more rebuilds than this. */
export const ENORMOUS = 300_000
/**
 * Work of a rebuild that starts before the cycle's first write, in rebuilds. It is below 1 because a stampede ends with
 * its first write, while later rebuilds may go on without end: the limit of work is there for those.
 */
const STAMPEDE = 1 / 6

/** The end of the beginning that the figures of an endless cycle leave out. */
interface RunIn {
  time: number
  rebuilds: number
  blocked: number
}
/** A write is late if this share of the time from the first trigger to it exceeds the gap: rounding must not decide. */
const CLOCK = 1 - 1e-9

/** Runs one key through its cycles. */
export interface CycleSource {
  /** The cycle that `cycle` finished last. */
  readonly last: Readonly<Cycle>
  /** How it began; null where that is always alike. */
  readonly beginning: Readonly<Beginning> | null
  /** Rebuilds that were simulated one by one. */
  readonly work: number
  /**
   * Runs one cycle, from the last write to the next moment with nothing in flight.
   * @param most rebuilds after which the cycle is cut off
   * @param mostDraws random numbers, drawn since the beginning, after which it is cut off
   * @returns false when the cycle was cut off
   */
  cycle(most?: number, mostDraws?: number): boolean
  /** @throws Error when starts and writes do not add up: a fault of the simulation, never of its input */
  audit(): void
}

/** @throws Error when rebuilds that started and rebuilds that ended are not equally many */
export function auditRebuilds(started: number, written: number, inFlight = 0): void {
  if (started === written + inFlight) return
  throw new Error(`The simulation's own audit failed: ${started} rebuilds started, ${written} written`)
}

export class SimulatedKey implements CycleSource {
  readonly last: Cycle = { gap: 0, late: false, duplicates: 0, stretch: 0, blocked: 0 }
  readonly beginning: Beginning = { toExpiry: 0, stored: 0, lead: 0, phase: 0 }
  work = 0
  private mostDraws = Infinity
  private starts = 0
  private writes = 0
  readonly running = new InFlight()
  private toExpiry: number
  /** Time since the cycle's first trigger, s. */
  private time = 0
  /** Time from the last write to the cycle's first trigger, less the lifetime, s. */
  private overdue = 0
  private readonly source: TriggerSource
  private readonly deviations: Deviations
  private readonly rule: Rule
  /** Between the end of a rebuild and its write, s. */
  private readonly writeTime: number
  /** The Δ that was stored with the value, s. */
  private stored = 0
  /** For how long no other early rebuild may start in the background, s. */
  private guarded = 0
  private readonly expiry: WrittenExpiry
  /** Whether every trigger before the first write starts a rebuild, and rebuilds end in the order of their starts. */
  private readonly inRank: boolean

  constructor(
    private readonly model: Model,
    private readonly random: Random
  ) {
    this.deviations = model.deviations ?? {}
    const losers = this.deviations.losersWait ? paperRuleOf(model) : null
    this.rule = losers ?? ruleOf(model)
    this.writeTime = this.deviations.writeTime ?? 0
    this.source = triggerSource(model, losers, random)
    this.inRank = model.coordination === 'none' && model.deltaCv === 0
    this.toExpiry = model.ttl
    const duration = this.drawDuration()
    this.expiry = new WrittenExpiry(model, random)
    this.store(duration)
  }

  cycle(most = ENORMOUS, mostDraws = Infinity): boolean {
    const { last, source, rule } = this
    this.mostDraws = mostDraws
    const fresh = this.toExpiry
    // The loop runs once at most: afterwards `guarded` or `toExpiry`, the shorter one, is exactly 0.
    while (this.guards()) {
      const wait = Math.min(this.guarded, this.toExpiry)
      source.next(this.toExpiry, rule, 0, this.toExpiry - wait)
      this.pass(wait)
    }
    this.beginning.toExpiry = this.toExpiry
    this.beginning.stored = this.stored
    this.beginning.lead = this.expiry.lead
    this.beginning.phase = source.phase
    const gap = source.next(this.toExpiry, rule, 1, -Infinity)
    this.pass(this.toExpiry - gap)
    last.gap = gap
    last.late = gap <= 0
    last.duplicates = 0
    last.blocked = this.waits()
    this.time = 0
    this.overdue = fresh - this.model.ttl - gap
    this.start()
    return this.settle(most, false)
  }

  /**
   * Carries on a cycle of which the caller has drawn the beginning, up to a request that triggers after the first write.
   * The caller has put the beginning into `last`, and what is in flight into `running`; it has counted neither the start
   * nor the write of that.
   * @param toExpiry time to expiry at that request, s
   * @param time since the cycle's first trigger, s
   * @returns as `cycle`
   */
  carryOn(toExpiry: number, time: number, most: number, mostDraws: number): boolean {
    this.toExpiry = toExpiry
    this.time = time
    this.starts += this.running.size
    this.mostDraws = mostDraws
    this.overdue = -this.last.gap
    this.addDuplicate()
    return this.settle(most, true)
  }

  audit(): void {
    auditRebuilds(this.starts, this.writes, this.running.size)
  }

  private drawDuration(): number {
    return this.random.lognormal(this.model.delta, this.model.deltaCv)
  }

  /** Time passes without a write. */
  private pass(seconds: number): void {
    this.toExpiry -= seconds
    this.guarded = Math.max(0, this.guarded - seconds)
    this.time += seconds
    this.expiry.pass(seconds)
  }

  /** Writes the value of a rebuild that took so long (s). Its expiry and its Δ replace those of the last write. */
  private write(duration: number): void {
    const { expiry } = this
    this.writes++
    expiry.write(this.model.ttl, duration)
    this.toExpiry = expiry.life
    this.store(duration)
  }

  private store(duration: number): void {
    const { life, lead } = this.expiry
    this.stored = storedDelta(duration, this.deviations.storedDelta)
    this.rule.store(this.stored, life, lead)
  }

  private start(): void {
    const duration = this.drawDuration()
    this.running.push(this.time + duration + this.writeTime, duration)
    this.starts++
    if (this.deviations.background && this.toExpiry > 0) this.guarded = this.stored
  }

  /** The share of requests that may start a rebuild now. */
  private get admitted(): number {
    const { coordination, processes } = this.model
    if (this.guards()) return 0
    if (coordination === 'none') return 1
    return coordination === 'lock' ? 0 : Math.max(0, (processes - this.running.size) / processes)
  }

  /** Whether the rebuild before forbids another early one. */
  private guards(): boolean {
    return this.guarded > 0 && this.toExpiry > 0
  }

  /** How many requests wait for a rebuild that starts now: the one that starts it, or none. */
  private waits(): number {
    return this.deviations.background && this.toExpiry > 0 ? 0 : 1
  }

  /** Goes on to the next write. */
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
   * Draws all triggers before the cycle's first write at once. Usually no request triggers between the first and the last
   * write; then the cycle is over. Otherwise this places the rebuilds in time, up to that request.
   * @param most rebuilds that may be placed
   * @returns `one by one` where drawing at once is not faster or not possible; then nothing was drawn
   */
  private rush(most: number): 'one by one' | 'drawn' | 'too many' {
    const { last, rule, running, source } = this
    if (this.deviations.background && this.toExpiry > 0) return 'one by one'
    const before = this.time
    const toExpiry = this.toExpiry
    const batch = source.batch(toExpiry, rule, toExpiry - (running.nextEnd - before))
    if (batch === null) return 'one by one'
    last.duplicates += batch.count
    last.blocked += batch.count
    this.work += batch.work * STAMPEDE
    const { stored } = this
    const { life, lead } = this.expiry
    this.writeNext()
    this.noteLate()
    if (batch.count === 0) return 'drawn'
    const span = before + (toExpiry - batch.last)
    // Each write moves the expiry away. So until the last write, no request triggers with a higher chance than one at the
    // last write would under the first write's expiry. Requests are drawn with that chance and thinned to the true one.
    const likely = rule.chance(this.toExpiry - span)
    const found = source.next(0, rule, likely, -span)
    if (found === -Infinity) {
      this.pass(span)
      // Of the rebuilds of the batch, which were not placed, only the last one matters: it is counted, and it writes.
      this.starts++
      this.writes += running.size
      running.clear()
      this.write(this.model.delta)
      return 'drawn'
    }
    if (last.duplicates > most) return 'too many'
    // The batch was drawn under the expiry before the first write.
    rule.store(stored, life, lead)
    this.place(batch, before, toExpiry)
    rule.store(this.stored, this.expiry.life, this.expiry.lead)
    const at = this.time - found
    while (running.nextEnd <= at + source.sameInstant) this.writeNext()
    this.pass(Math.max(0, at - this.time))
    if (this.random.uniform() * likely < rule.chance(this.toExpiry) && !this.guards()) this.addDuplicate()
    return 'drawn'
  }

  /**
   * Puts the rebuilds of a batch in flight.
   * @param time at which the batch began, since the cycle's first trigger, s
   * @param toExpiry time to expiry at that moment, s
   */
  private place(batch: TriggerBatch, time: number, toExpiry: number): void {
    const { delta } = this.model
    const took = delta + this.writeTime
    this.work += batch.count * STAMPEDE
    this.starts += batch.count
    batch.each((at) => this.running.push(time + (toExpiry - at) + took, delta))
  }

  private addDuplicate(): void {
    this.last.duplicates++
    this.last.blocked += this.waits()
    this.start()
  }

  /**
   * Simulates event by event until nothing is in flight. The loop ends, because each turn does one of three things: it
   * writes; it starts a rebuild, at most `most` times; or it waits until the guard or the lifetime is over, and then the
   * next turn does one of the other two.
   * @param written whether the cycle's first write is over
   * @returns as `cycle`
   */
  private settle(most: number, written: boolean): boolean {
    const { last, model, random, rule, running, source } = this
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
      const toWrite = running.nextEnd - this.time
      const wait = this.deviations.background ? this.unchanged(toWrite) : toWrite
      const found = source.next(this.toExpiry, rule, this.admitted, this.toExpiry - wait)
      last.blocked += source.passed
      if (found === -Infinity && wait < toWrite) {
        this.pass(wait)
        continue
      }
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
      if (past(ENDLESS) || last.duplicates > most || random.draws > this.mostDraws) return this.cutOff(runIn)
    }
    last.stretch = this.overdue + (this.time - model.delta)
    return true
  }

  /** For how long the same requests may start a rebuild, s, at most so long. */
  private unchanged(atMost: number): number {
    if (this.toExpiry <= 0) return atMost
    return Math.min(atMost, this.toExpiry, this.guarded > 0 ? this.guarded : atMost)
  }

  /** Gives a cycle up. Its figures are those of its part after the run-in: length, rebuilds, requests that waited. */
  private cutOff(runIn: RunIn | null): false {
    const { last, model } = this
    if (runIn && this.time > runIn.time) {
      last.stretch = this.time - runIn.time - model.ttl - model.delta
      last.duplicates -= runIn.rebuilds
      last.blocked -= runIn.blocked
    } else last.stretch = this.overdue + this.time
    return false
  }
}
