import { summarize } from '../core'
import type { Runner } from '../worker/runner'
import { head, modelsOf, row, type FigureRow, type Head } from './body'
import type { Call } from './call'

/** What a simulated key has to say. */
interface SimulatedRow {
  figures: FigureRow
  standardErrors: FigureRow
  cycles: number
}

/** The reply of /api/v1/simulate: the simulation, with the standard error of every figure. */
export async function simulate(
  { scenario, notes }: Call,
  runner: Runner,
  signal: AbortSignal
): Promise<Head<SimulatedRow> & { cycles: number; seed: number }> {
  const { cycles, seed } = scenario
  const models = modelsOf(scenario)
  const jobs = models.map(({ model }) => ({ model, cycles, seed }))
  const { tallies } = await runner.run(jobs, () => {}, signal)
  const summaries = models.map(({ model }, i) => summarize(model, tallies[i]!))
  const cutShort = models.flatMap(({ key }, i) =>
    summaries[i].unsettled > 0 || summaries[i].cycles < cycles
      ? `the simulation of ${key.name} was cut short: its refreshes run into each other, or start too many rebuilds ` +
        `each, and its figures are over ${summaries[i].cycles} of ${cycles} cycles`
      : []
  )
  const rows = summaries.map((summary) => ({
    figures: row((key) => summary.figures[key]),
    standardErrors: row((key) => summary.standardErrors[key]),
    cycles: summary.cycles
  }))
  return { ...head(scenario, [...notes, ...cutShort], rows), cycles, seed }
}
