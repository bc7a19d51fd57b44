import { type Model, Random, SimulatedKey, isAtOnce } from '#core'
import { AtOnceKey } from '../../src/lib/core/simulation/at-once-key'
import { type CycleSource } from '../../src/lib/core/simulation/simulated-key'
import type { Cycle } from '../../src/lib/core/simulation/served/served-cycle'

/** The cycles of one shard, with the random numbers of the simulation. It stops at a cycle that is cut off. */
export function cyclesOf(
  model: Model,
  count: number,
  seed: number,
  Key: new (model: Model, random: Random) => CycleSource = isAtOnce(model) ? AtOnceKey : SimulatedKey
): Cycle[] {
  const random = new Random(seed, 0)
  const key = new Key(model, random)
  /** Rebuilds after which a cycle is cut off. */
  const most = 10_000
  const cycles: Cycle[] = []
  for (let settled = true; settled && cycles.length < count; cycles.push({ ...key.last })) {
    random.seek(cycles.length)
    settled = key.cycle(most)
  }
  return cycles
}
