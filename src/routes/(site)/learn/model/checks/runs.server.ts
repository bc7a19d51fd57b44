/** Two runs of real caches beside the model. A mean over n cycles has the standard error σ/√n. */
import { IMPLEMENTATIONS, Random, SimulatedKey, bareModel, closedForm } from '#core'
import { asPercent, inFull, inSeconds } from '$lib/text/words'

export interface RunFigure {
  what: string
  measured: string
  model: string
  /** The standard error of a mean over this many cycles, by the model; null where the difference has another cause. */
  error: string | null
  z: string | null
}

const figure = (
  what: string,
  [measured, model, error]: [number, number, number],
  say: (value: number) => string
): RunFigure => ({
  what,
  measured: say(measured),
  model: say(model),
  error: say(error),
  z: ((measured - model) / error).toFixed(1).replace('-', '−')
})

/** Standard deviation of the geometric stampede size, given its mean. */
const spread = (mean: number) => Math.sqrt(mean * mean - mean)

function mean(values: number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / values.length) }
}

/** Simulated cycles of the archive's key: enough for the error of the model to be small beside that of the run. */
const CYCLES = 40_000

/**
 * The log samples/xfetch.log of github.com/internetarchive/xfetch: 52 rebuilds in 24 cycles; the whole seconds that
 * TTL answered at the first of each add up to 54. Its program stampede.php draws against what TTL answers, so the model
 * reads the lifetime as TTL does, rounded to the nearest second.
 */
function archive() {
  const cycles = 24
  const model = IMPLEMENTATIONS.redis.apply(bareModel({ beta: 1, ttl: 20, delta: 0.5, rate: 95 }))
  const key = new SimulatedKey(model, new Random(1, 0))
  const sizes: number[] = []
  const answers: number[] = []
  for (let i = 0; i < CYCLES; i++) {
    key.cycle()
    sizes.push(1 + key.last.duplicates)
    answers.push(Math.floor(key.last.gap + 0.5))
  }
  const beside = (what: string, measured: number, values: number[], say: (value: number) => string) => {
    const law = mean(values)
    return figure(what, [measured, law.mean, law.deviation / Math.sqrt(cycles)], say)
  }
  return {
    cycles,
    figures: [
      beside('mean stampede size', 52 / cycles, sizes, (value) => inFull(value, 3)),
      beside('mean TTL at the first refresh', 54 / cycles, answers, (value) => inSeconds(value, 3))
    ]
  }
}

/** Symfony Cache on Redis; expiries are cut to whole seconds, floor(e + 0.1), which takes 0.4 s off on average. */
function symfony() {
  const cycles = 60
  const CUT = 0.4
  const model = bareModel({ beta: 1, ttl: 2, delta: 0.05, rate: 200 })
  const { duplicatesMean, gapMean } = closedForm(model)
  return {
    cycles,
    rule: inSeconds(gapMean!),
    cut: inSeconds(CUT, 1),
    explained: inSeconds(gapMean! + CUT),
    /** How much of the measured 0.58 s the two explain. */
    share: asPercent((gapMean! + CUT) / 0.58),
    figures: [
      {
        what: 'mean gap',
        measured: inSeconds(0.58, 2),
        model: inSeconds(gapMean!),
        error: null,
        z: null
      } satisfies RunFigure,
      figure(
        'duplicates a cycle, without its lock',
        [1.18, duplicatesMean, spread(1 + duplicatesMean) / Math.sqrt(cycles)],
        (value) => inFull(value, 3)
      ),
      {
        what: 'duplicates a cycle, with its lock',
        measured: '0',
        model: inFull(closedForm({ ...model, coordination: 'lock' }).duplicatesMean),
        error: null,
        z: null
      } satisfies RunFigure
    ]
  }
}

export const RUNS = { archive: archive(), symfony: symfony() }
