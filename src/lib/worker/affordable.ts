/** What a simulation will cost, estimated from a few of its cycles. */
import { type Model, SHARDS, warmUpOf } from '#core'
import type { Runner } from './runner'

/** The estimate takes so many cycles, in so many of their shards, and at most so many steps. */
const PILOT = { cycles: 640, shards: 4, steps: 250_000 }

/**
 * Steps (core/simulation/steps.ts) that one cycle of each model takes, by a look at 80 of them; null where they do not settle, and
 * the cost of a cycle therefore has no bound but that of the simulation.
 * @param seed of the scenario: the same scenario has the same cost
 */
async function stepsOfCycle(
  models: Model[],
  seed: number,
  runner: Runner,
  signal: AbortSignal
): Promise<(number | null)[]> {
  const { cycles, shards, steps } = PILOT
  const most = (steps * SHARDS) / shards
  const jobs = models.map((model) => ({ model, cycles, seed, most, onlySettled: true }))
  const { tallies } = await runner.run(jobs, () => {}, signal, shards)
  return tallies.map((tally, i) => {
    const { unsettled, steps, cycles } = tally!
    return unsettled > 0 ? null : steps / (cycles + shards * warmUpOf(models[i]))
  })
}

/**
 * How many cycles of each model fit into a budget, warm-up included; null where their cost has no bound.
 * @param steps for each model
 */
export async function affordableCycles(
  models: Model[],
  seed: number,
  steps: number,
  runner: Runner,
  signal: AbortSignal
): Promise<(number | null)[]> {
  const each = await stepsOfCycle(models, seed, runner, signal)
  return each.map((cycle, i) =>
    cycle === null ? null : Math.max(0, Math.floor(steps / cycle - SHARDS * warmUpOf(models[i])))
  )
}
