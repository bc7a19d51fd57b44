/** The request rate from which on a cache with an origin that has a limit collapses, by simulation. */
import { geometricMean } from '../../math/bisect'
import type { Model } from '../../model/scenario'
import { SHARDS, simulateShard } from '../simulate'

/** Cycles of one trial, and the steps after which it is cut off: only a collapse takes so many. */
const CYCLES = 200
const STEPS = 300_000
const SEED = 1
/** The rate is found to a twentieth. */
const ENOUGH = 1.05

/** Whether rebuilds run for a lifetime without a pause, in half of the cycles or for good. */
export function collapses(model: Model): boolean {
  const tally = simulateShard(model, CYCLES * SHARDS, SEED, 0, STEPS * SHARDS)
  const { served, cycles, unsettled } = tally
  return unsettled > 0 || (served !== undefined && served.collapsed >= cycles / 2)
}

export interface CollapseRate {
  /** 1/s; Infinity where no rate up to `upTo` collapses. */
  rate: number
  upTo: number
  cycles: number
}

/**
 * Searches between two rates. Each step is one trial, so that whoever waits for the result can do something else between.
 * @param from 1/s, taken not to collapse
 * @param upTo 1/s
 */
export function* collapseRate(model: Model, from: number, upTo: number): Generator<void, CollapseRate> {
  const found = (rate: number) => ({ rate, upTo, cycles: CYCLES })
  const at = (rate: number) => collapses({ ...model, rate })
  if (!at(upTo)) return found(Infinity)
  yield
  let [low, high] = [from, upTo]
  while (high > ENOUGH * low) {
    const middle = geometricMean(low, high)
    if (at(middle)) high = middle
    else low = middle
    yield
  }
  return found(high)
}
