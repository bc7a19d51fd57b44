import { summarize } from '#core'
import { affordableCycles } from '$lib/worker/affordable'
import { inAll } from '$lib/text/words'
import type { Runner } from '$lib/worker/runner'
import { head, modelsOf, row, type FigureRow, type ReplyHead } from './body'
import type { Call } from './call'

/** Steps of work (core/simulation/steps.ts) for all keys of one call: about 25 s of one processor. */
const STEPS = 200_000_000
/** A simulation may take so many times what its first cycles promise before it is cut short. */
const SPARE = 2

/** What a simulated key has to say. */
interface SimulatedRow {
  figures: FigureRow
  standardErrors: FigureRow
  cycles: number
}

/**
 * The reply of /api/v1/simulate: the simulation, with the standard error of every figure.
 * @param budget in steps; fewer cycles than asked for are simulated where they would take more
 */
export async function simulationReply(
  { scenario, notes }: Call,
  runner: Runner,
  signal: AbortSignal,
  budget = STEPS
): Promise<ReplyHead<SimulatedRow> & { cycles: number; seed: number }> {
  const { cycles, seed } = scenario
  const models = modelsOf(scenario)
  const steps = budget / models.length
  const affordable = await affordableCycles(
    models.map(({ model }) => model),
    seed,
    steps,
    runner,
    signal
  )
  const jobs = models.map(({ model }, i) => {
    const count = Math.max(1, Math.min(cycles, affordable[i] ?? cycles))
    return { model, cycles: count, seed, most: SPARE * steps }
  })
  const { tallies } = await runner.run(jobs, () => {}, signal)
  const summaries = models.map(({ model }, i) => summarize(model, tallies[i]!))
  const cutShort = models.flatMap(({ key }, i) =>
    jobs[i].cycles < cycles
      ? `${inAll(cycles)} cycles of ${key.name} are too much work for one call: its figures come from ` +
        `${inAll(summaries[i].cycles)} cycles`
      : summaries[i].unsettled > 0 || summaries[i].cycles < cycles
        ? `the simulation of ${key.name} was cut short: its rebuilds overlap, or too many start at once; ` +
          `its figures come from ${inAll(summaries[i].cycles)} of ${inAll(cycles)} cycles`
        : []
  )
  const collapsed = models.flatMap(({ key }, i) =>
    (summaries[i].served?.forGood ?? 0) > 0
      ? `the origin of ${key.name} collapsed for good: rebuilds ran for 20 lifetimes without a pause`
      : []
  )
  const rows = summaries.map((summary) => ({
    figures: row((key) => summary.figures[key], summary.served?.figures),
    standardErrors: row((key) => summary.standardErrors[key], summary.served?.standardErrors),
    cycles: summary.cycles
  }))
  return { ...head(scenario, [...notes, ...collapsed, ...cutShort], rows), cycles, seed }
}
