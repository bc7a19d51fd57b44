/**
 * Simulates one key at one β, cycle by cycle. A trigger starts a rebuild unless the coordination forbids it; a rebuild
 * writes when it ends; the last writer wins. The cost grows with the number of rebuilds, not of requests.
 */
import { ChanceSums, type ChancesAsked } from './chances'
import { cycleSource, isAtOnce } from './at-once-key'
import { Random } from '../math/random'
import type { Model } from '../model/scenario'
import { SHARDS, shardCycles } from './shards'
import { ENORMOUS } from './simulated-key'
import { stepsOf } from './steps'
import { addCycle, closeTally, emptyTally, mergeTallies, openTally, type Tally } from './tally'

/** Cycles that a shard simulates but does not count, where a cycle depends on the one before. */
const WARM_UP = 20

/** How many cycles each shard simulates before it counts them. */
export const warmUpOf = (model: Model) => (isAtOnce(model) ? 0 : WARM_UP)

/** Every budget allows a cycle at least this many rebuilds, and as many random numbers. */
const FEWEST = 1000

/** Rebuilds after which a shard ends early: where refreshes run into each other, a cycle may hold thousands. */
export const workLimit = (cycles: number) => 20_000 + 400 * cycles

/**
 * Simulates one shard. The same arguments give the same bits everywhere.
 * @param model validated: in the limits of the parameter table, delta ≤ ttl
 * @param cycles of the whole simulation, of which this shard does its part
 * @param seed whole number, 0 to 2³² − 1
 * @param shard 0 to SHARDS − 1
 * @param most steps (steps.ts) that the whole simulation may take; no limit unless given. The shard ends after the cycle
 * that exceeds its share of them. A cycle that needs far more is cut off and counts as unsettled.
 * @param asked the chances to add up; of a model that isAtOnce there are none, as firstTrigger gives them exactly
 */
export function simulateShard(
  model: Model,
  cycles: number,
  seed: number,
  shard: number,
  most = Infinity,
  asked?: ChancesAsked
): Tally {
  const count = shardCycles(cycles, shard)
  if (count === 0) return emptyTally()
  const tally = openTally(model)
  const random = new Random(seed, shard)
  const key = cycleSource(model, random)
  const chances = asked && key.beginning ? new ChanceSums(model, asked) : null
  const warmUp = warmUpOf(model)
  const limit = workLimit(count)
  const mostHere = most * (count / cycles)
  const draws = Math.max(FEWEST, mostHere / stepsOf(model, 1, 0))
  for (let i = 0; tally.cycles < count; i++) {
    random.seek(i)
    const settled = key.cycle(Math.min(ENORMOUS, draws), random.draws + draws)
    tally.steps = stepsOf(model, random.draws, i + 1)
    // The warm-up ends early, so that work is left for cycles that count.
    if (i < warmUp && settled && key.work < limit / 2 && tally.steps < mostHere / 2) continue
    addCycle(tally, key.last)
    chances?.add(key.beginning!)
    if (!settled) tally.unsettled++
    if (!settled || key.work > limit || tally.steps > mostHere) break
  }
  key.audit()
  if (chances) tally.chances = chances.sums
  return closeTally(tally)
}

/**
 * Simulates all shards in order. Every other way of running them must give the same bits.
 * @param model as for simulateShard
 * @param cycles of the whole simulation
 * @param seed whole number, 0 to 2³² − 1
 * @param shards how many of them to simulate, from the first on; all unless given, fewer for a first look
 */
export function simulate(model: Model, cycles: number, seed: number, shards = SHARDS): Tally {
  const each = Array.from({ length: shards }, (_, shard) => simulateShard(model, cycles, seed, shard))
  return mergeTallies(emptyTally(), ...each)
}
