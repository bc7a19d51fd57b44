/** How a simulation is divided. Apart from simulate.ts, so that a page that plans one does not load it. */

/** Every simulation has this many shards. Each has its own random stream, and their tallies are merged in order. */
export const SHARDS = 32

/** How many cycles of a simulation this shard simulates. */
export function shardCycles(cycles: number, shard: number): number {
  return Math.floor((cycles * (shard + 1)) / SHARDS) - Math.floor((cycles * shard) / SHARDS)
}
