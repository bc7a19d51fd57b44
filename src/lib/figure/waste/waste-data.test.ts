import { describe, expect, it } from 'vitest'
import { SWEEPS, type Scenario, closedForm, defaultScenario, findLaw, hourly, modelOf, settles } from '#core'
import { modelAt, present, sweepDomain, sweepModels, sweepValues } from './sweep'
import { WASTE_PARTS, sketchedLaws, wasteData, wasteDecades, wasteLaws, type KnownWaste } from './waste-data'

const scenario = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })

describe('the swept range', () => {
  it('is two decades around the paper’s β, and does not move while β is dragged inside it', () => {
    for (const beta of [0, 0.3, 1, 4, 33]) expect(sweepDomain(scenario({ beta }))).toEqual([0.1, 100])
    expect(sweepDomain(scenario({ beta: 500 }))).toEqual([0.1, 1000])
  })

  it.each(SWEEPS)('of %s holds every key’s present value, within the limits', (sweep) => {
    for (const change of [{}, { beta: 1000 }, { ttl: 1e-3, delta: 1e-6 }, { ttl: 3e8, delta: 864000 }]) {
      const it = scenario({
        ...change,
        sweep,
        keys: [
          { name: 'a', rate: 1e9, ttl: null, delta: null },
          { name: 'b', rate: 1e-9, ttl: null, delta: null }
        ]
      })
      const [low, high] = sweepDomain(it)
      expect(low).toBeGreaterThan(0)
      expect(low).toBeLessThan(high)
      for (const key of it.keys) {
        const at = modelOf(it, key)[sweep]
        expect(at).toBeGreaterThanOrEqual(low)
        expect(at).toBeLessThanOrEqual(high)
      }
      for (const model of sweepModels(it, [low, high]).flat())
        expect(model.delta).toBeLessThanOrEqual(model.ttl)
    }
  })
})

it('the present rate of a key is that of all instances together, as on the axis', () => {
  const it = scenario({ sweep: 'rate', instances: 8 })
  const [hot] = it.keys
  expect(present(it, hot)).toBe(hot.rate)
  expect(modelAt(it, hot, present(it, hot))).toEqual(modelOf(it, hot))
})

describe('an axis of β that grows', () => {
  it('keeps the values that are simulated, and adds to them', () => {
    const it = scenario({})
    const [short, long] = [sweepValues(it, [0.1, 100]), sweepValues(it, [0.01, 1000])]
    expect(short).toHaveLength(26)
    expect(long).toHaveLength(42)
    expect(short.filter((value) => !long.includes(value))).toEqual([])
  })

  it('computes its lines only where they are new', () => {
    const known: KnownWaste = new Map()
    const [hot, cold] = wasteLaws(scenario({}), [0.1, 100], known)
    const before = new Map(known)
    const [longer] = wasteLaws(scenario({}), [0.01, 100], known)
    // A decade of two keys, 24 values each.
    expect(known.size - before.size).toBe(48)
    expect(longer.slice(-hot.length)).toEqual(hot)
    expect(before.size).toBe(146)
    expect(cold).toHaveLength(73)
  })
})

describe('a sweep through an implementation', () => {
  it('sets β as the operator does, before the implementation changes it', () => {
    const seen = scenario({ implementation: 'knicola', delta: 1e-4, beta: 4 })
    const key = seen.keys[0]
    const [models] = sweepModels(seen, [0.1, 100])
    // β below 1 counts as 1, and a Δ of 0.1 ms as one of 1 ms, which is as good as ten times the β.
    expect(models.slice(0, 8).map(({ beta }) => beta)).toEqual(Array(8).fill(10))
    expect(models.at(-1)!.beta).toBeCloseTo(1000, 9)
    const laws = wasteLaws(seen, [0.1, 100])
    const { panels } = wasteData(seen, [0.1, 100], laws, [[], []], [null, null])
    expect(panels.map(({ at }) => at)).toEqual([4, 4])
    const one = laws[0].find(({ x }) => Math.abs(x - 1) < 0.02)!
    expect(one.waste.rebuildsPerHour).toBeCloseTo(closedForm(modelOf(seen, key, 1)).rebuildsPerHour, 0)
  })

  it('stores the swept rebuild time as the implementation does', () => {
    const seen = scenario({ implementation: 'knicola', sweep: 'delta' })
    const [models] = sweepModels(seen, [1e-5, 1])
    expect(models.at(-1)).toMatchObject({ delta: 1, beta: 1 })
    expect(models[0].beta).toBeCloseTo(100, 9)
  })
})

