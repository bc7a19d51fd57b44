/**
 * A larger β never refreshes later: with the same requests and the same random numbers, every request that triggers at β
 * also triggers at a larger β (model.md §4). This holds in every cycle, so every cycle is tested.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AtOnceKey } from '../../src/lib/core/simulation/at-once-key'
import { COORDINATIONS, type Model, Random, type Request, SimulatedKey, replay } from '#core'
import type { Cycle } from '../../src/lib/core/simulation/served/served-cycle'
import { cyclesOf } from './cycles'
import { everydayModels, logUniform, modelWith } from './models'

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })
/** A β and a larger one; 0 as well. */
const betas = fc
  .tuple(fc.oneof({ weight: 9, arbitrary: logUniform(0.01, 100) }, fc.constant(0)), logUniform(1.001, 100))
  .map(([beta, factor]) => [beta, beta === 0 ? factor : beta * factor] as const)

/** Poisson requests, a fixed rebuild time, an exact expiry: every cycle starts from the same state. */
const steady = fc
  .record({
    ttl: logUniform(0.1, 1e5),
    delta: logUniform(1e-3, 100),
    rate: logUniform(1e-3, 1e4),
    coordination: fc.constantFrom(...COORDINATIONS),
    processes: fc.integer({ min: 1, max: 16 })
  })
  .map((model) => modelWith({ ...model, delta: Math.min(model.delta, model.ttl) }))

/** A tolerance of a few roundings of the lifetime. */
function neverLater(before: Cycle[], after: Cycle[], { ttl }: Model) {
  for (let i = 0; i < Math.min(before.length, after.length); i++) {
    expect(after[i].gap).toBeGreaterThanOrEqual(before[i].gap - 1e-14 * ttl)
  }
}

describe('raising β', () => {
  it('moves no first trigger of a cycle simulated at once', () => {
    fc.assert(
      fc.property(steady, betas, seeds, (model, [beta, larger], seed) => {
        const alone: Model = { ...model, coordination: 'none', processes: 1 }
        const before = cyclesOf({ ...alone, beta }, 30, seed, AtOnceKey)
        const after = cyclesOf({ ...alone, beta: larger }, 30, seed, AtOnceKey)
        neverLater(before, after, model)
      }),
      { numRuns: 400, seed: 1 }
    )
  })

  it('moves no first trigger of a cycle simulated event by event', () => {
    fc.assert(
      fc.property(steady, betas, seeds, (model, [beta, larger], seed) => {
        const before = cyclesOf({ ...model, beta }, 10, seed, SimulatedKey)
        const after = cyclesOf({ ...model, beta: larger }, 10, seed, SimulatedKey)
        neverLater(before, after, model)
      }),
      { numRuns: 400, seed: 2 }
    )
  })

  it('moves no first trigger after a rebuild of the same varying time, to the same coarse expiry', () => {
    fc.assert(
      fc.property(everydayModels, betas, seeds, (model, [beta, larger], seed) => {
        const poisson: Model = { ...model, arrivals: { kind: 'poisson' } }
        const before = cyclesOf({ ...poisson, beta }, 1, seed, SimulatedKey)
        const after = cyclesOf({ ...poisson, beta: larger }, 1, seed, SimulatedKey)
        neverLater(before, after, model)
      }),
      { numRuns: 300, seed: 3 }
    )
  })

  it('moves the first trigger of a replay to the same or to an earlier request', () => {
    fc.assert(
      fc.property(
        everydayModels,
        logUniform(0.1, 300),
        betas,
        seeds,
        (model, requests, [beta, larger], seed) => {
          // More requests in a lifetime would take too long.
          const rate = requests / model.ttl
          const firstRequests = (beta: number) => {
            const seen: Request[] = []
            const untilOneTriggers = (request: Request) => {
              seen.push(request)
              return !request.triggered
            }
            replay({ ...model, rate, beta }, new Random(seed, 0), 1, untilOneTriggers).next()
            return seen
          }
          const before = firstRequests(beta)
          const after = firstRequests(larger)
          expect(after.length).toBeLessThanOrEqual(before.length)
          after.forEach(({ time, draw, triggered }, i) => {
            expect([time, draw]).toEqual([before[i].time, before[i].draw])
            expect(triggered).toBe(i === after.length - 1)
          })
        }
      ),
      { numRuns: 300, seed: 4 }
    )
  })
})
