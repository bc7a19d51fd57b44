import { describe, expect, test } from 'vitest'
import { cyclesOf } from './cycles'
import { modelOf } from '../model/model-of'
import { defaultScenario } from '../model/fields'
import type { Scenario } from '../model/scenario'
import { simulate } from './simulate'

const scenarios: Record<string, Partial<Scenario>> = {
  'drawn at once': { beta: 4, cycles: 320 },
  'walked through event by event': { beta: 2, coordination: 'lock', deltaCv: 0.5, cycles: 320 },
  // One in each of three shards, of some ten thousand rebuilds.
  'hardly settling, and cut short': { beta: 300, delta: 20, ttl: 60, cycles: 3 }
}

describe('the cycles of a simulation one by one', () => {
  for (const [name, change] of Object.entries(scenarios)) {
    test(`are those that it adds up, ${name}`, () => {
      const scenario = { ...defaultScenario(), ...change }
      for (const key of scenario.keys) {
        const model = modelOf(scenario, key)
        const tally = simulate(model, scenario.cycles, 7)
        const cycles = [...cyclesOf(model, scenario.cycles, 7)]
        expect(cycles.length).toBe(tally.cycles)
        expect(cycles.map(({ number }) => number)).toEqual(cycles.map((_, i) => i + 1))
        expect(cycles.filter(({ late }) => late).length).toBe(tally.late)
        expect(cycles.filter(({ settled }) => !settled).length).toBe(tally.unsettled)
        const duplicates = cycles.reduce((sum, cycle) => sum + cycle.duplicates, 0)
        expect(duplicates).toBe(tally.duplicates)
        // The same additions, but not shard by shard: 320 roundings of 2^-53 each.
        const stretch = cycles.reduce((sum, cycle) => sum + cycle.stretch, 0)
        expect(Math.abs(stretch / tally.stretch - 1)).toBeLessThan(320 * 2 ** -50)
      }
    })
  }

  test('are simulated only as they are asked for', () => {
    const scenario = { ...defaultScenario(), cycles: 10_000_000 }
    const cycles = cyclesOf(modelOf(scenario, scenario.keys[0]), scenario.cycles, 1)
    expect(cycles.next().value).toMatchObject({ number: 1, settled: true })
  })
})