describe('the waste figure', () => {
  it('draws the closed form, to four digits, where refreshes settle', () => {
    const it = scenario({})
    const laws = wasteLaws(it, sweepDomain(it))
    for (const [k, law] of laws.entries()) {
      for (const { x, waste } of law) {
        const exact = closedForm(modelOf(it, it.keys[k], x))
        expect(Math.abs(waste.wastedPerHour / exact.wastedPerHour - 1)).toBeLessThan(1e-4)
      }
    }
    // At β = 100 the hot key’s window is longer than its lifetime.
    expect(Math.max(...laws[0].map(({ x }) => x))).toBeLessThan(40)
    expect(Math.max(...laws[1].map(({ x }) => x))).toBeCloseTo(100)
  })

  it.each([{ stale: 20 }, { instances: 8 }, { coordination: 'lock', losers: 'stale' }] as const)(
    'is that of the law where options leave the rebuilds of each cache alone: %o',
    (change) => {
      const it = scenario(change)
      const laws = wasteLaws(it, [0.1, 100])
      for (const [k, key] of it.keys.entries()) {
        expect(laws[k].length).toBeGreaterThan(40)
        for (const { x, waste } of laws[k].filter((_, i) => i % 12 === 0)) {
          const { figures } = findLaw(modelOf(it, key, x)).law!
          // Four digits, as every line.
          for (const name of ['rebuildsPerHour', 'neededPerHour', ...WASTE_PARTS] as const)
            expect(Math.abs(waste[name] - figures[name])).toBeLessThan(1e-4 * figures.rebuildsPerHour)
        }
      }
    }
  )

  it('is none where a law takes long, and the simulation has the figures', () => {
    expect(wasteLaws(scenario({ jitter: 0.1 }), [0.1, 100])).toEqual([[], []])
  })

  it('is drawn by the server from fewer points, where nobody sees the difference', () => {
    for (const change of [{}, { coordination: 'lock' }, { sweep: 'rate' }, { sweep: 'delta' }] as const) {
      const it = scenario(change)
      const domain = sweepDomain(it)
      const laws = wasteLaws(it, domain)
      let computed = 0
      const sketched = sketchedLaws(it, domain, (model) => {
        if (!settles(model)) return null
        computed++
        return hourly(model)
      })
      expect(computed).toBeLessThan(0.45 * laws.flat().length)
      expect(sketched.map((law) => law.map(({ x }) => x))).toEqual(laws.map((law) => law.map(({ x }) => x)))
      const { panels } = wasteData(it, domain, laws, [], [])
      const [floor] = wasteDecades(panels)
      // A decade takes at most 60 px: half a pixel is 0.008 decades, a factor of 1.02.
      for (const [k, law] of laws.entries())
        for (const [i, { waste }] of law.entries())
          for (const part of WASTE_PARTS)
            if (waste[part] > floor)
              expect(Math.abs(sketched[k][i].waste[part] / waste[part] - 1)).toBeLessThan(0.02)
    }
  })

  it('shows that a larger β wastes more lifetime and saves duplicates', () => {
    const [hot] = wasteLaws(scenario({}), [0.1, 20])
    for (let i = 1; i < hot.length; i++) {
      expect(hot[i].waste.prematurePerHour).toBeGreaterThanOrEqual(hot[i - 1].waste.prematurePerHour)
      if (hot[i].x < 10) expect(hot[i].waste.duplicatePerHour).toBeLessThan(hot[i - 1].waste.duplicatePerHour)
    }
  })

  it('works without a simulation, and without a closed form', () => {
    const it = scenario({ deltaCv: 0.5 })
    const domain = sweepDomain(it)
    const data = wasteData(it, domain, wasteLaws(it, domain), [], [null, null])
    expect(data.panels.map(({ law, simulated, present }) => [law.length, simulated.length, present])).toEqual(
      [
        [0, 0, null],
        [0, 0, null]
      ]
    )
  })
})
