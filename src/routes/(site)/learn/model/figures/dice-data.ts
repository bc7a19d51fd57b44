/**
 * The same dice at every β. A request that comes with `left` seconds to expiry and dice x = −ln U triggers when
 * βΔx ≥ left, so it carries the β from which on it triggers: left/(Δx). Raising β can only add triggers.
 */
import { type Model, Random, bareModel, replay } from '#core'

export interface Die {
  /** Time to expiry, s. */
  left: number
  /** The smallest β at which this request triggers. */
  from: number
}

export type DiceModel = Pick<Model, 'ttl' | 'delta' | 'rate'>

/** The requests of one lifetime, in the order of time. Each cycle has a stream of its own. */
export function lifetime({ ttl, delta, rate }: DiceModel, cycle: number, seed = 1): Die[] {
  const dice: Die[] = []
  const quiet = bareModel({ ttl, delta, rate, beta: 0 })
  const look = replay(quiet, new Random(seed, cycle), 1, ({ toExpiry, dice: x }) => {
    if (toExpiry <= 0) return false
    dice.push({ left: toExpiry, from: toExpiry / (delta * x) })
  })
  look.next()
  return dice
}

/** The gap of the first trigger at this β, s; 0 when no request of the lifetime triggers. */
export const firstGap = (dice: readonly Die[], beta: number) =>
  dice.find(({ from }) => from <= beta)?.left ?? 0

/** The gap of every cycle at each of these β, with the same dice. */
export const gapsAt = (cycles: readonly Die[][], beta: number) => cycles.map((dice) => firstGap(dice, beta))
