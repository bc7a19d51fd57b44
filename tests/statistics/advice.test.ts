/**
 * Compares the advice with independent searches: every β of a fine grid, in closed form and by simulation.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  COORDINATIONS,
  type Key,
  type Scenario,
  adviseExactly,
  closedForm,
  defaultScenario,
  gapQuantile,
  hourly,
  modelOf,
  simulate,
  summarize,
  trigger
} from '#core'
import { adviseKey } from '$lib/worker/advising'
import { createInlineRunner } from '$lib/worker/inline-runner'
import { logUniform } from './models'

const never = new AbortController().signal
const key = (rate: number): Key => ({ name: 'a', rate, ttl: null, delta: null })
const scenarioWith = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })

/** Caches of usual sizes: lifetimes of seconds to days, rebuilds of milliseconds to hours, any traffic. */
const scenarios = fc
  .record({
    ttl: logUniform(1, 1e5),
    share: logUniform(1e-4, 0.1),
    rate: logUniform(0.01, 1e6),
    coordination: fc.constantFrom(...COORDINATIONS),
    processes: fc.constantFrom(2, 12, 200),
    late: fc.constantFrom(1e-4, 1e-3, 0.05),
    give: fc.constantFrom(0.1, 0.5, 0.8)
  })
  .map(({ ttl, share, rate, ...rest }) =>
    scenarioWith({ ttl, delta: ttl * share, keys: [key(rate)], ...rest })
  )

describe('the advice in closed form', () => {
  it('keeps both limits, and knows the fewest rebuilds to 1 % that a search through every β finds', () => {
    let good = 0
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const [asked] = scenario.keys
        const advice = adviseExactly(scenario, asked)
        fc.pre(advice !== null)
        const at = (beta: number) => modelOf(scenario, asked, beta)
        const keeps = (beta: number) => {
          const law = trigger(at(beta))
          const gap = gapQuantile(law, 0.95) ?? 0
          return law.lateShare <= scenario.late && gap <= scenario.lifetimeBudget * scenario.ttl
        }
        // Neighbours are 8 % apart, so one is within 4 % of the minimum, where the cost is 0.04² = 0.2 % above it.
        const all = Array.from({ length: 132 }, (_, i) => 0.03 * 1.08 ** i).filter(keeps)
        if (advice!.beta === null) {
          expect(all).toEqual([])
          return
        }
        good++
        const { littleGain, ifExact } = advice!.choice!
        // Nobody waits a second a day for a refresh that is late where there is nothing to gain.
        expect(keeps(advice!.beta) || littleGain !== null).toBe(true)
        const cost = hourly(at(ifExact)).rebuildsPerHour
        for (const beta of all) expect(cost).toBeLessThanOrEqual(1.01 * hourly(at(beta)).rebuildsPerHour)
      }),
      { numRuns: 150, seed: 1 }
    )
    expect(good).toBeGreaterThan(70)
  })
})

describe('the advice by simulation', () => {
  const cases: [string, Partial<Scenario>, number][] = [
    ['a rebuild time that varies', { deltaCv: 0.5 }, 1000],
    ['the same with a lock', { deltaCv: 0.5, coordination: 'lock' }, 1000],
    ['a coarse expiry', { resolution: 1, ttl: 30 }, 200],
    ['short bursts and pauses', { arrivals: { kind: 'burst', on: 0.1, off: 0.1 } }, 400],
    ['windows that reach back to the write', { ttl: 4, delta: 0.5, lifetimeBudget: 0.9 }, 20]
  ]
  it.each(cases)('keeps both limits and finds the fewest rebuilds, for %s', async (_, change, rate) => {
    const scenario = scenarioWith({ ...change, keys: [key(rate)] })
    const runner = createInlineRunner()
    const advice = await adviseKey(scenario, scenario.keys[0], runner, never)
    runner.close()
    expect(advice.basis).toBe('simulation')
    // Another seed than that of the advice.
    const SEED = 99
    const at = (beta: number, cycles: number) => {
      const model = modelOf(scenario, scenario.keys[0], beta)
      return summarize(model, simulate(model, cycles, SEED))
    }
    // One late refresh in a thousand is then known to √(20)/20 = 22 %.
    const { figures, standardErrors } = at(advice.beta!, 20_000)
    // The advice stays two standard errors below the limit; this run may be four standard errors off.
    expect(figures.lateShare).toBeLessThan(scenario.late + 4 * standardErrors.lateShare!)
    expect(figures.gapP95!).toBeLessThan(scenario.lifetimeBudget * scenario.ttl + 4 * standardErrors.gapP95!)
    const [low, high] = advice.choice!.limits
    for (let beta = low; beta <= high; beta *= 1.3) {
      // Rebuilds vary by their own number at most, so their mean is known to 1/√4000 = 1.6 %.
      const other = at(beta, 4000)
      // The regret of other cases may ask for some percent. Both sides may be four standard errors off.
      const doubt = 4 * Math.hypot(standardErrors.rebuildsPerHour!, other.standardErrors.rebuildsPerHour!)
      expect(figures.rebuildsPerHour).toBeLessThan(1.05 * other.figures.rebuildsPerHour + doubt)
    }
  })

  it('is that of the closed form for a key that has one', async () => {
    // A variation this small does not change the figures, but makes the advice use the simulation.
    const scenario = scenarioWith({ deltaCv: 1e-6, cycles: 20_000 })
    const exactly = adviseExactly(scenarioWith({}), scenario.keys[0])!
    const runner = createInlineRunner()
    const advice = await adviseKey(scenario, scenario.keys[0], runner, never)
    expect(advice.basis).toBe('simulation')
    // The brackets are 5 % wide, and the late share is known to 2·√(0.001/20000)/0.001 = 45 %: 7 % of β here.
    expect(Math.abs(Math.log(advice.low! / exactly.low!))).toBeLessThan(0.12)
    expect(advice.lowRange![0]).toBeLessThan(exactly.low! * 1.05)
    expect(advice.lowRange![1]).toBeGreaterThan(exactly.low! / 1.05)
    expect(Math.abs(Math.log(advice.high! / exactly.high!))).toBeLessThan(0.07)
    const cost = (beta: number) =>
      closedForm(modelOf(scenarioWith({}), scenario.keys[0], beta)).rebuildsPerHour
    expect(cost(advice.beta!)).toBeLessThan(1.01 * cost(exactly.beta!))
    runner.close()
  })

  it('does not simulate where it is plain that pauses outlast the lifetime', async () => {
    const scenario = scenarioWith({ arrivals: { kind: 'burst', on: 2, off: 18 } })
    const advice = await adviseKey(scenario, scenario.keys[0], null, never)
    expect(advice).toMatchObject({ basis: 'simulation', beta: null, binding: { kind: 'requests' } })
  })
})
