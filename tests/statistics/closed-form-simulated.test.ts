/** The closed form and the simulation check each other on random keys. */
import { describe, expect, it } from 'vitest'
import {
  type FigureKey,
  type Model,
  Random,
  closedForm,
  firstTrigger,
  gapCdf,
  gapQuantile,
  overlapShare,
  simulate,
  summarize
} from '#core'
import { shareError, SIGMAS, zScore } from '../support/statistics'
import { modelWith } from './models'

const MODELS = 40
const CYCLES = 20_000
/** 40 models times 9 figures: |z| above 4.5 comes by chance in 360 · 6.8e-6 = 0.24 % of such tests. */
const BOUND = 4.5

const policies: Partial<Model>[] = [
  { coordination: 'none' },
  { coordination: 'lock' },
  { coordination: 'coalesce', processes: 2 },
  { coordination: 'coalesce', processes: 8 },
  { coordination: 'coalesce', processes: 64 }
]

/** Log-uniform keys whose refreshes settle: less than one cycle in CYCLES runs into the one before. */
function settledModels(): Model[] {
  const random = new Random(2015, 0)
  const between = (min: number, max: number) => min * (max / min) ** random.uniform()
  const models: Model[] = []
  while (models.length < MODELS) {
    const delta = between(1e-3, 10)
    const model = modelWith({
      delta,
      ttl: delta * between(5, 1000),
      rate: between(0.05, 1000) / delta,
      beta: between(0.2, 20),
      ...policies[models.length % policies.length]
    })
    if (overlapShare(model) < 0.01 / CYCLES) models.push(model)
  }
  return models
}

// Each key has its own seed, because the same random numbers would move all keys the same way.
const rows = settledModels().map((model, i) => {
  const tally = simulate(model, CYCLES, 51 + i)
  return { model, exact: closedForm(model), tally, simulated: summarize(model, tally) }
})
type Row = (typeof rows)[number]

const title = ({ model }: Row) =>
  `${model.coordination}:${model.processes} T/Δ ${(model.ttl / model.delta).toPrecision(3)} ` +
  `rΔ ${(model.rate * model.delta).toPrecision(3)} β ${model.beta.toPrecision(3)}`

const shares: FigureKey[] = ['earlyShare', 'lateShare']
const means: FigureKey[] = ['gapMean', 'duplicatesMean', 'cycleSeconds', 'rebuildsPerHour', 'blockedShare']
const quantiles = [0.05, 0.95]

/** The simulated figure's distance from the exact one, in its standard error; a share's is that of the exact share. */
function score({ exact, simulated, tally }: Row, key: FigureKey): number {
  const truth = exact[key]!
  const error = shares.includes(key) ? shareError(truth, tally.cycles) : simulated.standardErrors[key]!
  return zScore(simulated.figures[key]!, error, truth)
}

/** The same for the share of early cycles below the simulated quantile. */
function quantileScore({ model, simulated, tally }: Row, p: number): number {
  const law = firstTrigger(model)
  const gap = simulated.figures[p === 0.05 ? 'gapP05' : 'gapP95']!
  const below = (gapCdf(law, gap) - gapCdf(law, 0)) / law.earlyShare
  return zScore(below, Math.sqrt((p * (1 - p)) / tally.early), p)
}

/** Whether the bins of the gap histogram, 1/256 wide, are narrow against the law. */
const isWide = ({ exact }: Row) => exact.gapP95! / 256 < 0.1 * (exact.gapP95! - exact.gapP05!)

describe.each(rows.map((row) => [title(row), row] as const))('%s', (_, row) => {
  it.each([...shares, ...means])('%s', (key) => {
    expect(Math.abs(score(row, key))).toBeLessThan(BOUND)
  })

  it.each(quantiles)('the quantile of the gap at %d', (p) => {
    const law = firstTrigger(row.model)
    const gap = row.simulated.figures[p === 0.05 ? 'gapP05' : 'gapP95']!
    const off = BOUND * Math.sqrt((p * (1 - p)) / row.tally.early)
    expect(gap).toBeGreaterThan(gapQuantile(law, Math.max(0, p - off))! * (1 - 1 / 256))
    expect(gap).toBeLessThan(gapQuantile(law, Math.min(1, p + off))! * (1 + 1 / 256))
  })
})

describe('over all these keys the scores are those of a standard normal', () => {
  // The mean of n squares of one has mean 1 and variance 2/n.
  const spread = (scores: number[]) => {
    const mean = scores.reduce((sum, z) => sum + z * z, 0) / scores.length
    return zScore(mean, Math.sqrt(2 / scores.length), 1)
  }
  const normal = (row: Row, key: FigureKey) => {
    if (key === 'duplicatesMean') return row.model.coordination !== 'lock'
    // A share of all but a few cycles, or of a few, has no normal error.
    const share = row.exact[key]!
    return !shares.includes(key) || CYCLES * share * (1 - share) > 20
  }

  it.each([...shares, ...means])('%s', (key) => {
    const scores = rows.filter((row) => normal(row, key)).map((row) => score(row, key))
    expect(scores.length).toBeGreaterThan(10)
    expect(Math.abs(spread(scores))).toBeLessThan(SIGMAS)
  })

  it.each(quantiles)('the quantile of the gap at %d', (p) => {
    const scores = rows.filter(isWide).map((row) => quantileScore(row, p))
    expect(scores.length).toBeGreaterThan(20)
    expect(Math.abs(spread(scores))).toBeLessThan(SIGMAS)
  })
})
