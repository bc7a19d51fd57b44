/**
 * Compares two simulations of one key that share only the random number generator: trigger by trigger, as in the tool, and
 * request by request, as in a cache. Every figure agrees within four standard errors.
 */
import { describe } from 'vitest'
import { type Model, Random, replay, simulate } from '#core'
import { itIsAlike, tallyOf, WARM_UP } from './alike'
import { modelWith, nameOf } from './models'

/** A short lifetime: the replay plays every request, and far from expiry none of them does anything. */
const small = { ttl: 6, rate: 20 }
const burst = { kind: 'burst', on: 1, off: 3 } as const
const even = { kind: 'even' } as const
const peaks = { kind: 'burst', on: 1, off: 3, ratio: 5 } as const

const models: Partial<Model>[] = [
  small,
  { ttl: 10, rate: 1, beta: 4 },
  { ...small, beta: 0 },
  { ...small, rate: 40, coordination: 'coalesce', processes: 4 },
  { ...small, beta: 0.5, coordination: 'lock' },
  { ...small, deltaCv: 0.7 },
  { ...small, deltaCv: 1.5, beta: 2, coordination: 'lock' },
  { ttl: 9.7, rate: 20, resolution: 1 },
  { ttl: 2, delta: 0.5, rate: 4, resolution: 3 },
  { ttl: 10, rate: 7.3, arrivals: even },
  {
    ttl: 3,
    delta: 1,
    rate: 3,
    beta: 3,
    arrivals: even,
    coordination: 'coalesce',
    processes: 3,
    deltaCv: 0.4
  },
  { ttl: 10, rate: 7.3, arrivals: even, coordination: 'lock', beta: 0.5 },
  { ...small, arrivals: burst },
  { ...small, arrivals: burst, coordination: 'coalesce', processes: 3, beta: 0.5 },
  { ...small, arrivals: burst, coordination: 'lock', beta: 2, deltaCv: 0.5 },
  { ...small, arrivals: peaks },
  { ...small, arrivals: peaks, beta: 0 },
  // Peaks about as long as a rebuild, so that a batch of duplicates spans several.
  { ttl: 3, rate: 200, beta: 0.5, arrivals: { kind: 'burst', on: 0.02, off: 0.05, ratio: 3 } },
  { ...small, arrivals: peaks, coordination: 'coalesce', processes: 3, beta: 0.5 },
  { ...small, arrivals: peaks, coordination: 'lock', beta: 2, deltaCv: 0.5 },
  // Refreshes run into one another: most cycles do not end with their first rebuilds.
  { ttl: 5, delta: 1, rate: 20, beta: 2 },
  { ttl: 5, delta: 1, rate: 20, beta: 2, coordination: 'coalesce', processes: 3 },
  { ttl: 2, delta: 2, rate: 3 }
]

