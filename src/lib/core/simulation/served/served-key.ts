/**
 * Simulates one key of a cache with options, event by event: whatever a request could do that changes the cache. Requests
 * that change nothing are passed over; those that get a stale value, or wait, are counted in bulk. docs/model.md says what
 * each option does.
 */
import { log, log1p } from '../../math/fixed-math'
import type { Random } from '../../math/random'
import { optionsInEffect } from '../../closed-form/plain-twin'
import type { CacheOptions } from '../../model/options/cache-options'
import type { Coordination, Model } from '../../model/scenario'
import type { Beginning } from '../survivals'
import { auditRebuilds, ENDLESS, ENORMOUS, type CycleSource } from '../simulated-key'
import { isDrawnAtOnce, MANY } from './drawn-at-once'
import { InFlightRebuilds, type Rebuild } from './in-flight-rebuilds'
import { countIn, requestsOf, type Requests } from './requests'
import { addWait, clearCycle, cutShort, newCycle } from './served-cycle'
import { COLLAPSED } from './served-sums'
import { StoredValue } from './stored-value'
import { Waiters } from './waiters'

/** A write is late if this share of the time from the first trigger to it exceeds what was left: rounding must not decide. */
const CLOCK = 1 - 1e-9

/** What becomes of the requests that pass without starting a rebuild. */
type Passing = 'nothing' | 'line' | 'stale' | 'wait' | 'losers'
/** What changes by itself. */
type Change = 'write' | 'lapse' | 'guard' | 'expiry' | 'block' | 'stale end'

export class ServedKey implements CycleSource {
  readonly last = newCycle()
  readonly beginning: Beginning = { toExpiry: 0, stored: 0, lead: 0, phase: 0 }
  work = 0
  private starts = 0
  private writes = 0
  private readonly options: CacheOptions
  /** With losers that rebuild a lock is none. */
  private readonly coordination: Coordination
  private readonly running: InFlightRebuilds
  private readonly value: StoredValue
  private readonly requests: Requests
  private readonly waiters: Waiters
  /** Time since the cycle’s first trigger, s. */
  private time = 0
  private holder: Rebuild | null = null
  /** When the lock lapses, s. */
  private lapse = Infinity
  /** What changes next, and how long until then, s. */
  private next: Change = 'write'
  private until = Infinity
  /** For how long no other early rebuild may start in the background, s. */
  private guarded = 0
  private readonly writeTime: number
  private readonly losersWait: boolean
  /** Whether the cycle’s first write is over. */
  private refreshed = false
  private readonly atOnce: boolean
  /** Whether nothing but workers and the rule keeps a request from starting a rebuild. */
  private readonly mayStampede: boolean
  /** Rebuilds, and random numbers drawn since the beginning, after which the cycle is cut off. */
  private most = Infinity
  private mostDraws = Infinity

  constructor(
    private readonly model: Model,
    private readonly random: Random
  ) {
    const options = (this.options = optionsInEffect(model))
    const { deviations = {}, coordination } = model
    this.coordination = coordination === 'lock' && options.losers === 'rebuild' ? 'none' : coordination
    this.losersWait =
      options.losers === 'waitalways' || (deviations.losersWait === true && options.losers === 'wait')
    this.writeTime = deviations.writeTime ?? 0
    this.running = new InFlightRebuilds(options.origin)
    const ofProcess = this.coordination === 'coalesce'
    this.waiters = new Waiters(this.running, random, ofProcess, options.workers < Infinity)
    this.requests = requestsOf(model, random)
    this.value = new StoredValue(model, options, random, this.drawDuration())
    this.atOnce = isDrawnAtOnce(model, this.coordination, this.requests.fastest)
    this.mayStampede = this.coordination === 'none' && !this.atOnce
  }

