import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Random, replay } from '#core'
import { keyWith } from '../figures/keys'
import { firstGap, lifetime } from './order-figure'

const model = { ttl: 20, delta: 0.5, rate: 10 }

it('a larger β never refreshes a lifetime later', () => {
  fc.assert(
    fc.property(
      fc.nat(500),
      fc.double({ min: 0.01, max: 50, noNaN: true }),
      fc.double({ min: 1, max: 20, noNaN: true }),
      (cycle, beta, factor) => {
        const requests = lifetime(model, cycle)
        expect(firstGap(requests, beta * factor)).toBeGreaterThanOrEqual(firstGap(requests, beta))
      }
    ),
    { numRuns: 300, seed: 11 }
  )
})

it('is the first trigger that the replay finds with these random numbers', () => {
  for (let cycle = 0; cycle < 40; cycle++) {
    for (const beta of [0.5, 1, 4]) {
      const played = replay(keyWith(beta, 0, model), new Random(1, cycle), 1).next().value
      expect(firstGap(lifetime(model, cycle), beta)).toBeCloseTo(Math.max(0, played!.gap), 9)
    }
  }
})
