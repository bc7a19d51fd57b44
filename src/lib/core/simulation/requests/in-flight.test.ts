import fc from 'fast-check'
import { expect, it } from 'vitest'
import { InFlight } from './in-flight'

it('rebuilds leave in the order in which they end, each with its own duration', () => {
  const moves = fc.array(fc.option(fc.integer({ min: 0, max: 50 })), { maxLength: 60 })
  fc.assert(
    fc.property(moves, (ends) => {
      const running = new InFlight()
      const model: number[] = []
      for (const end of ends) {
        if (end !== null) {
          running.push(end, 1000 + end)
          model.push(end)
        } else if (model.length > 0) {
          model.sort((a, b) => a - b)
          expect(running.pop()).toBe(1000 + model.shift()!)
        }
        expect(running.size).toBe(model.length)
        expect(running.nextEnd).toBe(Math.min(...model))
      }
    }),
    { numRuns: 500, seed: 1 }
  )
})