  cycle(most = ENORMOUS, mostDraws = Infinity): boolean {
    const { beginning, last, model, running, value } = this
    clearCycle(last)
    const fresh = value.left
    this.waiters.line.shift(this.time)
    this.time = 0
    this.refreshed = false
    this.drain()
    beginning.toExpiry = fresh
    beginning.stored = value.delta
    beginning.lead = value.lead
    beginning.phase = this.requests.phase
    while (running.size === 0) this.step()
    const overdue = fresh - model.ttl - last.gap
    ;[this.most, this.mostDraws] = [most, mostDraws]
    let settled = true
    while (running.size > 0 && settled) {
      if (this.isStampede) this.startEach()
      else this.step()
      settled = this.isWithin
    }
    last.busy = this.time
    if (!settled && !this.refreshed && !this.servable) cutShort(last, running.toClear(model))
    last.stretch = overdue + (this.time - (settled ? model.delta : 0))
    return settled
  }

  audit(): void {
    auditRebuilds(this.starts, this.writes, this.running.size)
  }

  /** Whether the cycle may go on: it is neither endless nor too much work. */
  private get isWithin(): boolean {
    const { last, model, most, mostDraws, options, random, time } = this
    if (last.duplicates > most || random.draws > mostDraws) return false
    if (options.origin < Infinity) return time <= COLLAPSED * model.ttl
    return !(last.duplicates >= ENDLESS.rebuilds && time > ENDLESS.deltas * model.delta && this.refreshed)
  }

  /** Whether each request starts a rebuild, whatever comes before the next change. */
  private get isStampede(): boolean {
    if (!this.mayStampede || this.busy) return false
    return !this.fresh || (this.value.isSure && !this.losersWait && !this.model.deviations?.background)
  }

  private drawDuration(): number {
    return this.random.lognormal(this.model.delta, this.model.deltaCv)
  }

  private get fresh(): boolean {
    return this.value.left > this.requests.sameInstant
  }

  /** Whether the stored value may be served. */
  private get servable(): boolean {
    return this.value.left + this.options.stale > this.requests.sameInstant
  }

  private get busy(): boolean {
    return this.running.size + this.waiters.holding >= this.options.workers
  }

  /** The share of triggers that may start a rebuild now. */
  private get admitted(): number {
    const { coordination, guarded, holder, model, running } = this
    if (guarded > 0 && this.fresh) return 0
    if (coordination === 'none') return 1
    if (coordination === 'lock') return holder === null ? 1 : 0
    return Math.max(0, (model.processes - running.size) / model.processes)
  }

  /** What becomes of a request that triggers and may not start a rebuild, after expiry or where losers always wait. */
  private get lost(): Passing {
    const { options } = this
    if (options.losers === 'stale') return this.fresh ? 'nothing' : 'stale'
    if (this.servable && !this.losersWait) return this.fresh ? 'nothing' : 'stale'
    return 'wait'
  }

  /** Goes on to the next request that may change something, or the next moment at which something changes by itself. */
  private step(): void {
    const { options, requests, running, value } = this
    if (this.atOnce && this.rush()) return
    const { admitted, fresh } = this
    let share = 0
    let passing: Passing = 'line'
    let thinned = false
    if (!this.busy) {
      if (fresh) {
        passing = 'nothing'
        const holds = this.losersWait && options.workers < Infinity
        const losing = this.losersWait && !holds && admitted < 1 && running.size > 0
        if (losing) passing = 'losers'
        const acting = holds ? 1 : admitted
        if (acting > 0 || losing) {
          value.findBlock(requests.fastest * (losing ? 1 : acting))
          share = value.bound * acting
          thinned = true
        }
      } else {
        passing = this.lost
        share = passing === 'wait' && options.workers < Infinity ? 1 : admitted
      }
    }
    this.findChange(thinned)
    const { time: began, until } = this
    const idle = passing === 'nothing' || share === 1
    const elapsed = requests.pass(share, until, idle)
    this.pass(elapsed)
    if (passing === 'losers') {
      const least = (1 - admitted) / (1 - share)
      const since = this.time - began
      this.waiters.addLosers(requests, began, (at) => least * value.before(since - at))
    } else if (!idle) this.count(passing, began)
    if (!requests.found) {
      if (elapsed >= until) this.change()
      return
    }
    if (thinned && this.random.uniform() * value.bound >= (value.isSure ? 1 : value.now())) return
    // Among requests that were picked whether they may start or not, some may not.
    const any = thinned ? this.losersWait && options.workers < Infinity : share === 1
    this.trigger(this.time, any ? admitted : 1)
  }

