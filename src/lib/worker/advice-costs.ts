/** What each β costs a key in each case, in rebuilds per hour: simulated on a grid, and again near the best. */
import {
  CASES,
  type Bounds,
  type Key,
  type Limits,
  type Model,
  SHARDS,
  type Scenario,
  type SimulatedCase,
  type SimulatedCurves,
  type Tally,
  type Trial,
  effectOfBeta,
  countAbove,
  keyIn,
  leastBeta,
  limitsOf,
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
  const isUsual = scenario.rule.kind === 'paper'
  const all = found.map(({ bounds }) => bounds)
  const robust = {
    low: Math.max(...all.map(({ low }) => low)),
    high: Math.min(...all.map(({ high }) => high))
  }
  const isRobust = robust.low <= robust.high || found.every(({ offKeeps }) => offKeeps)
  const kept = isRobust ? robust : all[0]
  const grids = all.map((bounds, at) => {
    // Where no β keeps the limits in all cases, what was entered decides.
    if (at > 0 && !isRobust) return []
    const from = Math.max(isUsual ? leastBeta(scenario) : 0, bounds.low, kept.low / FAR)
    const to = Math.max(from, Math.min(bounds.high, kept.high * FAR))
    const steps = Math.min(MANY, Math.max(2, Math.ceil(log(to / from) / log(GRID))))
    return [
      ...(isUsual ? [Math.max(1, leastBeta(scenario))] : []),
      ...(found[at].offKeeps ? [0] : []),
      ...(bounds.low > bounds.high ? [] : to > from ? logGrid(from, to, steps) : [from])
    ]
  })
  return simulate(scenario, key, found, grids, runner, signal, null)
}

/** The widest run of neighbouring points at which the origin is not overloaded. */
function withinOrigin(bounds: Bounds, points: Trial[], limits: Limits): Bounds {
  if (limits.overload >= 1 || bounds.low > bounds.high || points.length === 0) return bounds
  const inside = points.filter(({ beta }) => beta > 0 && beta >= bounds.low && beta <= bounds.high)
  let best: Bounds = { low: Infinity, high: 0 }
  let run: Trial[] = []
  for (const point of inside) {
    run = point.overloadShare! <= limits.overload ? [...run, point] : []
    if (
      (run.length > 0 && run[run.length - 1].beta / run[0].beta >= best.high / best.low) ||
      (best.low === Infinity && run.length > 0)
    )
      best = { low: run[0].beta, high: run[run.length - 1].beta }
  }
  return best
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
    points.length === 0
      ? [beta]
      : beta === 0 || low > high
        ? []
        : NEAR.map((ratio) => Math.min(high, Math.max(low, beta * ratio)))
  )
  return simulate(scenario, key, known.cases, grids, runner, signal, known)
}

async function simulate(
  scenario: Scenario,
  key: Key,
  cases: Pick<SimulatedCase, 'at' | 'bounds' | 'offKeeps'>[],
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
      ...lateOf(model, tallies[i]!),
      ...overloadOf(model, tallies[i]!)
    }
    return { at, trial: unsettled > 0 ? { ...trial, cost: Infinity } : trial }
  })
  const limits = limitsOf(scenario)
  return {
    cycles: CYCLES.entered,
    isUsual: scenario.rule.kind === 'paper',
    falls: effectOfBeta(scenario, modelOf(scenario, key, 1)) === 'later',
    cases: cases.map(({ at, bounds, offKeeps }, i): SimulatedCase => {
      const { delta } = keyIn(scenario, key, CASES[at])
      const own = points.filter((point) => point.at === at).map(({ trial }) => trial)
      const all = [...(known?.cases[i].points ?? []), ...own]
      const sorted = all.sort((a, b) => a.beta - b.beta)
      const off = sorted.find(({ beta }) => beta === 0)
      return {
        at,
        rate: modelOf(scenario, keyIn(scenario, key, CASES[at]), 1).rate,
        delta: delta!,
        bounds: withinOrigin(bounds, sorted, limits),
        offKeeps: offKeeps && (off?.overloadShare ?? 0) <= limits.overload,
        points: sorted
      }
    })
  }
}

/** The share of cycles with more rebuilds at once than the origin may run. */
function overloadOf({ options }: Model, { served, cycles }: Tally): Pick<Trial, 'overloadShare'> {
  const { origin = Infinity } = options ?? {}
  if (origin === Infinity || !served) return {}
  return { overloadShare: countAbove(served.peaks, origin) / cycles }
}

/** The late share, from the chances of the cycles or from the law. */
function lateOf(model: Model, { chances, cycles }: Tally): Pick<Trial, 'lateShare' | 'lateError'> {
  if (!chances) return { lateShare: trigger(model).lateShare, lateError: 0 }
  const lateShare = Math.min(1, chances.late[0] / cycles)
  const variance = Math.max(0, chances.lateSquared[0] / cycles - lateShare * lateShare)
  return { lateShare, lateError: Math.sqrt(variance / cycles) }
}
