/**
 * When one expiry is too much for an origin that runs C rebuilds at full speed and makes more of them share (docs/model.md
 * §9.7). Plain TTL, requests as a fluid: r of them a second start rebuilds until the first one writes. From C/r seconds on
 * each rebuild runs at C/(rt) of its speed, so the first one, with Δ seconds of work, writes at (C/r)·e^(w − 1), where
 * w = rΔ/C is the load. The work that is left then keeps the origin busy for another e^(w − 1)·(Δ − C/r) and a little.
 * Together about Δ·e^(w − 1). Where that exceeds the lifetime T, the new value expires before the rebuilds have cleared.
 */
import { bisect } from '../math/bisect'
import { exp, log } from '../math/fixed-math'
import { NO_OPTIONS } from '../model/options/cache-options'
import { plainModel, modelOf } from '../model/model-of'
import { processesOf } from '../model/options/processes'
import type { Key, Model, Scenario } from '../model/scenario'

export interface CollapseLaw {
  /** w = rΔ/C: rebuilds that one rebuild time of requests starts, for each that the origin runs at full speed. */
  load: number
  /** The load from which one expiry keeps the origin busy for a lifetime: 1 + ln(T/Δ). */
  limit: number
  /** For how long one expiry keeps the origin busy, s. */
  busy: number
  /** The request rate from which on one expiry does not clear, 1/s; Infinity where none does it. */
  rate: number
  /** The same of the rebuild time, s; null where none up to the lifetime does it. */
  delta: number | null
  /** The smallest C with which one expiry clears. */
  origin: number
}

/** The load from which on one expiry does not clear. */
const limitOf = (ttl: number, delta: number) => 1 + log(ttl / delta)

/** The most rebuilds at once, and the most that can start in a second, whatever the request rate. */
function boundsOf({ coordination, delta, processes, options = NO_OPTIONS }: Model) {
  const { lockTtl, losers, workers } = options
  const none = { atOnce: workers, starts: Infinity }
  if (coordination === 'coalesce') return { ...none, atOnce: Math.min(workers, processes) }
  if (coordination === 'none' || losers === 'rebuild') return none
  // A lock that lapses lets one more start after each lifetime of the lock.
  return lockTtl < delta ? { ...none, starts: 1 / lockTtl } : { atOnce: 1, starts: Infinity }
}

/**
 * For plain TTL: early refresh, and what it does to a stampede, is left to the simulation. Serving stale values changes
 * nothing here, as it starts as many rebuilds.
 * @param model T and Δ in s, r in 1/s; requests are taken to be Poisson, and the rebuild time to be fixed
 * @param origin C; the model's own unless given. Without a limit the load is 0.
 */
export function collapseLaw(model: Model, origin = (model.options ?? NO_OPTIONS).origin): CollapseLaw {
  const { delta, rate, ttl } = model
  const { atOnce, starts } = boundsOf(model)
  const limit = limitOf(ttl, delta)
  const effective = Math.min(rate, starts)
  const load = (effective * delta) / origin
  const least = (limit * origin) / delta
  // So many rebuilds share the origin at most, and each is done after Δ·(their number)/C.
  const longest = atOnce === Infinity ? Infinity : delta * Math.max(1, atOnce / origin)
  return {
    load,
    limit,
    busy: Math.min(longest, delta * exp(Math.max(0, load - 1))),
    rate: longest > ttl && starts >= least ? least : Infinity,
    delta: longestRebuild(model, origin, atOnce, effective),
    origin: Math.min((effective * delta) / limit, (atOnce * delta) / ttl)
  }
}

/** The rebuild time at which rΔ/C reaches 1 + ln(T/Δ), which falls with Δ, and at which the rebuilds at once take a lifetime. */
function longestRebuild({ ttl }: Model, origin: number, atOnce: number, rate: number): number | null {
  const collapses = (delta: number) =>
    rate * delta >= origin * limitOf(ttl, delta) && delta * atOnce > ttl * origin
  return collapses(ttl)
    ? bisect(collapses, ttl * 1e-12, ttl, { divide: (a, b) => Math.sqrt(a * b) })[1]
    : null
}

/** One key under plain TTL, and what two defences make of it. Of one instance, which has an origin of its own. */
export interface CollapseOutlook {
  name: string
  /** The key under plain TTL without coordination; Poisson requests, a fixed rebuild time. */
  plain: Model
  instances: number
  /** C; Infinity without a limit. */
  origin: number
  none: CollapseLaw
  /** With each of so many processes coalescing. */
  coalesced: CollapseLaw
  processes: number
  locked: CollapseLaw
}

export function collapseOutlook(scenario: Scenario, key: Key): CollapseOutlook {
  const model = modelOf(scenario, key, 0)
  const { instances, origin } = model.options ?? NO_OPTIONS
  const plain: Model = {
    ...plainModel(model),
    coordination: 'none',
    processes: 1,
    options: { ...NO_OPTIONS, origin }
  }
  const processes = processesOf(scenario)
  return {
    name: key.name,
    plain,
    instances,
    origin,
    none: collapseLaw(plain),
    coalesced: collapseLaw({ ...plain, coordination: 'coalesce', processes }),
    processes,
    locked: collapseLaw({ ...plain, coordination: 'lock' })
  }
}

/** The same key with XFetch: the model to search for the rate from which on it collapses, and between which rates. */
export const searchedBy = ({ plain, none, origin }: CollapseOutlook, beta: number) => ({
  model: { ...plain, beta },
  // Below a load of 1 the origin is never slowed for long.
  from: origin / plain.delta,
  upTo: 100 * Math.max(none.rate < Infinity ? none.rate : 0, plain.rate)
})