  /**
   * Each request starts a rebuild, up to the next change: what `step` does, with the same random numbers, without asking
   * anew what stays as it is. A stampede may hold thousands.
   */
  private startEach(): void {
    const { random, requests } = this
    do {
      const { fresh } = this
      this.findChange(fresh)
      const elapsed = requests.pass(1, this.until, true)
      this.pass(elapsed)
      if (!requests.found) {
        if (elapsed >= this.until) this.change()
        return
      }
      // The number by which `step` compares chances.
      if (fresh) random.uniform()
      this.begin(this.time)
    } while (this.isStampede && this.isWithin)
  }

  /** Finds what changes next by itself. @param inBlock whether the stretch of the rule counts that `value` has found */
  private findChange(inBlock: boolean): void {
    const { guarded, options, value } = this
    this.until = this.running.toNext
    this.next = 'write'
    if (this.holder !== null) this.ends(this.lapse - this.time, 'lapse')
    if (this.busy) return
    if (this.fresh) {
      if (guarded > 0) this.ends(guarded, 'guard')
      this.ends(value.left, 'expiry')
      if (inBlock && value.blockEnd > 0) this.ends(value.blockLeft, 'block')
    } else if (this.servable) this.ends(value.left + options.stale, 'stale end')
  }

  private ends(seconds: number, change: Change): void {
    if (seconds >= this.until) return
    this.until = Math.max(0, seconds)
    this.next = change
  }

  /** What was found happens. */
  private change(): void {
    const { next, value } = this
    if (next === 'write') this.write()
    else if (next === 'lapse') this.holder = null
    else if (next === 'guard') this.guarded = 0
    else value.reach(next === 'expiry' ? 0 : next === 'block' ? value.blockEnd : -this.options.stale)
  }

  /** Counts the requests that passed since `began` without starting a rebuild. */
  private count(passing: Passing, began: number): void {
    const { requests, waiters } = this
    const count = requests.passed()
    if (count === 0) return
    this.work += 1 / 6
    if (passing === 'stale') this.last.stale += count
    else if (passing === 'line') requests.times(count, (at, weight) => waiters.line.add(began + at, weight))
    else requests.times(count, (at, weight) => waiters.add(began + at, weight))
  }

  /**
   * A request triggers that has a worker.
   * @param came when it came, s: before now where it stood in line
   * @param admitted the chance that it may start a rebuild
   */
  private trigger(came: number, admitted: number): void {
    if (admitted >= 1 || (admitted > 0 && this.random.uniform() < admitted)) this.begin(came)
    else this.lose(came)
  }

  /** A rebuild starts. */
  private begin(came: number): void {
    const { last, model, options, running, value } = this
    const { fresh } = this
    if (running.size === 0) {
      last.gap = fresh ? value.left : Math.min(0, value.left)
      if (came === this.time) came = 0
      else came -= this.time
      this.time = 0
    } else last.duplicates++
    const hidden = (options.stale > 0 && this.servable) || (model.deviations?.background === true && fresh)
    const rebuild = running.start(this.time, this.drawDuration() + this.writeTime, hidden ? NaN : came)
    this.starts++
    this.work += this.refreshed ? 1 : 1 / 6
    if (running.size > last.mostInFlight) last.mostInFlight = running.size
    if (this.coordination === 'lock') {
      this.holder = rebuild
      this.lapse = this.time + options.lockTtl
    }
    if (model.deviations?.background && fresh) this.guarded = value.delta
    if (hidden) this.answer(came, fresh)
  }

