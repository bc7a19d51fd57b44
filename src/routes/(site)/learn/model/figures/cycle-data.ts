/** One cycle of the replay as a drawing needs it: every request, every rebuild, two expiries. */
import { type Model, Random, type Request, exp, replay } from '#core'

export interface Rebuild {
  from: number
  to: number
}

export interface CycleData {
  /** Every request until the value that the cycle wrote has begun to live, s after the first write. */
  requests: (Pick<Request, 'time' | 'triggered' | 'started'> & { chance: number })[]
  rebuilds: Rebuild[]
  /** When the value that the cycle replaced would have expired, s. */
  expiry: number
  /** When the last writer's value will, s. */
  nextExpiry: number
  gap: number
}

/**
 * The first cycle, of the streams of this seed, with so many duplicates, all of whose rebuilds are early.
 * @param model without coordination, with a fixed rebuild time and an exact expiry
 */
export function cycleData(model: Model, duplicates: number, seed = 1): CycleData {
  for (let shard = 0; ; shard++) {
    const requests: CycleData['requests'] = []
    const rebuilds: Rebuild[] = []
    const play = replay(model, new Random(seed, shard), 1, ({ time, toExpiry, triggered, started }) => {
      const chance = toExpiry > 0 ? exp(-toExpiry / (model.beta * model.delta)) : 1
      requests.push({ time, triggered, started, chance })
      if (started) rebuilds.push({ from: time, to: time + model.delta })
    })
    const { value } = play.next()
    if (!value || value.duplicates !== duplicates || value.late) continue
    const end = rebuilds[duplicates].to
    return {
      requests: requests.filter(({ time }) => time < end),
      rebuilds: rebuilds.slice(0, duplicates + 1),
      expiry: model.ttl,
      nextExpiry: end + model.ttl,
      gap: value.gap
    }
  }
}
