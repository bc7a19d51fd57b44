/**
 * A cache with options, request by request and word by word as docs/model.md has them. It shares the random number
 * generator and the value of an expression with the simulation, nothing else, and is as slow as the requests are many.
 */
import { type Model, NO_OPTIONS, type Random, phaseRates } from '#core'
import { compile } from '../../src/lib/core/model/options/compile'
import { newCycle, type ServedCycle } from '../../src/lib/core/simulation/served/served-cycle'

interface Waiter {
  came: number
}

interface Rebuild {
  start: number
  work: number
  left: number
  /** Whose request is answered when it writes. */
  waiters: Waiter[]
  /** Workers that it holds: its own, and those of its waiters. */
  process: number
}

/** Cycles, the first ones included. @param cycles how many */
export function* literalCycles(model: Model, random: Random, cycles: number): Generator<ServedCycle, void> {
  const { ttl, delta, deltaCv, beta, rate, coordination, processes, arrivals, resolution } = model
  const { stale, rule, workers, jitter, lockTtl, losers, origin } = model.options ?? NO_OPTIONS
  const value = rule === null ? null : compile(rule)
  const rebuildTime = () => (deltaCv > 0 ? random.lognormal(delta, deltaCv) : delta)

  let now = 0
  let written = 0
  let lifetime = ttl
  let expiry = ttl
  let stored = rebuildTime()
  let running: Rebuild[] = []
  let holder: Rebuild | null = null
  let taken = 0
  let forNextWrite: Waiter[] = []
  const line: Waiter[] = []
  let cycle = newCycle()
  let begun = 0
  let firstStart = 0
  let refreshed = false

  const speed = () => (running.length > origin ? origin / running.length : 1)
  const left = () => expiry - now
  const waitingWorkers = () =>
    forNextWrite.length +
    running.reduce((sum, one) => sum + one.waiters.filter((w) => w !== own.get(one)).length, 0)
  const own = new Map<Rebuild, Waiter>()
  const busy = () => workers < Infinity && running.length + waitingWorkers() >= workers

  const answered = ({ came }: Waiter) => {
    if (came === now) return
    cycle.blocked++
    cycle.waitSum += now - came
    cycle.waits.push(now - came)
    cycle.weights.push(1)
  }
  const chance = () => {
    const toExpiry = left()
    if (toExpiry <= 0) return 1
    if (value === null) return beta === 0 ? 0 : Math.exp(-toExpiry / (beta * stored))
    return value({ left: toExpiry, age: now - written, ttl: lifetime, delta: stored, beta })
  }
  const start = (waiter: Waiter, process: number) => {
    if (running.length === 0) {
      cycle.gap = left() > 0 ? left() : Math.min(0, left())
      firstStart = now
      refreshed = false
    } else cycle.duplicates++
    const work = rebuildTime()
    const rebuild: Rebuild = { start: now, work, left: work, waiters: [], process }
    running.push(rebuild)
    cycle.mostInFlight = Math.max(cycle.mostInFlight, running.length)
    if (coordination === 'lock') {
      holder = rebuild
      taken = now
    }
    if (stale > 0 && left() + stale > 0) {
      if (left() <= 0) cycle.stale++
      answered(waiter)
    } else {
      rebuild.waiters.push(waiter)
      own.set(rebuild, waiter)
    }
  }
  /** A request that has a worker looks at the cache. */
  const look = (waiter: Waiter) => {
    if (random.uniform() >= chance()) return answered(waiter)
    const process = Math.floor(processes * random.uniform())
    const mine = running.find((one) => one.process === process)
    const held = holder !== null && now < taken + lockTtl
    const allowed =
      coordination === 'none' ||
      (coordination === 'lock' ? !held || losers === 'rebuild' : mine === undefined)
    if (allowed) return start(waiter, process)
    const servable = left() + stale > 0
    if (losers === 'stale' || (servable && losers !== 'waitalways')) {
      if (left() <= 0) cycle.stale++
      return answered(waiter)
    }
    if (coordination === 'lock') forNextWrite.push(waiter)
    else mine!.waiters.push(waiter)
  }
  const drain = () => {
    while (line.length > 0 && !busy()) look(line.shift()!)
  }

  let [peak, phaseEnds] = [true, Infinity]
  /** The next request after a time, s; a peak or a pause is drawn when the one before ends. */
  const requestAfter = (time: number): number => {
    if (arrivals.kind === 'even') return time + 1 / rate
    if (arrivals.kind === 'poisson') return time + random.exponential() / rate
    const rates = phaseRates(rate, arrivals)
    for (;;) {
      if (phaseEnds === Infinity) phaseEnds = time + arrivals.on * random.exponential()
      const request = time + random.exponential() / (peak ? rates.peak : rates.quiet)
      if (request < phaseEnds) return request
      time = phaseEnds
      peak = !peak
      phaseEnds = time + (peak ? arrivals.on : arrivals.off) * random.exponential()
    }
  }
  let next = arrivals.kind === 'even' ? random.uniform() / rate : requestAfter(0)
  for (;;) {
    const first = running.reduce<Rebuild | null>((a, b) => (a === null || b.left < a.left ? b : a), null)
    const end = first === null ? Infinity : now + first.left / speed()
    const at = Math.min(next, end)
    const progress = (at - now) * speed()
    for (const one of running) one.left -= progress
    now = at
    if (first !== null && end <= next) {
      running = running.filter((one) => one !== first)
      if (!refreshed) cycle.late = cycle.gap + stale < (now - firstStart) * (1 - 1e-9)
      refreshed = true
      written = now
      lifetime = ttl * (1 - jitter + 2 * jitter * random.uniform())
      expiry = now + lifetime
      if (resolution > 0) expiry = Math.floor(expiry / resolution) * resolution
      stored = now - first.start
      for (const waiter of [...first.waiters, ...forNextWrite]) answered(waiter)
      own.delete(first)
      forNextWrite = []
      if (holder === first) holder = null
      if (running.length === 0) {
        cycle.busy = now - firstStart
        cycle.stretch = now - begun - (ttl + delta)
        yield cycle
        if (--cycles === 0) return
        cycle = newCycle()
        begun = now
      }
      drain()
    } else {
      next = requestAfter(next)
      const request = { came: now }
      if (busy()) line.push(request)
      else look(request)
    }
  }
}
