/**
 * One cycle at every β at once: the same requests with the same random numbers, of which a larger β only lets more trigger.
 *
 * A request with `gap` seconds to expiry and a draw x = −ln U triggers at β when βΔx ≥ gap, so it carries the β from
 * which on it triggers, gap/(Δx); after expiry every request does. The requests that trigger at a β have the hazard
 * r·e^(−gap/(βΔ)), whose inverse finds the next of them with one draw whatever the rate; and given that a request
 * triggers at β, its draw is gap/(βΔ) plus an exponential number, which has no memory. So the walk goes from the write towards
 * expiry at a bound on β, and each first trigger that it meets lowers the bound to its own β: what needs a larger
 * one comes too late to be first. While the rebuild of a first trigger would run, the bound stays where it was, so
 * that every request which can start a duplicate beside it is met as well.
 */
import { hazardInverse } from '../model/hazard'
import { bisect, wholeMiddle } from '../math/bisect'
import type { Random } from '../math/random'
import type { Model } from '../model/scenario'

export type PathModel = Pick<Model, 'ttl' | 'delta' | 'rate'>

/** A request that triggers. */
export interface Trigger {
  /** Seconds to expiry; below 0 after it. */
  gap: number
  /** The smallest β at which it triggers. */
  from: number
}

/** A cycle at every β of a range. */
export interface BetaPath {
  /** First triggers, smallest β first; the gaps rise with it. */
  steps: Trigger[]
  /** Those and all that can duplicate one of them, in the order of time. */
  triggers: Trigger[]
}

/** More duplicates than this beside one first trigger are not followed; nobody could see them apart. */
export const MOST_DUPLICATES = 200

/** A first trigger whose rebuild would still run: until the gap `end`, at a β below `below`. */
interface Running {
  end: number
  below: number
  met: number
}

/**
 * @param model ttl and delta in seconds, rate in 1/s; in the limits of the parameter table
 * @param least smallest β that will be asked for, above 0
 * @param most largest
 * @param random at the start of the cycle's stream
 */
export function betaPath(model: PathModel, least: number, most: number, random: Random): BetaPath {
  const { ttl, delta, rate } = model
  const steps: Trigger[] = []
  const triggers: Trigger[] = []
  const running: Running[] = []
  let left = ttl
  let lowest = most

  // It has an end: after expiry every request triggers at any β, which sets the bound to 0, and what runs then ends.
  while (lowest > least || running.length > 0) {
    // The earlier a first trigger, the larger the β that it is first at.
    const below = running.length > 0 ? running[0].below : lowest
    const gap = hazardInverse(left, random.exponential(), below * delta, rate)
    const over = running.length > 0 ? running[0].end : -Infinity
    if (gap < over) {
      left = over
      running.shift()
      continue
    }
    left = gap
    const from = gap > 0 ? gap / (gap / below + delta * random.exponential()) : 0
    const trigger = { gap, from }
    if (from < lowest) {
      steps.push(trigger)
      running.push({ end: gap - delta, below: lowest, met: 0 })
      lowest = from
    }
    triggers.push(trigger)
    for (const one of running) one.met++
    while (running.length > 0 && running[0].met > MOST_DUPLICATES) running.shift()
  }
  return { steps: steps.reverse(), triggers }
}

/**
 * The first trigger of the cycle at this β: the last step that needs no larger one. At the largest β of the path every
 * cycle has one, after expiry if not before it.
 */
export function firstAt({ steps }: BetaPath, beta: number): Trigger {
  return steps[bisect((index) => steps[index].from > beta, 0, steps.length, { divide: wholeMiddle })[0]]
}
