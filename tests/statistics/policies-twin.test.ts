/** Caches with options, simulated event by event as in the tool, and request by request (literal-cache.ts). */
import { describe, expect, it } from 'vitest'
import { type Model, NO_OPTIONS, Random, simulate, summarize } from '#core'
import { addCycle, closeTally, openTally } from '../../src/lib/core/simulation/tally'
import { SIGMAS } from '../support/statistics'
import { literalCycles } from './literal-cache'
import { WARM_UP } from './alike'
import { modelWith, nameOf } from './models'
import { modelOfLink } from './policies'

const expression = (text: string) => modelOfLink(`?rule=${encodeURIComponent(text)}`).options!.rule
const small = { ttl: 10, rate: 20, delta: 0.5 }

const models: [Partial<Model>, Partial<typeof NO_OPTIONS>][] = [
  [
    { ...small, beta: 0.4 },
    { stale: 0.3, workers: 3 }
  ],
  [
    { ...small, beta: 0.5, coordination: 'coalesce', processes: 3, deltaCv: 0.6 },
    { stale: 0.2, workers: 4, jitter: 0.5 }
  ],
  [
    { ...small, beta: 0.5, coordination: 'lock' },
    { losers: 'waitalways', lockTtl: 0.2, workers: 5 }
  ],
  [
    { ...small, beta: 0.5, coordination: 'lock', deltaCv: 0.5 },
    { losers: 'stale', lockTtl: 0.3, stale: 0.2 }
  ],
  [
    { ...small, beta: 0.5, coordination: 'lock' },
    { lockTtl: 0.15, origin: 1, stale: 0.1 }
  ],
  [
    { ...small, beta: 1 },
    { origin: 4, jitter: 0.3, rule: expression('left < 0.05*ttl') }
  ],
  [
    { ...small, beta: 6, coordination: 'coalesce', processes: 4 },
    { rule: expression('(age/ttl)^beta'), origin: 2 }
  ],
  // The chance falls as time passes, has steps, and is high in the middle of the lifetime.
  [
    { ...small, rate: 2 },
    { rule: expression('0.3*(abs(left-5) < 0.5) + 0.2*exp(-floor(left))'), stale: 0.1 }
  ],
  [
    { ...small, rate: 3, beta: 1, arrivals: { kind: 'even' } },
    { stale: 0.2, workers: 2 }
  ],
  // The only worker rebuilds: everybody else stands in line.
  [
    { ...small, beta: 1 },
    { workers: 1, rule: expression('(age/ttl)^8') }
  ],
  // All rebuilds of a stampede at once, also in bursts much shorter than a rebuild and with whole steps of the clock.
  // Their lifetimes are short: with 300 requests a second most of the time goes to hits.
  [{ ...small, ttl: 2, rate: 300, beta: 0 }, { stale: 0.1 }],
  [
    {
      ttl: 2,
      delta: 0.5,
      rate: 300,
      beta: 0,
      arrivals: { kind: 'burst', on: 0.05, off: 0.1 },
      resolution: 0.5
    },
    { stale: 0.1, jitter: 0.1 }
  ],
  [{ ttl: 2, delta: 0.5, rate: 301, beta: 0, arrivals: { kind: 'even' } }, { stale: 0.1 }],
  [
    { ...small, ttl: 2, rate: 300, beta: 1, coordination: 'none' },
    { rule: expression('left < 0.1*ttl'), jitter: 0.1 }
  ]
]

const CYCLES = 3000

describe.each(
  models.map(([changes, options]) => {
    const model = { ...modelWith(changes), options: { ...NO_OPTIONS, ...options } }
    const { rule, ...numbers } = options
    return [
      `${nameOf(changes)}; ${nameOf(numbers as object)}${rule ? `, ${JSON.stringify(rule)}` : ''}`,
      model
    ] as const
  })
)('%s', (_, model) => {
  const tally = openTally(model)
  let played = 0
  for (const cycle of literalCycles(model, new Random(8, 0), WARM_UP + CYCLES))
    if (played++ >= WARM_UP) addCycle(tally, cycle)
  const theirs = summarize(model, closeTally(tally))
  const mine = summarize(model, simulate(model, CYCLES, 7))
  const all = ({ figures, served }: typeof mine): Record<string, number | null> => ({
    ...figures,
    ...served!.figures
  })
  const errors = ({ standardErrors, served }: typeof mine): Record<string, number | null> => ({
    ...standardErrors,
    ...served!.standardErrors
  })
  const [a, b] = [all(mine), all(theirs)]
  it.each(Object.keys(a).filter((name) => !/P\d\d$/.test(name)))('%s', (name) => {
    if (a[name] === null) return expect(b[name]).toBeNull()
    const [own, other] = [errors(mine)[name]!, errors(theirs)[name]!]
    // Where all cycles are alike, 1/cycles of the value.
    const error = Math.max(Math.sqrt(own * own + other * other), Math.abs(a[name]) / CYCLES)
    expect(Math.abs(a[name] - b[name]!)).toBeLessThanOrEqual(SIGMAS * error)
  })
  it.each(['inFlightMaxP99', 'waitP99'])('%s', (name) => {
    const [own, other] = [errors(mine)[name]!, errors(theirs)[name]!]
    const step = name === 'waitP99' ? a[name]! / 256 : 1
    expect(Math.abs(a[name]! - b[name]!)).toBeLessThanOrEqual(
      SIGMAS * Math.sqrt(own * own + other * other) + step
    )
  })
})