  /** A request triggers that may not start a rebuild. */
  private lose(came: number): void {
    const { lost, waiters } = this
    if (lost !== 'wait') return this.answer(came, lost === 'nothing')
    if (this.options.workers < Infinity) waiters.holding++
    waiters.add(came, 1)
  }

  /** A request gets the stored value; where it stood in line, it waited. */
  private answer(came: number, fresh: boolean): void {
    if (!fresh) this.last.stale++
    if (came < this.time) addWait(this.last, this.time - came, 1)
  }

  /** Time passes without a start or a write. */
  private pass(seconds: number): void {
    this.time += seconds
    this.value.pass(seconds)
    this.running.pass(seconds)
    if (this.guarded > 0) this.guarded = Math.max(0, this.guarded - seconds)
  }

  /** The rebuild that ends first writes. */
  private write(): void {
    const { last, options, running, value, waiters } = this
    const rebuild = running.pop()
    this.writes++
    if (!this.refreshed) last.late = last.gap + options.stale < this.time * CLOCK - this.requests.sameInstant
    this.refreshed = true
    const start = running.startOf(rebuild)
    const came = running.cameOf(rebuild)
    // Without sharing the time it took is known without a subtraction.
    const took = options.origin === Infinity ? running.workOf(rebuild) : this.time - start
    value.write(took - this.writeTime)
    if (came === start) addWait(last, took, 1)
    else if (came < start) addWait(last, this.time - came, 1)
    waiters.release(rebuild, this.time, last)
    if (this.holder === rebuild) this.holder = null
    // What is in line after the last write of a cycle belongs to the next one.
    if (running.size > 0) this.drain()
  }

  /** Requests in line look at the cache, as long as a worker is free. */
  private drain(): void {
    const { random, value } = this
    const { line } = this.waiters
    while (line.count > 0 && !this.busy) {
      const { admitted, fresh } = this
      const chance = fresh ? (this.losersWait ? 1 : admitted) * value.now() : 1
      const weight = line.oldestWeight
      const hits = chance >= 1 ? 0 : chance > 0 ? Math.floor(log(random.uniform()) / log1p(-chance)) : weight
      const came = line.oldest
      if (hits > 0) {
        const served = Math.min(hits, weight)
        addWait(this.last, this.time - came, served)
        line.take(served)
      }
      if (hits >= weight) continue
      line.take(1)
      this.trigger(came, fresh && !this.losersWait ? 1 : admitted)
    }
  }

  /**
   * Draws all rebuilds of a cycle from now on at once, where every request starts one until the first write. Between
   * their writes the value is always new, so no request triggers but for a negligible chance.
   * @returns false where they must be drawn one by one
   */
  private rush(): boolean {
    const { last, model, options, requests, running, value } = this
    if (this.refreshed || running.size === 0) return false
    const span = running.toNext
    if (!(requests.fastest * span > MANY) || !value.isCertain()) return false
    // Early rebuilds in the background keep each other from starting.
    if (model.deviations?.background && this.fresh) return false
    const took = model.delta + this.writeTime
    const { before, latestBefore } = running.waiting()
    const expiry = Math.min(span, Math.max(0, value.left))
    const servable = Math.min(span, Math.max(0, value.left + options.stale))
    const { counts, last: behind } = countIn(requests, [expiry, servable, span])
    const [early, stale, after] = counts
    const [latest, count] = [behind ?? latestBefore - this.time, early + stale + after]
    last.duplicates += count
    last.mostInFlight = Math.max(last.mostInFlight, running.size + count)
    last.stale += stale
    last.late = last.gap + options.stale < (this.time + span) * CLOCK - requests.sameInstant
    // With stale serving only those behind it wait.
    const waiting = before + after + (options.stale > 0 ? 0 : early)
    if (waiting > 0) addWait(this.last, took, waiting)
    this.starts += count
    this.writes += count + running.size
    this.work += 1
    this.refreshed = true
    running.clear()
    countIn(requests, [latest + took - span])
    this.pass(latest + took)
    value.write(model.delta)
    return true
  }
}
