/**
 * What helps a key that no β protects, with figures: rebuilds apart by a lock, stale values served meanwhile, a longer
 * lifetime, or a job that refreshes in the background.
 */
import { boundsExactly, limitsOf } from './advise'
import { closedForm, whyNoClosedForm } from '../closed-form/closed-form'
import { optionsUnlikePlain } from '../closed-form/plain-twin'
import { type Figures, hourOf } from '../model/figures'
import { bisect, geometricMean } from '../math/bisect'
import { lognormalQuantile } from '../math/lognormal'
import { modelOf } from '../model/model-of'
import { PARAMETERS } from '../model/fields'
import type { Key, Model, Scenario } from '../model/scenario'
import { idleQuantile } from '../closed-form/idle-interval'
import { staleTime } from '../closed-form/stale-time'

export interface Remedies {
  /** Rebuilds started each time and wasted each hour, as they are, and with a lock; null where there is one already. */
  lock: { size: number; wasted: number; lockedWasted: number } | null
  /**
   * Serve a value so long beyond its lifetime while it is rebuilt, s: longer waits are as rare as allowed. Null where
   * rebuilds slow each other down.
   */
  stale: { seconds: number } | null
  /**
   * The shortest lifetime with which some β protects, s, and that β, which is null where it can only be said that the
   * lifetime must be longer than this; null when none up to the longest helps, `unknown` where only trying would tell.
   */
  ttl: { seconds: number; beta: number | null } | null | 'unknown'
  /** Refresh every so many seconds, asked for or not: so many rebuilds an hour. */
  background: { every: number; rebuildsPerHour: number } | null
}

/**
 * What would help this key.
 * @param now its figures at the scenario's β, from knownFigures; null where a lock is not asked about
 */
export function remediesFor(scenario: Scenario, key: Key, now: Figures | null): Remedies {
  const model = modelOf(scenario, key)
  const { late } = limitsOf(scenario)
  return {
    lock: lockRemedy(scenario, key, now),
    stale: isHeldUp(model) ? null : { seconds: staleTime(model, late) },
    ttl: whyNoClosedForm(model) === null ? longerTtl(scenario, key) : leastTtl(model, late),
    background: backgroundJob(scenario, key)
  }
}

/** Whether rebuilds that share an origin may take longer than one alone. */
const isHeldUp = (model: Model) => optionsUnlikePlain(model).includes('origin')

/** A job by the clock, which must be done before the earliest expiry that may be stored. */
export function backgroundJob(scenario: Scenario, key: Key): Remedies['background'] {
  const model = modelOf(scenario, key)
  const { ttl, resolution, delta, deltaCv } = model
  const every =
    ttl * (1 - scenario.jitter) -
    resolution -
    lognormalQuantile({ mean: delta, cv: deltaCv }, 1 - scenario.late)
  return every > 0 ? { every, rebuildsPerHour: hourOf(model) / every } : null
}

/**
 * What a lock would spare at the scenario's β; the only remedy that depends on it.
 * @param now the figures of this key as it is, from knownFigures; null where there are none yet
 */
export function lockRemedy(scenario: Scenario, key: Key, now: Figures | null): Remedies['lock'] {
  const model = modelOf(scenario, key)
  if (now === null || whyNoClosedForm(model) !== null || model.coordination === 'lock') return null
  return {
    size: 1 + now.duplicatesMean,
    wasted: now.wastedPerHour,
    lockedWasted: closedForm({ ...model, coordination: 'lock', processes: 1 }).wastedPerHour
  }
}

/**
 * What is sure without a simulation: pauses must fit into the lifetime. Where the rebuild time varies, one that happens
 * to be short may still come in time, so that nothing is known of the rest of the lifetime.
 */
function leastTtl(model: Model, late: number): Remedies['ttl'] {
  const { rate, arrivals, ttl, delta, deltaCv, deviations } = model
  if (arrivals.kind === 'even') return 'unknown'
  const pause = idleQuantile(rate, arrivals, late) + (deltaCv > 0 ? 0 : delta)
  const seconds = pause - (deviations?.expirySlack ?? 0) - (model.options?.stale ?? 0)
  return seconds > ttl ? { seconds, beta: null } : 'unknown'
}

/** A longer lifetime makes every bound wider, so the shortest that does is found by bisection. */
function longerTtl(scenario: Scenario, key: Key): Exclude<Remedies['ttl'], 'unknown'> {
  const boundsAt = (ttl: number) =>
    boundsExactly(scenario, {
      ...key,
      ttl,
      delta: Math.min(key.delta ?? scenario.delta, modelOf(scenario, key).ttl)
    })
  const good = (ttl: number) => {
    const { low, high } = boundsAt(ttl)
    return low !== null && high !== null && low <= high
  }
  let low = modelOf(scenario, key).ttl
  let high = low
  do {
    if (high === PARAMETERS.ttl.max) return null
    low = high
    high = Math.min(PARAMETERS.ttl.max, high * 2)
  } while (!good(high))
  // Three digits are plenty for a lifetime.
  const enough = (low: number, high: number) => !(high / low > 1.001)
  const [, seconds] = bisect(good, low, high, { divide: geometricMean, enough })
  return { seconds, beta: boundsAt(seconds).low }
}
