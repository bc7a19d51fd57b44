/**
 * Simulates one key of a cache with options, event by event: whatever a request could do that changes the cache. Requests
 * that change nothing are passed over; those that get a stale value, or wait, are counted in bulk. docs/model.md says what
 * each option does.
 */
import { log, log1p } from '../../math/fixed-math'
import type { Random } from '../../math/random'
import { NO_OPTIONS, type CacheOptions } from '../../model/options/cache-options'
import type { Coordination, Model } from '../../model/scenario'
import type { Beginning } from '../survivals'
import { auditRebuilds, ENDLESS, ENORMOUS, type CycleSource } from '../simulated-key'
import { isDrawnAtOnce, MANY } from './drawn-at-once'
import { InFlightRebuilds, type RunningRebuild } from './in-flight-rebuilds'
import { ManyRequests } from './many-requests'
import { requestsOf, type Requests } from './requests'
import { clearCycle, cutShort, newCycle } from './served-cycle'
import { COLLAPSED } from './served-sums'
import { StoredValue } from './stored-value'

/** A write is late if this share of the time from the first trigger to it exceeds what was left: rounding must not decide. */
const CLOCK = 1 - 1e-9

/** What becomes of the requests that pass without starting a rebuild. */
type Passing = 'nothing' | 'line' | 'stale' | 'next write' | 'own rebuild' | 'losers'

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
  /** Requests for which no worker is free. */
  private readonly line = new ManyRequests()
  /** Requests that wait for the next write, whoever makes it. */
  private readonly waiting = new ManyRequests()
  /** Workers held by requests that wait for another one’s rebuild. */
  private holding = 0
  /** Time since the cycle’s first trigger, s. */
  private time = 0
  private holder: RunningRebuild | null = null
  /** When the lock lapses, s. */
  private lapse = Infinity
  /** For how long no other early rebuild may start in the background, s. */
  private guarded = 0
  private readonly writeTime: number
  private readonly losersWait: boolean
  /** Whether the cycle’s first write is over. */
  private refreshed = false
  private readonly atOnce: boolean

  constructor(
    private readonly model: Model,
    private readonly random: Random
  ) {
    const options = (this.options = model.options ?? NO_OPTIONS)
    const { deviations = {}, coordination } = model
    this.coordination = coordination === 'lock' && options.losers === 'rebuild' ? 'none' : coordination
    this.losersWait =
      options.losers === 'waitalways' || (deviations.losersWait === true && options.losers === 'wait')
    this.writeTime = deviations.writeTime ?? 0
    this.running = new InFlightRebuilds(options.origin)
    this.requests = requestsOf(model, random)
    this.value = new StoredValue(model, options, random, this.drawDuration())
    this.atOnce = isDrawnAtOnce(model, this.coordination, this.requests.fastest)
  }

  cycle(most = ENORMOUS, mostDraws = Infinity): boolean {
    const { beginning, last, line, model, random, running, value } = this
    clearCycle(last)
    const fresh = value.left
    line.shift(this.time)
    this.time = 0
    this.refreshed = false
    this.drain()
    beginning.toExpiry = fresh
    beginning.stored = value.delta
    beginning.lead = value.lead
    beginning.phase = this.requests.phase
    while (running.size === 0) this.step()
    const overdue = fresh - model.ttl - last.gap
    let settled = true
    while (running.size > 0 && settled) {
      this.step()
      settled = !this.isEndless(most) && random.draws <= mostDraws
    }
    last.busy = this.time
    if (!settled && !this.refreshed && !this.servable) cutShort(last, running.toClear(model))
    last.stretch = overdue + (this.time - (settled ? model.delta : 0))
    return settled
  }

  audit(): void {
    auditRebuilds(this.starts, this.writes, this.running.size)
  }

  private isEndless(most: number): boolean {
    const { last, model, options, time } = this
    if (last.duplicates > most) return true
    if (options.origin < Infinity) return time > COLLAPSED * model.ttl
    return last.duplicates >= ENDLESS.rebuilds && time > ENDLESS.deltas * model.delta && this.refreshed
  }

  private drawDuration(): number {
    const { delta, deltaCv } = this.model
    return deltaCv > 0 ? this.random.lognormal(delta, deltaCv) : delta
  }

  private get fresh(): boolean {
    return this.value.left > this.requests.sameInstant
  }

  /** Whether the stored value may be served. */
  private get servable(): boolean {
    return this.value.left + this.options.stale > this.requests.sameInstant
  }

  private get busy(): boolean {
    return this.running.size + this.holding >= this.options.workers
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
    const { coordination, options } = this
    if (options.losers === 'stale') return this.fresh ? 'nothing' : 'stale'
    if (this.servable && !this.losersWait) return this.fresh ? 'nothing' : 'stale'
    return coordination === 'coalesce' ? 'own rebuild' : 'next write'
  }

  /** Goes on to the next request that may change something, or the next moment at which something changes by itself. */
  private step(): void {
    const { options, requests, running, value } = this
    if (this.atOnce && this.rush()) return
    const { fresh, servable } = this
    let most = running.toNext
    let change: (() => void) | null = most < Infinity ? () => this.write() : null
    const ends = (seconds: number, then: (() => void) | null) => {
      if (seconds >= most) return
      most = Math.max(0, seconds)
      change = then
    }
    if (this.holder !== null) ends(this.lapse - this.time, () => (this.holder = null))
    let share = 0
    let passing: Passing = 'line'
    let thinned = false
    const admitted = this.admitted
    if (!this.busy) {
      if (fresh) {
        passing = 'nothing'
        if (this.guarded > 0) ends(this.guarded, () => (this.guarded = 0))
        const holds = this.losersWait && options.workers < Infinity
        const losing = this.losersWait && !holds && admitted < 1 && running.size > 0
        if (losing) passing = 'losers'
        const acting = holds ? 1 : admitted
        ends(value.left, () => value.reach(0))
        if (acting > 0 || losing) {
          value.findBlock(requests.fastest * (losing ? 1 : acting))
          const { blockEnd } = value
          if (blockEnd > 0) ends(value.blockLeft, () => value.reach(blockEnd))
          share = value.bound * acting
          thinned = true
        }
      } else {
        passing = this.lost
        if (servable) ends(value.left + options.stale, () => value.reach(-options.stale))
        const waits = passing === 'next write' || passing === 'own rebuild'
        share = waits && options.workers < Infinity ? 1 : admitted
      }
    }
    const began = this.time
    const idle = passing === 'nothing' || share === 1
    const elapsed = requests.pass(share, most, idle)
    this.pass(elapsed)
    const { found } = requests
    if (passing === 'losers') this.countLosers(began, (1 - admitted) / (1 - share))
    else if (!idle) this.count(passing, began)
    if (!found) {
      if (elapsed >= most) change!()
      return
    }
    if (thinned && this.random.uniform() * value.bound >= value.now()) return
    // Among requests that were picked whether they may start or not, some may not.
    const any = thinned ? this.losersWait && options.workers < Infinity : share === 1
    this.trigger(this.time, any ? admitted : 1)
  }

  /** Counts the requests that passed since `began` without starting a rebuild. */
  private count(passing: Passing, began: number): void {
    const { requests, running, random } = this
    const count = requests.passed()
    if (count === 0) return
    this.work += 1 / 6
    if (passing === 'stale') this.last.stale += count
    else if (passing === 'line') requests.times(count, (at, weight) => this.line.add(began + at, weight))
    else if (passing === 'next write')
      requests.times(count, (at, weight) => this.waiting.add(began + at, weight))
    else
      requests.times(count, (at, weight) => {
        const own = running.at(Math.floor(running.size * random.uniform()))
        ;(own.waiting ??= new ManyRequests()).add(began + at, weight)
      })
  }

  /** Of the requests that passed since `began`, those wait that triggered early and may not start a rebuild. */
  private countLosers(began: number, share: number): void {
    const { coordination, random, requests, running, value } = this
    const elapsed = this.time - began
    requests.times(requests.passed(), (at, weight) => {
      const losers = Math.floor(weight * Math.min(1, share * value.before(elapsed - at)) + random.uniform())
      if (losers === 0) return
      const own = running.at(Math.floor(running.size * random.uniform()))
      if (coordination === 'coalesce') (own.waiting ??= new ManyRequests()).add(began + at, losers)
      else this.waiting.add(began + at, losers)
    })
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
    const { lost, running, random } = this
    if (lost === 'nothing' || lost === 'stale') return this.answer(came, lost === 'nothing')
    if (this.options.workers < Infinity) this.holding++
    if (lost === 'next write') return this.waiting.add(came)
    const own = running.at(Math.floor(running.size * random.uniform()))
    own.waiting ??= new ManyRequests()
    own.waiting.add(came)
  }

  /** A request gets the stored value; where it stood in line, it waited. */
  private answer(came: number, fresh: boolean): void {
    if (!fresh) this.last.stale++
    if (came < this.time) this.waited(this.time - came, 1)
  }

  private waited(seconds: number, count: number): void {
    const { last } = this
    last.blocked += count
    last.waitSum += count * seconds
    const at = last.waits.length - 1
    if (last.waits[at] === seconds) last.weights[at] += count
    else {
      last.waits.push(seconds)
      last.weights.push(count)
    }
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
    const { last, options, running, value, waiting } = this
    const rebuild = running.pop()
    this.writes++
    if (!this.refreshed) last.late = last.gap + options.stale < this.time * CLOCK - this.requests.sameInstant
    this.refreshed = true
    // Without sharing the time it took is known without a subtraction.
    const took = options.origin === Infinity ? rebuild.work : this.time - rebuild.start
    value.write(took - this.writeTime)
    if (rebuild.came === rebuild.start) this.waited(took, 1)
    else if (rebuild.came < rebuild.start) this.waited(this.time - rebuild.came, 1)
    const release = (requests: ManyRequests) => {
      requests.each((came, weight) => this.waited(this.time - came, weight))
      if (options.workers < Infinity) this.holding -= requests.count
      requests.clear()
    }
    if (rebuild.waiting) release(rebuild.waiting)
    if (waiting.count > 0) release(waiting)
    if (this.holder === rebuild) this.holder = null
    // What is in line after the last write of a cycle belongs to the next one.
    if (running.size > 0) this.drain()
  }

  /** Requests in line look at the cache, as long as a worker is free. */
  private drain(): void {
    const { line, random, value } = this
    while (line.count > 0 && !this.busy) {
      const { admitted, fresh } = this
      const chance = fresh ? (this.losersWait ? 1 : admitted) * value.now() : 1
      const weight = line.oldestWeight
      const hits = chance >= 1 ? 0 : chance > 0 ? Math.floor(log(random.uniform()) / log1p(-chance)) : weight
      const came = line.oldest
      if (hits > 0) {
        const served = Math.min(hits, weight)
        this.waited(this.time - came, served)
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
    let latest = latestBefore - this.time
    const expiry = Math.min(span, Math.max(0, value.left))
    const servable = Math.min(span, Math.max(0, value.left + options.stale))
    let from = 0
    const [early, stale, after] = [expiry, servable, span].map((to) => {
      const { count, last } = this.requestsIn(to - from)
      if (count > 0) latest = from + last
      from = to
      return count
    })
    const count = early + stale + after
    last.duplicates += count
    last.mostInFlight = Math.max(last.mostInFlight, running.size + count)
    last.stale += stale
    last.late = last.gap + options.stale < (this.time + span) * CLOCK - requests.sameInstant
    // With stale serving only those behind it wait.
    const waiting = before + after + (options.stale > 0 ? 0 : early)
    if (waiting > 0) this.waited(took, waiting)
    this.starts += count
    this.writes += count + running.size
    this.work += 1
    this.refreshed = true
    running.clear()
    this.requestsIn(latest + took - span)
    this.pass(latest + took)
    value.write(model.delta)
    return true
  }

  /** How many requests come in so many seconds, and when the last of them does, s. */
  private requestsIn(seconds: number, requests = this.requests): { count: number; last: number } {
    const all = { count: 0, last: 0 }
    for (let passed = 0; passed < seconds;) {
      const elapsed = requests.pass(0, seconds - passed, false)
      const count = requests.passed()
      all.count += count
      if (count > 0) all.last = passed + requests.latest(count)
      passed += elapsed
    }
    return all
  }
}
