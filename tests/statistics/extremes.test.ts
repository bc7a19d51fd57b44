/** At the ends of every limit, and between: nothing throws, everything ends, and every figure is a number. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Arrivals,
  COORDINATIONS,
  IMPLEMENTATIONS,
  IMPLEMENTATION_NAMES,
  PARAMETERS,
  SHARDS,
  closedForm,
  simulateShard,
  summarize,
  whyNoClosedForm
} from '#core'
import { allOf, extremeScenarios, faultsIn } from './extremes'
import { modelWith } from './models'

/** Steps of work: seven in eight need fewer. With the seed 0, an end of its range, there is no limit: all ends by itself. */
const MOST = 20_000

describe('every figure of a scenario', () => {
  it('is a number, and a share is from 0 to 1', () => {
    fc.assert(
      fc.property(extremeScenarios, (scenario) => {
        expect(faultsIn(allOf(scenario, scenario.seed === 0 ? Infinity : MOST))).toEqual([])
      }),
      { numRuns: 120, seed: 91 }
    )
  })

  it('names what is not', () => {
    const said = { keys: [{ late: NaN, lateShare: 1.5, ok: 1, trials: [{ cost: NaN }] }], high: Infinity }
    expect(faultsIn(said)).toEqual(['keys.0.late is NaN', 'keys.0.lateShare is 1.5', 'high is Infinity'])
  })
})

/** A β below the least that a link can hold: code may build a model without the table. */
const narrow = [5e-324, 1e-300, 1e-18, 5e-17, 1e-15, 3e-15, 1e-12, 1e-9]
const kinds: Arrivals[] = [{ kind: 'poisson' }, { kind: 'even' }, { kind: 'burst', on: 2, off: 18 }]

describe.each(IMPLEMENTATION_NAMES)('through the implementation of %s', (name) => {
  it.each(narrow)('β = %d ends, and gives figures that are numbers', (beta) => {
    for (const arrivals of kinds) {
      for (const coordination of COORDINATIONS) {
        for (const rate of [1, PARAMETERS.rate.max]) {
          const model = IMPLEMENTATIONS[name].apply(modelWith({ beta, rate, arrivals, coordination }))
          const said = {
            exact: whyNoClosedForm(model) === null && closedForm(model),
            simulated: summarize(model, simulateShard(model, SHARDS, 1, 0))
          }
          expect(faultsIn(said)).toEqual([])
        }
      }
    }
  })
})