/** The same with the deviations of implementations, for every kind of arrivals and coordination. */
const deviating: Partial<Model>[] = [
  { ...small, deviations: { rule: 'seconds' } },
  { ...small, beta: 0, deviations: { rule: 'seconds' } },
  { ...small, beta: 3, deltaCv: 0.5, deviations: { rule: 'seconds' } },
  // The gaps between requests are no whole part of a second: else some come at a step, where rounding decides.
  { ...small, rate: 7.3, arrivals: even, deviations: { rule: 'seconds' } },
  { ...small, arrivals: burst, deviations: { rule: 'seconds' }, coordination: 'coalesce', processes: 3 },
  // Less than half a second of lifetime: every request refreshes at once.
  { ttl: 0.45, rate: 6, deviations: { rule: 'seconds' }, coordination: 'lock' },
  { ...small, deviations: { rule: 'age' } },
  { ttl: 3, rate: 400, beta: 0.2, resolution: 1, deviations: { rule: 'age' } },
  { ...small, beta: 5, deltaCv: 0.5, deviations: { rule: 'age' } },
  {
    ...small,
    rate: 50,
    beta: 0.1,
    arrivals: even,
    coordination: 'coalesce',
    processes: 3,
    deviations: { rule: 'age' }
  },
  { ...small, rate: 40, beta: 0.3, arrivals: burst, resolution: 1, deviations: { rule: 'age' } },
  { ...small, deviations: { background: true } },
  { ...small, beta: 0.4, deviations: { background: true } },
  // The guard ends before the write.
  { ttl: 3, rate: 200, beta: 0.5, deviations: { background: true, writeTime: 0.02 } },
  { ...small, deltaCv: 0.5, arrivals: burst, deviations: { background: true, writeTime: 0.1 } },
  { ...small, beta: 0.3, deviations: { writeTime: 0.1 } },
  // The guard may end before its rebuild, and outlast it.
  { ...small, deltaCv: 1, beta: 2, deviations: { background: true } },
  { ttl: 3, delta: 1, rate: 9, deltaCv: 0.5, beta: 2, arrivals: burst, deviations: { background: true } },
  { ...small, beta: 0.6, arrivals: even, deviations: { background: true } },
  { ...small, beta: 0.6, rate: 40, coordination: 'coalesce', processes: 3, deviations: { background: true } },
  { ...small, resolution: 1, coordination: 'lock', deviations: { expirySlack: 0.1, losersWait: true } },
  { ...small, beta: 0.4, coordination: 'coalesce', processes: 2, deviations: { losersWait: true } },
  { ...small, beta: 0.4, deltaCv: 0.5, coordination: 'lock', deviations: { losersWait: true } },
  { ...small, beta: 0.4, rate: 40, arrivals: even, coordination: 'lock', deviations: { losersWait: true } },
  {
    ...small,
    beta: 0.4,
    rate: 40,
    arrivals: even,
    coordination: 'coalesce',
    processes: 3,
    deviations: { losersWait: true }
  },
  { ...small, rate: 40, arrivals: burst, coordination: 'lock', deviations: { losersWait: true } },
  { ...small, rate: 40, arrivals: peaks, coordination: 'lock', deviations: { losersWait: true } },
  { ...small, rate: 40, beta: 0.3, arrivals: peaks, resolution: 1, deviations: { rule: 'age' } },
  // Phases about as long as a rebuild.
  {
    ...small,
    rate: 60,
    beta: 0.5,
    arrivals: { kind: 'burst', on: 0.2, off: 0.1 },
    coordination: 'coalesce',
    processes: 3,
    deviations: { losersWait: true }
  },
  // The store drops the value before the expiry that the rule reads.
  {
    ...small,
    resolution: 1,
    deviations: { expirySlack: 0.1, lifetime: { store: 'redis', expires: 'first' } }
  },
  {
    ...small,
    resolution: 1,
    coordination: 'lock',
    deltaCv: 0.5,
    deviations: { expirySlack: 0.1, losersWait: true, lifetime: { store: 'files', expires: 'first' } }
  },
  {
    ttl: 3,
    delta: 0.3,
    rate: 30,
    beta: 2,
    resolution: 1,
    arrivals: burst,
    coordination: 'lock',
    deviations: { expirySlack: 0.1, losersWait: true, lifetime: { store: 'redis', expires: 'first' } }
  },
  {
    ttl: 6,
    delta: 0.4,
    rate: 41,
    resolution: 1,
    arrivals: even,
    coordination: 'coalesce',
    processes: 3,
    deviations: { expirySlack: 0.1, losersWait: true, lifetime: { store: 'files', expires: 'last' } }
  },
  // A store that drops every value at once: the rebuild takes all but half a second of the lifetime.
  {
    ttl: 2,
    rate: 9,
    delta: 1.6,
    resolution: 1,
    coordination: 'lock',
    deviations: { lifetime: { store: 'redis', expires: 'first' } }
  },
  { ...small, deltaCv: 0.5, deviations: { storedDelta: { constant: 1 }, rule: 'seconds' } },
  { ...small, deltaCv: 2, deviations: { storedDelta: { roundedUpTo: 0.2 } } },
  { ...small, deltaCv: 2, deviations: { storedDelta: { atLeast: 0.2 } } }
]

/**
 * Played cycles and simulated ones: a mean that spreads by itself is off by at most 4·√(1/1500 + 1/6000) = 12 %, in each
 * of some 12 figures and 60 models. The replay takes nearly all of the time.
 */
const [PLAYED, CYCLES] = [1500, 6000]

// 60 models with about 12 figures that are not the same by definition: one seed in 22 would fail by chance.
describe.each([...models, ...deviating].map((changes) => [nameOf(changes), modelWith(changes)] as const))(
  '%s',
  (_, model) => {
    const mine = simulate(model, CYCLES, 41)
    const theirs = tallyOf(replay(model, new Random(42, 0), WARM_UP + PLAYED))
    itIsAlike(model, mine, theirs)
  }
)
