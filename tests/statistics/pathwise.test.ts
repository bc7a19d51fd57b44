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

/** In each cycle, of so many models, a larger β moves the first trigger to the same time or to an earlier one. */
function movesNone(
  models: fc.Arbitrary<Model>,
  { cycles, numRuns, seed }: { cycles: number; numRuns: number; seed: number },
  Simulated: Parameters<typeof cyclesOf>[3]
) {
  fc.assert(
    fc.property(models, betas, seeds, (model, [beta, larger], draws) => {
      const before = cyclesOf({ ...model, beta }, cycles, draws, Simulated)
      const after = cyclesOf({ ...model, beta: larger }, cycles, draws, Simulated)
      neverLater(before, after, model)
    }),
    { numRuns, seed }
  )
}

describe('raising β', () => {
  it('moves no first trigger of a cycle simulated at once', () => {
    const alone = steady.map((model): Model => ({ ...model, coordination: 'none', processes: 1 }))
    movesNone(alone, { cycles: 10, numRuns: 400, seed: 1 }, AtOnceKey)
  })

  it('moves no first trigger of a cycle simulated event by event', () => {
    movesNone(steady, { cycles: 10, numRuns: 400, seed: 2 }, SimulatedKey)
  })

  it('moves no first trigger after a rebuild of the same varying time, to the same coarse expiry', () => {
    const poisson = everydayModels.map((model): Model => ({ ...model, arrivals: { kind: 'poisson' } }))
    movesNone(poisson, { cycles: 1, numRuns: 300, seed: 3 }, SimulatedKey)
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
