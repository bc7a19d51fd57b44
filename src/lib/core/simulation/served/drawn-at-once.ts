/** When all rebuilds of a stampede can be drawn at once: a plain stampede may hold many thousands. */
import { chanceOfModel } from './stored-value'
import { NO_OPTIONS } from '../../model/options/cache-options'
import type { Coordination, Model } from '../../model/scenario'

/** From so many expected rebuilds on they are drawn at once. */
export const MANY = 64
/** Rebuilds that are drawn at once hide a trigger between two of their writes at most this often. */
const HIDDEN = 1e-9

/**
 * Whether the rebuilds that start before the first write may be drawn at once, where every request starts one: nothing
 * keeps them from running side by side, they end in the order of their starts, and next to no request triggers soon after
 * a write.
 * @param coordination as it works: with losers that rebuild a lock is none
 * @param fastest the most requests in a second
 */
export function isDrawnAtOnce(model: Model, coordination: Coordination, fastest: number): boolean {
  const { options = NO_OPTIONS, delta, deltaCv } = model
  const { jitter, origin, workers } = options
  if (coordination !== 'none' || deltaCv > 0 || workers < Infinity || origin < Infinity) return false
  const chance = chanceOfModel(model, options)
  return [1 - jitter, 1 + jitter].every((share) => {
    const ttl = share * model.ttl
    const life = ttl - shortenedBy(model)
    if (life < 3 * delta) return false
    chance.store(delta, ttl, life, 0)
    return chance.most(life, life - delta) * fastest * delta <= HIDDEN
  })
}

/** By how much a life may be shorter than the lifetime, s. */
const shortenedBy = ({ resolution, delta, deviations }: Model): number =>
  // Whole seconds, and those of the clock.
  resolution + (deviations?.lifetime ? delta + 2 : 0)
