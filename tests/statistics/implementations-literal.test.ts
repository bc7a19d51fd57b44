/**
 * Compares the simulation of each implementation with a program that follows that implementation's source, with a clock
 * and random requests. Both share only the random number generator.
 */
import { describe } from 'vitest'
import {
  type Expires,
  type ImplementationName,
  Random,
  type Scenario,
  type Store,
  defaultScenario,
  modelOf,
  simulate
} from '#core'
import type { Cycle } from '../../src/lib/core/simulation/served/served-cycle'
import { itIsAlike, tallyOf, WARM_UP } from './alike'

interface World {
  ttl: number
  delta: number
  rate: number
  beta: number
  /** Hosts, each with its own file locks. */
  hosts: number
  /** Symfony’s: where values are kept, and where in the callback the expiry is set. */
  store: Store
  expires: Expires
}

/** A stored value, with what an implementation stores beside it. */
interface Value {
  /** The stored expiry, s. Without `dropped` the value is not served from then on. */
  expiry: number
  /** Time at which the store drops it, s; never unless given. */
  dropped?: number
  wrote: number
  took: number
}

/** What an implementation does with a request that finds a value, at `now`, with U = e^(−dice). */
interface Implementation {
  store: (world: World, now: number, took: number) => Value
  refreshes: (world: World, value: Value, now: number, dice: number) => boolean
  /** Whether a request that wants a rebuild may start it. */
  starts?: (state: State, value: Value, now: number, host: number) => boolean
  /** Time from the end of a rebuild to its write, s; 0 unless given. */
  writing?: number
  /** Whether a request that triggers before expiry waits. */
  waits?: (started: boolean) => boolean
}

interface State {
  running: { end: number; took: number; host: number }[]
  /** A key in the cache that stands for a running thread lives until then. */
  threadKey: number
}

const exactly = (world: World, now: number, took: number): Value => ({
  expiry: now + world.ttl,
  wrote: now,
  took
})
/** As Redis answers TTL: milliseconds, half a second added, divided without rest. */
const ttlOf = (value: Value, now: number) =>
  Math.floor((Math.floor(1000 * (value.expiry - now)) + 500) / 1000)

const implementations: Record<Exclude<ImplementationName, 'paper' | 'own'>, Implementation> = {
  symfony: {
    store: ({ ttl, store, expires }, now, took) => {
      // expiresAfter() adds the time to live to the clock when it is called.
      const expiry = (expires === 'first' ? now - took : now) + ttl
      // ValueWrapper packs it into whole seconds.
      const packed = Math.floor(0.1 + expiry)
      // mergeByLifetime() hands the store what is left, and deletes what has nothing left.
      const lifetime = Math.trunc(0.1 + expiry - now)
      const clock = store === 'files' ? Math.floor(now) : now
      const dropped = lifetime <= 0 ? now : clock + lifetime
      // A duration that is a whole number of milliseconds in decimals is not one in doubles.
      return { expiry: packed, dropped, wrote: now, took: Math.ceil(1000 * took - 1e-6) }
    },
    refreshes: ({ beta }, { expiry, took }, now, dice) => expiry <= now + (took / 1000) * beta * dice,
    starts: ({ running }, _value, _now, host) => !running.some((other) => other.host === host),
    waits: () => true
  },
  redis: {
    store: exactly,
    refreshes: ({ beta }, value, now, dice) => now + value.took * beta * dice >= now + ttlOf(value, now)
  },
  django: {
    store: exactly,
    refreshes: ({ beta }, value, now, dice) => {
      const remaining = ttlOf(value, now)
      return remaining <= 0 || remaining - 1.0 * beta * dice <= 0
    }
  },
  diskcache: {
    store: exactly,
    refreshes: ({ beta }, { expiry, took }, now, dice) => took * beta * dice >= expiry - now,
    starts: (state, value, now) => {
      if (now >= value.expiry) return true
      if (now < state.threadKey) return false
      state.threadKey = now + value.took
      return true
    },
    writing: 0.003,
    waits: () => false
  },
  knicola: {
    store: ({ ttl }, now, took) => ({ expiry: now + ttl, wrote: now, took: 1000 * took }),
    refreshes: ({ beta }, { expiry, took }, now, dice) =>
      now + (Math.max(1, took) * Math.max(1, beta) * dice) / 1000 >= expiry
  },
  yii: {
    store: ({ ttl }, now, took) => ({ expiry: Math.floor(now) + ttl, wrote: now, took }),
    refreshes: ({ beta }, { expiry, wrote }, now, dice) => {
      if (expiry <= Math.floor(now)) return true
      const delta = Math.ceil(1000 * (now - wrote)) / 1000
      return expiry <= now + delta * beta * dice
    }
  }
}

