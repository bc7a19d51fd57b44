/**
 * The simulation: one key at one β, cycle after cycle, trigger by trigger. Its cost is that of the rebuilds,
 * not of the requests. What happens is told in the model: triggers start rebuilds unless coordination forbids
 * it, a rebuild writes when it ends, the last writer wins.
 */
import { cycleSource, isAtOnce } from './at-once-key'
import { Random } from '../math/random'
import type { Model } from '../model/scenario'
import { ENORMOUS } from './simulated-key'
import { stepsOf } from './steps'
import { addCycle, closeTally, emptyTally, mergeTallies, openTally, type Tally } from './tally'

/** Every simulation is cut into so many shards; each owns its random stream, and they merge in order. */
export const SHARDS = 32
/** Cycles to run before counting where a cycle depends on the one before. */
const WARM_UP = 20

/** Cycles that each shard of a model runs before it counts. */
export const warmUpOf = (model: Model) => (isAtOnce(model) ? 0 : WARM_UP)

/** Rebuilds of one cycle, and random numbers for them, that even the smallest budget follows. */
const FEWEST = 1000

/** A shard ends early after a cycle in which its rebuilds come to so much work, for caches that hardly settle. */
export const workLimit = (cycles: number) => 20_000 + 400 * cycles

/** How many cycles this shard simulates of a total. */
export function shardCycles(cycles: number, shard: number): number {
  return Math.floor((cycles * (shard + 1)) / SHARDS) - Math.floor((cycles * shard) / SHARDS)
}

/**
 * Simulates one shard. The same arguments give the same bits everywhere.
 * @param model validated: in the limits of the parameter table, delta ≤ ttl
 * @param cycles of the whole simulation, of which this shard does its part
 * @param seed whole number, 0 to 2³² − 1
 * @param shard 0 to SHARDS − 1
 * @param most steps (steps.ts) that the whole simulation may take: the shard ends after the cycle that exceeds its part
 * of them, and a cycle that needs far more is cut off and counts as unsettled; no limit unless told
 */
export function simulateShard(
  model: Model,
  cycles: number,
  seed: number,
  shard: number,
  most = Infinity
): Tally {
  const count = shardCycles(cycles, shard)
  if (count === 0) return emptyTally()
  const tally = openTally()
  const random = new Random(seed, shard)
  const key = cycleSource(model, random)
  const warmUp = warmUpOf(model)
  const limit = workLimit(count)
  const mostHere = most * (count / cycles)
  const draws = Math.max(FEWEST, mostHere / stepsOf(model, 1, 0))
  for (let i = 0; tally.cycles < count; i++) {
    random.seek(i)
    const settled = key.cycle(Math.min(ENORMOUS, draws), random.draws + draws)
    tally.steps = stepsOf(model, random.draws, i + 1)
    // A warm-up must leave work for what counts.
    if (i < warmUp && settled && key.work < limit / 2 && tally.steps < mostHere / 2) continue
    addCycle(tally, key.last)
    if (!settled) tally.unsettled++
    if (!settled || key.work > limit || tally.steps > mostHere) break
  }
  key.audit()
  return closeTally(tally)
}

/**
 * Simulates shards in order: the reference for every other way of running them.
 * @param shards how many of them; all unless told, fewer for a first look
 */
export function simulate(model: Model, cycles: number, seed: number, shards = SHARDS): Tally {
  let total = emptyTally()
  for (let shard = 0; shard < shards; shard++)
    total = mergeTallies(total, simulateShard(model, cycles, seed, shard))
  return total
}
