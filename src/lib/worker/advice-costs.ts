/** What each β costs a key in each case, in rebuilds per hour: simulated on a grid, and again near the best. */
import {
  CASES,
  type Key,
  type Model,
  SHARDS,
  type Scenario,
  type SimulatedCase,
  type SimulatedCurves,
  type Tally,
  type Trial,
  keyIn,
  leastBeta,
  log,
  logGrid,
  modelOf,
  summarize,
  trialOf,
  trigger
} from '#core'
import type { CaseBounds } from './advice-bounds'
import type { Runner } from './runner'

/** Neighbours of the grid are at most so far apart, and near the best one, as ratios. */
const GRID = 1.6
const NEAR = [1 / 1.25, 1 / 1.12, 1, 1.12, 1.25]
/** β farther from what may be recommended than this cannot be the best of another case that counts. */
const FAR = 3
/** A grid has at most so many β. */
const MANY = 12
/** Cycles for what was entered, and for the other cases, which weigh one β against another and are never shown. */
const CYCLES = { entered: 1600, other: 320 }
/** Steps that one simulation may take. */
const MOST = { entered: 160_000, other: 32_000 }
/** Fewer shards than usual: each has its own warm-up. */
const FEW = 4

/** The costs of the β that keep the limits, and of β = 1, with which they are compared. */
export function costsBySimulation(
  scenario: Scenario,
  key: Key,
  found: CaseBounds[],
  runner: Runner,
  signal: AbortSignal
): Promise<SimulatedCurves> {
  const all = found.map(({ bounds }) => bounds)
  const robust = {
    low: Math.max(...all.map(({ low }) => low)),
    high: Math.min(...all.map(({ high }) => high))
  }
  const isRobust = robust.low <= robust.high
  const kept = isRobust ? robust : all[0]
  const grids = all.map((bounds, at) => {
    // Where no β keeps the limits in all cases, what was entered decides.
    if (at > 0 && !isRobust) return []
    const from = Math.max(leastBeta(scenario), bounds.low, kept.low / FAR)
    const to = Math.max(from, Math.min(bounds.high, kept.high * FAR))
    const steps = Math.min(MANY, Math.max(2, Math.ceil(log(to / from) / log(GRID))))
    return [Math.max(1, leastBeta(scenario)), ...(to > from ? logGrid(from, to, steps) : [from])]
  })
  return simulate(scenario, key, found, grids, runner, signal, null)
}

/** More β near one, in every case; in those that had none only this one, whose shares say which case breaks it. */
export function refinedCosts(
  scenario: Scenario,
  key: Key,
  known: SimulatedCurves,
  beta: number,
  runner: Runner,
  signal: AbortSignal
): Promise<SimulatedCurves> {
  const grids = known.cases.map(({ bounds: { low, high }, points }) =>
    points.length === 0 ? [beta] : NEAR.map((ratio) => Math.min(high, Math.max(low, beta * ratio)))
  )
  return simulate(scenario, key, known.cases, grids, runner, signal, known)
}

async function simulate(
  scenario: Scenario,
  key: Key,
  cases: Pick<SimulatedCase, 'at' | 'bounds'>[],
  grids: number[][],
  runner: Runner,
  signal: AbortSignal,
  known: SimulatedCurves | null
): Promise<SimulatedCurves> {
  const asks = cases.flatMap(({ at }, i) => {
    const own = keyIn(scenario, key, CASES[at])
    const before = known?.cases[i].points.map(({ beta }) => beta) ?? []
    const betas = [...new Set(grids[i])].filter((beta) => !before.includes(beta))
    return betas.map((beta) => ({ at, beta, model: modelOf(scenario, own, beta) }))
  })
  const jobs = asks.map(({ at, model }) => {
    const kind = at === 0 || known?.cases[at].points.length === 0 ? 'entered' : 'other'
    const many = SHARDS / FEW
    return {
      model,
      cycles: CYCLES[kind] * many,
      seed: scenario.seed,
      most: MOST[kind] * many,
      onlySettled: true,
      chances: { betas: [model.beta], gap: null }
    }
  })
  const { tallies } = await runner.run(jobs, () => {}, signal, FEW)
  const points = asks.map(({ at, beta, model }, i): { at: number; trial: Trial } => {
    const { figures, standardErrors, unsettled } = summarize(model, tallies[i]!)
    const trial = {
      ...trialOf(beta, model.ttl, figures, standardErrors),
      ...lateOf(model, tallies[i]!)
    }
    return { at, trial: unsettled > 0 ? { ...trial, cost: Infinity } : trial }
  })
  return {
    cycles: CYCLES.entered,
    cases: cases.map(({ at, bounds }, i): SimulatedCase => {
      const { rate, delta } = keyIn(scenario, key, CASES[at])
      const own = points.filter((point) => point.at === at).map(({ trial }) => trial)
      const all = [...(known?.cases[i].points ?? []), ...own]
      return { at, rate, delta: delta!, bounds, points: all.sort((a, b) => a.beta - b.beta) }
    })
  }
}

/** The late share, from the chances of the cycles or from the law. */
function lateOf(model: Model, { chances, cycles }: Tally): Pick<Trial, 'lateShare' | 'lateError'> {
  if (!chances) return { lateShare: trigger(model).lateShare, lateError: 0 }
  const lateShare = Math.min(1, chances.late[0] / cycles)
  const variance = Math.max(0, chances.lateSquared[0] / cycles - lateShare * lateShare)
  return { lateShare, lateError: Math.sqrt(variance / cycles) }
}
