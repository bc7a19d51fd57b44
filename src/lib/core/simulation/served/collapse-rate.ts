/** The request rate from which on a cache with an origin that has a limit collapses, by simulation. */
import { geometricMean } from '../../math/bisect'
import type { Model } from '../../model/scenario'
import { SHARDS } from '../shards'
import { simulateShard } from '../simulate'

/** Cycles of one trial: a collapse is rare where early refreshes avoid it in most cycles, and one may be for good. */
const CYCLES = 20_000
/** Steps after which a shard is cut off: only a collapse takes so many. */
const STEPS = 300_000
const SEED = 1
/** The rate is found to a twentieth. */
const ENOUGH = 1.05

export interface CollapseRate {
  /** 1/s; Infinity where no rate up to `upTo` collapses. */
  rate: number
  upTo: number
  /** Simulated at each rate; one that collapses is enough. */
  cycles: number
}

/** Whether rebuilds run for more than a lifetime without a pause in some cycle. Each step takes some milliseconds. */
export function* collapses(model: Model): Generator<void, boolean> {
  for (let shard = 0; shard < SHARDS; shard++) {
    const { served, unsettled } = simulateShard(model, CYCLES, SEED, shard, STEPS * SHARDS)
    if (unsettled > 0 || (served !== undefined && served.collapsed > 0)) return true
    yield
  }
  return false
}

/**
 * Searches between two rates, in short steps, so that whoever waits for the result can do something else between.
 * @param from 1/s, taken not to collapse
 * @param upTo 1/s
 */
export function* collapseRate(model: Model, from: number, upTo: number): Generator<void, CollapseRate> {
  const found = (rate: number) => ({ rate, upTo, cycles: CYCLES })
  if (!(yield* collapses({ ...model, rate: upTo }))) return found(Infinity)
  let [low, high] = [from, upTo]
  while (high > ENOUGH * low) {
    const rate = geometricMean(low, high)
    if (yield* collapses({ ...model, rate })) high = rate
    else low = rate
  }
  return found(high)
}