/** Request by request, cycle by cycle: from a write that leaves nothing running to the next such write. */
function* live(
  program: Implementation,
  world: World,
  random: Random,
  cycles: number
): Generator<Cycle, void> {
  const state: State = { running: [], threadKey: -Infinity }
  let now = random.uniform()
  let value = program.store(world, now, world.delta)
  const end = ({ expiry, dropped = Infinity }: Value) => Math.min(expiry, dropped)
  let begun = now
  let written = true
  let cycle: Cycle = { gap: 0, late: false, duplicates: 0, stretch: 0, blocked: 0 }
  while (cycles > 0) {
    now += random.exponential() / world.rate
    while (state.running.length > 0 && state.running[0].end <= now) {
      const { end: now, took } = state.running.shift()!
      if (!written) cycle.late = end(value) < now
      written = true
      value = program.store(world, now, took)
      if (state.running.length > 0) continue
      cycle.stretch = now - begun - world.ttl - world.delta
      begun = now
      yield cycle
      if (--cycles === 0) return
    }
    const dice = random.exponential()
    const host = Math.floor(world.hosts * random.uniform())
    const expired = now >= end(value)
    if (!expired && !program.refreshes(world, value, now, dice)) continue
    const started = program.starts?.(state, value, now, host) ?? true
    if (started) {
      if (state.running.length > 0) cycle.duplicates++
      else {
        cycle = { gap: end(value) - now, late: false, duplicates: 0, stretch: 0, blocked: 0 }
        written = false
      }
      state.running.push({ end: now + world.delta + (program.writing ?? 0), took: world.delta, host })
    }
    if (expired || (program.waits?.(started) ?? started)) cycle.blocked++
  }
}

const points: [ImplementationName, Partial<Scenario>, number][] = [
  ['symfony', { ttl: 10, delta: 0.25 }, 20],
  ['symfony', { ttl: 10, delta: 0.25, expires: 'last' }, 20],
  ['symfony', { ttl: 10, delta: 0.25, store: 'files' }, 20],
  ['symfony', { ttl: 30, delta: 1.5, beta: 0.7, store: 'files', expires: 'last' }, 10],
  ['symfony', { ttl: 20, delta: 2 }, 50],
  // Its values are deleted as soon as they are written.
  ['symfony', { ttl: 1, delta: 0.3 }, 5],
  ['symfony', { ttl: 2, delta: 0.05, coordination: 'coalesce', processes: 3 }, 100],
  ['symfony', { ttl: 3, delta: 0.0004, beta: 4 }, 50],
  ['symfony', { ttl: 5, delta: 0.3, beta: 0 }, 10],
  ['redis', { ttl: 10, delta: 0.25 }, 20],
  ['redis', { ttl: 7.3, delta: 1, beta: 1.5 }, 5],
  ['redis', { ttl: 5, delta: 0.3, beta: 0 }, 10],
  ['django', { ttl: 10, delta: 0.1 }, 20],
  ['django', { ttl: 30, delta: 3, beta: 2 }, 4],
  ['diskcache', { ttl: 10, delta: 0.25 }, 20],
  ['diskcache', { ttl: 4, delta: 1, beta: 0.5 }, 8],
  ['knicola', { ttl: 10, delta: 0.25, beta: 0.2 }, 20],
  ['knicola', { ttl: 1, delta: 0.0002, beta: 3 }, 300],
  ['yii', { ttl: 10, delta: 0.25 }, 20],
  ['yii', { ttl: 30, delta: 0.5, beta: 0.05 }, 30],
  ['yii', { ttl: 4, delta: 0.5, beta: 0.3 }, 3]
]

/** Cycles of each: a mean that spreads by itself is off by at most 4·√(1/2500 + 1/6000) = 10 %. */
const [LIVED, CYCLES] = [2500, 6000]

// 21 points with about 12 figures: one seed in 60 would fail by chance.
describe.each(points)('%s, %o, %d requests a second', (implementation, change, rate) => {
  const scenario: Scenario = { ...defaultScenario(), implementation, ...change }
  const key = { name: 'a', rate, ttl: null, delta: null }
  const { ttl, delta, beta, processes, store, expires } = scenario
  const world: World = { ttl, delta, beta, rate, hosts: processes, store, expires }
  const model = modelOf(scenario, key)
  const program = implementations[implementation as keyof typeof implementations]
  const theirs = tallyOf(live(program, world, new Random(61, 0), WARM_UP + LIVED))
  itIsAlike(model, simulate(model, CYCLES, 62), theirs)
})
