/** What requests get while the first rebuild of a cycle runs: how many wait, and how many get an expired value. */
import { exp } from '../../math/fixed-math'
import { integrate, COARSE } from '../../math/quadrature'
import type { CacheOptions } from '../../model/options/cache-options'
import type { Model } from '../../model/scenario'
import { followed } from './legendre'
import type { After, Starts } from './starts'

/** Means of one cycle. */
export interface Served {
  blocked: number
  stale: number
  /** The sum of all waits, s; NaN where no formula is known. */
  waits: number
}

/**
 * Means given the first trigger.
 * @param unseen see timeBusy
 * @param gap s before expiry; 0 for a cycle that misses, whose first request comes an exponential time after expiry
 */
export function served(
  model: Model,
  options: CacheOptions,
  starts: Starts,
  after: After,
  gap: number,
  unseen: number | null = null
): Served {
  if (gap > 0) return whileRunning(model, options, starts, after, gap, unseen)
  const { rate } = model
  const { stale } = options
  const behind = whileRunning(model, options, starts, after, -Infinity, unseen)
  const share = exp(-rate * stale)
  const means = { blocked: share * behind.blocked, stale: share * behind.stale, waits: share * behind.waits }
  if (stale === 0) return means
  // The first request comes w after expiry, while the value is still served.
  const end = Math.min(stale, 46 / rate)
  const bend = Math.min(end, Math.max(0, stale - model.delta))
  for (const [from, to] of [
    [0, bend],
    [bend, end]
  ])
    for (const name of ['blocked', 'stale', 'waits'] as const)
      means[name] += integrate(to - from, (left) => {
        const w = from + left
        return rate * exp(-rate * w) * whileRunning(model, options, starts, after, -w, unseen)[name]
      })
  return means
}

/** @param gap −w for a first request w after expiry; −Infinity for one behind the stale window */
function whileRunning(
  model: Model,
  { losers, stale: window, workers }: CacheOptions,
  starts: Starts,
  after: After,
  gap: number,
  unseen: number | null = null
): Served {
  const { coordination, delta, rate } = model
  const locked = coordination === 'lock' && losers !== 'rebuild'
  // Times since the first start at which the value expires, and stops being served.
  const expires = Math.min(delta, Math.max(0, gap))
  const ends = Math.min(delta, Math.max(0, gap + window))
  const inBackground = gap + window > 0 && window > 0
  const starter = {
    blocked: inBackground ? 0 : 1,
    stale: inBackground && gap <= 0 ? 1 : 0,
    waits: inBackground ? 0 : delta
  }
  // The only worker rebuilds: everybody else stands in line.
  if (workers === 1)
    return {
      blocked: starter.blocked + rate * delta,
      stale: starter.stale,
      waits: starter.waits + (rate * delta * delta) / 2
    }
  if (locked) {
    if (losers === 'stale') return { ...starter, stale: starter.stale + rate * (delta - expires) }
    // Requests wait for the write, from a time on: for half of what is left, on average.
    const waiting = (since: number) => ({
      blocked: starter.blocked + rate * (delta - since),
      waits: starter.waits + (rate * (delta - since) * (delta - since)) / 2
    })
    if (losers !== 'waitalways') return { stale: starter.stale + rate * (ends - expires), ...waiting(ends) }
    const { blocked } = waiting(expires)
    return { blocked: blocked + after.massEarly, stale: starter.stale, waits: NaN }
  }
  if (coordination === 'coalesce') {
    const early = window > 0 ? 0 : starts.mean(after.massEarly)
    return {
      blocked: starter.blocked + early + rate * (delta - ends),
      stale: starter.stale + rate * (ends - expires),
      waits: NaN
    }
  }
  if (workers === Infinity) {
    // Whoever waits, waits for a rebuild of its own.
    const blocked = starter.blocked + (window > 0 ? 0 : after.massEarly) + rate * (delta - ends)
    return { blocked, stale: starter.stale + rate * (ends - expires), waits: blocked * delta }
  }
  // While all workers are busy every request stands in line.
  const busy = (from: number, to: number) => timeBusy(starts, after, from, to, unseen)
  const inTime = window > 0 ? 0 : starts.mean(after.massEarly)
  return {
    blocked: starter.blocked + inTime + rate * (delta - ends) + rate * busy(0, ends),
    stale: starter.stale + rate * (ends - expires - busy(expires, ends)),
    waits: NaN
  }
}

/**
 * The mean time between two times since the first start in which as many rebuilds run as can, s.
 * @param unseen last terms of a polynomial, s, that make no difference; null for the quadrature of a single lifetime
 */
function timeBusy(starts: Starts, after: After, from: number, to: number, unseen: number | null): number {
  const most = starts.most(Infinity)
  const bends = unseen === null ? [] : after.bends
  const cuts = [from, after.early, ...starts.steps.map((mass) => after.timeOf(mass)), ...bends, to]
    .filter((time) => time >= from && time <= to)
    .sort((a, b) => a - b)
  let sum = 0
  for (let i = 1; i < cuts.length; i++) {
    const width = cuts[i] - cuts[i - 1]
    const isBusy = (left: number) => 1 - starts.atMost(most - 1, after.inFirst(cuts[i - 1] + left))
    sum += unseen === null ? integrate(width, isBusy, COARSE) : followed(width, isBusy, COARSE, unseen)
  }
  return sum
}
