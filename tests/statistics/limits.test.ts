/** The simulation at the ends of the limits: its work is bounded, and every figure is a number. */
import { describe, expect, it } from 'vitest'
import {
  type Arrivals,
  FIGURE_KEYS,
  IMPLEMENTATIONS,
  IMPLEMENTATION_NAMES,
  type Model,
  PARAMETERS,
  SHARDS,
  closedForm,
  simulateShard,
  stepsOf,
  summarize,
  whyNoClosedForm
} from '#core'
import { zScore } from '../support/statistics'
import { modelWith, nameOf } from './models'

const { ttl, delta, rate, beta, deltaCv, resolution, burstOn, burstOff, burstRatio, processes } = PARAMETERS

const extremes: Partial<Model>[] = [
  { rate: rate.max },
  { rate: rate.max, beta: 0 },
  { rate: rate.max, beta: 1e-9 },
  { rate: rate.max, beta: beta.max },
  { rate: rate.max, ttl: ttl.max, delta: delta.max, beta: 0 },
  { rate: rate.max, ttl: ttl.max, delta: delta.max, beta: 0, coordination: 'lock' },
  { rate: rate.max, ttl: ttl.max, delta: delta.min, beta: 1 },
  { rate: rate.max, ttl: ttl.min, delta: ttl.min },
  { rate: rate.max, ttl: ttl.min, delta: ttl.min, beta: beta.max },
  {
    rate: rate.max,
    ttl: ttl.min,
    delta: ttl.min,
    beta: beta.max,
    coordination: 'coalesce',
    processes: processes.max
  },
  { rate: rate.max, coordination: 'coalesce', processes: processes.max, beta: 0.1 },
  { rate: rate.min },
  { rate: rate.min, beta: beta.max, ttl: ttl.max },
  { rate: rate.min, beta: 0, ttl: ttl.min, delta: delta.min },
  { rate: rate.max, deltaCv: deltaCv.max, beta: beta.max },
  { rate: rate.max, deltaCv: deltaCv.max, coordination: 'lock' },
  { rate: rate.max, arrivals: { kind: 'even' } },
  { rate: rate.max, arrivals: { kind: 'even' }, beta: 0 },
  { rate: rate.max, arrivals: { kind: 'even' }, beta: 0, coordination: 'lock' },
  { rate: rate.max, arrivals: { kind: 'even' }, beta: beta.max, ttl: ttl.max, delta: delta.max },
  { rate: rate.min, arrivals: { kind: 'even' }, beta: beta.max },
  { rate: rate.max, arrivals: { kind: 'burst', on: burstOn.min, off: burstOff.min } },
  { rate: rate.max, arrivals: { kind: 'burst', on: burstOn.min, off: burstOff.max } },
  { rate: rate.max, arrivals: { kind: 'burst', on: burstOn.max, off: burstOff.min }, beta: 0 },
  { rate: rate.max, arrivals: { kind: 'burst', on: burstOn.min, off: burstOff.min, ratio: burstRatio.max } },
  { rate: rate.max, arrivals: { kind: 'burst', on: burstOn.max, off: burstOff.max, ratio: burstRatio.min } },
  { rate: rate.max, arrivals: { kind: 'burst', on: burstOn.max, off: burstOff.max, ratio: 1.000001 } },
  { rate: rate.min, arrivals: { kind: 'burst', on: burstOn.min, off: burstOff.min } },
  { rate: rate.min, arrivals: { kind: 'burst', on: burstOn.min, off: burstOff.max }, ttl: ttl.max },
  {
    rate: 1,
    arrivals: { kind: 'burst', on: 0.01, off: 0.01 },
    ttl: ttl.max,
    delta: delta.max,
    beta: beta.max
  },
  { rate: rate.max, resolution: resolution.max },
  { rate: 1, resolution: resolution.max, ttl: ttl.min, delta: delta.min },
  { rate: rate.max, ttl: ttl.max, resolution: 1e-9 }
]

/**
 * A cycle is cut off after 300,000 rebuilds, and a shard ends soon after less work than that. A rebuild draws four
 * random numbers at most, so five leave room. Beside them a hundred cycles of warm-up are nothing.
 */
const mostSteps = (model: Model) => stepsOf(model, 5 * 300_000, 100)

describe.each(extremes.map((changes) => [nameOf(changes), modelWith(changes)] as const))('%s', (_, model) => {
  const cycles = 20
  const tally = simulateShard(model, cycles * SHARDS, 71, 0)
  const { figures, standardErrors } = summarize(model, tally)

  it('takes a bounded number of steps', () => {
    expect(tally.steps).toBeLessThan(mostSteps(model))
  })

  it('has a number for every figure', () => {
    for (const key of FIGURE_KEYS) {
      for (const value of [figures[key], standardErrors[key]]) {
        if (value !== null && !(value >= 0 && value < Infinity)) expect.fail(`${key} is ${value}`)
      }
    }
  })

  if (whyNoClosedForm(model) !== null || tally.unsettled > 0) return
  it('has the cycles of the closed form', () => {
    const exact = closedForm(model)
    // The variance of so few cycles is a guess: the chance of four standard errors is that of 5.3 with 19 degrees of
    // freedom. And it is a difference of squares, good to the root of a double's digits.
    const score = (key: 'cycleSeconds' | 'duplicatesMean', least: number) =>
      zScore(figures[key], Math.max(standardErrors[key]!, least), exact[key])
    expect(Math.abs(score('cycleSeconds', 1.5e-8 * (model.ttl + model.delta)))).toBeLessThan(5.3)
    // Where duplicates are rare, their count is Poisson.
    expect(Math.abs(score('duplicatesMean', Math.sqrt(exact.duplicatesMean / cycles)))).toBeLessThan(5.3)
  })
})

/** Every deviation at every end of the limits, and where the period of requests is below the spacing of doubles. */
describe.each(IMPLEMENTATION_NAMES.filter((name) => IMPLEMENTATIONS[name].differs))(
  'through the implementation of %s',
  (name) => {
    const arrivals: Arrivals[] = [{ kind: 'poisson' }, { kind: 'even' }, { kind: 'burst', on: 2, off: 18 }]
    const sizes: [ttl: number, delta: number][] = [
      [ttl.min, ttl.min],
      [ttl.min, delta.min],
      [60, 60],
      [ttl.max, delta.min],
      [ttl.max, delta.max]
    ]

    it.each(arrivals)(
      'has a number for every figure, in a bounded number of steps, where requests come %o',
      (arrivals) => {
        for (const [ttl, delta] of sizes) {
          for (const b of [0, beta.max]) {
            for (const r of [rate.min, rate.max]) {
              const model = IMPLEMENTATIONS[name].apply(modelWith({ ttl, delta, beta: b, rate: r, arrivals }))
              const tally = simulateShard(model, 2 * SHARDS, 71, 0)
              expect(tally.steps).toBeLessThan(mostSteps(model))
              const { figures, standardErrors } = summarize(model, tally)
              for (const key of FIGURE_KEYS) {
                for (const value of [figures[key], standardErrors[key]]) {
                  const where = `${key} of T ${ttl}, Δ ${delta}, β ${b}, r ${r} is ${value}`
                  if (value !== null && !(value >= 0 && value < Infinity)) expect.fail(where)
                }
              }
            }
          }
        }
      }
    )
  }
)
