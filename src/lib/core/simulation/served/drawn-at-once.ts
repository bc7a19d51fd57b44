/** When all rebuilds of a stampede can be drawn at once: a plain stampede may hold many thousands. */
import { NO_OPTIONS } from '../../model/options/cache-options'
import { chanceOf } from '../../model/options/chance'
import type { Coordination, Model } from '../../model/scenario'

/** From so many expected rebuilds on they are drawn at once. */
export const MANY = 64
/** Rebuilds that are drawn at once hide a trigger between two of their writes at most this often. */
const HIDDEN = 1e-9

/**
 * Whether the rebuilds that start before the first write may be drawn at once, where every request starts one: nothing
 * keeps them from running side by side, and they end in the order of their starts.
 * @param coordination as it works: with losers that rebuild a lock is none
 */
export function isDrawnAtOnce(model: Model, coordination: Coordination): boolean {
  const { arrivals, deltaCv, deviations, options = NO_OPTIONS, resolution, ttl } = model
  const { jitter, origin, workers } = options
  return (
    coordination === 'none' &&
    deltaCv === 0 &&
    arrivals.kind === 'poisson' &&
    resolution === 0 &&
    deviations === undefined &&
    workers === Infinity &&
    origin === Infinity &&
    [1 - jitter, 1 + jitter].every((share) => isQuiet(model, share * ttl))
  )
}

/** Whether next to no request triggers soon after a write. */
function isQuiet({ beta, delta, options, rate }: Model, ttl: number): boolean {
  if (ttl < 3 * delta) return false
  const chance = chanceOf(options?.rule ?? null, beta)
  chance.store(delta, ttl)
  return chance.most(ttl, ttl - delta) * rate * delta <= HIDDEN
}
