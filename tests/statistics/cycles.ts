import { AtOnceKey, isAtOnce } from '$lib/core/at-once-key'
import { Random } from '$lib/core/random'
import type { Model } from '$lib/core/scenario'
import { SimulatedKey } from '$lib/core/simulated-key'
import type { Cycle } from '$lib/core/tally'

/** The cycles of one shard, one by one, with the dice that the simulation gives them; fewer when one does not settle. */
export function cyclesOf(
  model: Model,
  count: number,
  seed: number,
  Key: typeof SimulatedKey = isAtOnce(model) ? AtOnceKey : SimulatedKey
): Cycle[] {
  const random = new Random(seed, 0)
  const key = new Key(model, random)
  /** Rebuilds after which a cycle is given up. */
  const most = 10_000
  const cycles: Cycle[] = []
  for (let settled = true; settled && cycles.length < count; cycles.push({ ...key.last })) {
    random.seek(cycles.length)
    settled = key.cycle(most)
  }
  return cycles
}
