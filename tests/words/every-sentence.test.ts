import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Scenario, COORDINATIONS, IMPLEMENTATION_NAMES } from '#core'
import { logUniform } from '../statistics/models'
import { scenarios } from '../links/scenarios'
import { faultsOf } from './faults'
import sources from './producers.ts?raw'
import { ALWAYS, COSTLY, knownOf, type Said, saidOf, spokenOf } from './producers'

/** Parts of sentences, and what makes none. */
const PARTS = new Set(
  `inAll toDigits inSeconds inOneUnit inUnitOf sharedUnit secondsUp secondsDown atRate inFull fullUp fullDown rangeInFull asPercent
  rebuildTime timeInWords perHour counted count rebuilds oneTime rebuildsInOneUnit list THIN
  n t beta textOf capitalized joined plain shorten exactShare named protector isAwaited betaUp obstacle withShownNames
  measured besideMeasured figure measureOf secondsTogether SHARE NUMBER SECONDS HOURLY PLUS_MINUS
  fieldWords servedOf fieldsInWords listedLesson limitAt whenOf NOT_YET wasteAt lessonAfter
  INPUTS`.split(/\s+/)
)

const NAMES = ['hot', 'cold', 'page', 'feed', 'user', 'cart']

/** Scenarios as people have them, beside any at all. Names are plain: a key may be called "NaN". */
const likely: fc.Arbitrary<Scenario> = fc
  .tuple(
    scenarios,
    fc.record({
      ttl: logUniform(1, 1e5),
      share: logUniform(1e-5, 0.3),
      beta: fc.oneof(logUniform(0.1, 30), fc.constantFrom(0, 1, 4)),
      rates: fc.array(logUniform(1e-3, 1e4), { minLength: 1, maxLength: 3 }),
      coordination: fc.constantFrom(...COORDINATIONS),
      implementation: fc.oneof(
        { weight: 3, arbitrary: fc.constant('paper' as const) },
        { weight: 1, arbitrary: fc.constantFrom(...IMPLEMENTATION_NAMES) }
      ),
      plain: fc.boolean()
    })
  )
  .map(([any, { ttl, share, beta, rates, coordination, implementation, plain }]): Scenario => {
    const delta = Number((share * ttl).toPrecision(2))
    const rounded = (value: number) => Number(value.toPrecision(2))
    return {
      ...any,
      ttl: rounded(ttl),
      delta: Math.min(delta, rounded(ttl)),
      beta: rounded(beta),
      late: 0.001,
      lifetimeBudget: 0.5,
      coordination,
      processes: coordination === 'coalesce' ? any.processes : 1,
      implementation,
      store: 'redis',
      expires: 'first',
      ...(plain
        ? {
            arrivals: { kind: 'poisson' as const },
            deltaCv: 0,
            resolution: 0,
            implementation: 'paper' as const
          }
        : {}),
      keys: rates.map((rate, i) => ({ name: NAMES[i], rate: rounded(rate), ttl: null, delta: null }))
    }
  })
const extreme = scenarios.map((any): Scenario => ({
  ...any,
  keys: any.keys.map((key, i) => ({ ...key, name: NAMES[i] }))
}))

const sample = [
  ...fc.sample(likely, { numRuns: 220, seed: 12 }),
  ...fc.sample(extreme, { numRuns: 60, seed: 12 })
]

/** Each fault once, with who said it and what. */
function faultsIn(all: Said[]): string[] {
  const found = new Map<string, string>()
  for (const { by, text, typed, spelled, list, ...how } of all)
    for (const fault of faultsOf(text, how))
      if (
        !((typed || list) && /^mixed/.test(fault)) &&
        !(list && /words$/.test(fault)) &&
        !(spelled && /^no number|^too many digits/.test(fault)) &&
        !found.has(`${by}: ${fault}`)
      )
        found.set(`${by}: ${fault}`, text.replace(/\u202f/g, ' '))
  return [...found].map(([what, text]) => `${what}\n    ${text}`)
}

/** What a module exports besides types; programs have tests of their own. */
const modules = import.meta.glob<Record<string, unknown>>(
  ['/src/lib/text/**/*.ts', '/src/lib/figure/*/*-reading.ts', '!/src/lib/text/snippet/**', '!**/*.test.ts'],
  { eager: true }
)

it.each(Object.entries(modules))('%s says nothing that the list of sentences leaves out', (_, exported) => {
  const missing = Object.keys(exported).filter(
    (name) => !PARTS.has(name) && !new RegExp(`\\b${name}\\b`).test(sources)
  )
  expect(missing).toEqual([])
})

describe('everything that the page says', () => {
  const all = sample.flatMap((scenario, i) => saidOf(knownOf(scenario, i % 3 === 0 ? 12 : 400)))

  it('can be read aloud once, in any scenario', () => {
    expect(all.length).toBeGreaterThan(10_000)
    expect(faultsIn(all)).toEqual([])
  })

  it('can be read aloud once where it takes long to compute', () => {
    const some = sample.filter((_, i) => i % 40 === 0).flatMap((one) => saidOf(knownOf(one, 12), COSTLY))
    expect(faultsIn(some)).toEqual([])
  })

  it('can be read aloud once where it does not depend on the scenario', () => {
    expect(faultsIn(ALWAYS)).toEqual([])
  })

  it('leaves no sign to the voice that it would spell', () => {
    const signs = all.map(spokenOf).filter((text) => /[±\u202f]|\d ?(ms|µs|min|h|s)(?![\w’])|%/.test(text))
    expect([...new Set(signs)].slice(0, 10)).toEqual([])
  })
})
