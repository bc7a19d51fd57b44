/** The cycles of a simulation one by one, where their sums are not enough. */
import { cycleSource } from './at-once-key'
import { Random } from '../math/random'
import type { Model } from '../model/scenario'
import { SHARDS, shardCycles } from './shards'
import { warmUpOf, workLimit } from './simulate'
import type { Cycle } from './served/served-cycle'

/** A cycle with its place in the simulation. */
export interface NumberedCycle extends Cycle {
  /** Counts from 1, through all shards in order. */
  number: number
  /** False where the cycle was cut off before nothing was in flight; its figures are those of the part before. */
  settled: boolean
}

/**
 * The cycles that `simulate` adds up, with the same random numbers and in the same order. Each is simulated on demand.
 * @param model validated, as for `simulateShard`
 * @param cycles of the whole simulation; the number of cycles in each shard depends on it
 * @param seed whole number, 0 to 2³² − 1
 */
export function* cyclesOf(model: Model, cycles: number, seed: number): Generator<NumberedCycle> {
  const warmUp = warmUpOf(model)
  let number = 0
  for (let shard = 0; shard < SHARDS; shard++) {
    const count = shardCycles(cycles, shard)
    const random = new Random(seed, shard)
    const key = cycleSource(model, random)
    const limit = workLimit(count)
    for (let i = 0, counted = 0; counted < count; i++) {
      random.seek(i)
      const settled = key.cycle()
      if (i < warmUp && settled && key.work < limit / 2) continue
      counted++
      yield { ...key.last, settled, number: ++number }
      if (!settled || key.work > limit) break
    }
  }
}
