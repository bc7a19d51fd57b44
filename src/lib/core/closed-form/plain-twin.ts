/**
 * Which options change what the laws of the paper say. Stale serving, own caches and what the losers of a lock get change
 * who waits, or how many caches there are, and no trigger and no rebuild of one of them.
 */
import { NO_OPTIONS, type CacheOptions } from '../model/options/cache-options'
import { plainModel } from '../model/model-of'
import type { Model } from '../model/scenario'

/** Whether a lock leaves no second rebuild: its losers start none, and it does not lapse while one runs. */
export const holdsLock = ({ coordination, delta, deltaCv, options }: Model): boolean =>
  coordination === 'lock' &&
  (!options || (options.losers !== 'rebuild' && options.lockTtl >= (deltaCv > 0 ? Infinity : delta)))

/** The options that have an effect: under a lock that holds no origin ever slows down the one rebuild that runs. */
export function optionsInEffect(model: Model): CacheOptions {
  const options = model.options ?? NO_OPTIONS
  return holdsLock(model) ? { ...options, origin: Infinity } : options
}

/** How many rebuilds one cache may run at once; Infinity without a bound. */
export function mostInFlight(model: Model): number {
  if (holdsLock(model)) return 1
  const { workers = Infinity } = model.options ?? {}
  return Math.min(workers, model.coordination === 'coalesce' ? model.processes : Infinity)
}

/** The options with which triggers or rebuilds are not those of any plain model; none where `plainTwin` has them all. */
export function optionsUnlikePlain(model: Model): (keyof CacheOptions)[] {
  const { options, coordination } = model
  if (!options) return []
  const { rule, jitter, workers, losers, origin } = options
  const locked = holdsLock(model)
  const lapses = !locked && coordination === 'lock' && losers !== 'rebuild'
  return [
    ...(rule !== null ? (['rule'] as const) : []),
    // Losers that wait though the old value lives hold workers.
    ...(workers < Infinity && (!locked || losers === 'waitalways') ? (['workers'] as const) : []),
    ...(jitter > 0 ? (['jitter'] as const) : []),
    ...(lapses ? (['lockTtl'] as const) : []),
    ...(origin < mostInFlight(model) ? (['origin'] as const) : [])
  ]
}

/** The plain model of one cache with the same triggers and rebuilds. A lock that its losers pass by is none. */
export const plainTwin = (model: Model): Model => ({
  ...plainModel(model),
  ...(model.options?.losers === 'rebuild' && { coordination: 'none' as const, processes: 1 })
})

/** Whether a cycle's first trigger has the law of the paper, whatever comes after it. */
export const hasPlainWindow = (model: Model): boolean =>
  optionsUnlikePlain(model).every((name) => name === 'workers' || name === 'lockTtl')
