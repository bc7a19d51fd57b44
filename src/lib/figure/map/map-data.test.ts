import { describe, expect, it } from 'vitest'
import { type Scenario, adviseExactly, closedForm, defaultScenario, hourly, modelOf, settles } from '#core'
import { regimeData, regimeKeys } from './map-data'
import { readMap, regimeFinding } from './map-reading'

const [hot] = defaultScenario().keys
const scenarioWith = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })

describe('the map', () => {
  it('places a key by its requests per rebuild and its β', () => {
    const keys = regimeKeys(scenarioWith({ beta: 4 }))
    expect(keys.map(({ x, y, elsewhere }) => [x, y, elsewhere])).toEqual([
      [250, 4, false],
      [0.125, 4, false]
    ])
  })

  it('marks a key whose lifetime is another number of rebuild times', () => {
    const keys = [hot, { ...hot, name: 'b', ttl: 30, delta: 0.125 }, { ...hot, name: 'c', ttl: 30 }]
    expect(regimeKeys(scenarioWith({ keys })).map(({ elsewhere }) => elsewhere)).toEqual([false, false, true])
  })

  it('holds every key, however hot or cold', () => {
    for (const rate of [1e-9, 1, 1e9]) {
      const { x } = regimeData(scenarioWith({ keys: [{ ...hot, rate }] }))
      expect(x[0]).toBeLessThan(rate * 0.25)
      expect(x[1]).toBeGreaterThan(rate * 0.25)
    }
  })

  it('draws late shares where the closed form has them', () => {
    const { late } = regimeData(defaultScenario())
    expect(late.map(({ level }) => level)).toEqual([0.5, 0.1, 0.01, 0.001])
    for (const { level, line } of late) {
      for (const { x, y } of line.filter((_, i) => i % 5 === 0)) {
        const model = { ...modelOf(defaultScenario(), hot, y), rate: x / 0.25 }
        // Twenty bisections of five decades leave 1e-5 of β, and late shares move at most a hundred times as fast.
        expect(Math.abs(closedForm(model).lateShare / level - 1)).toBeLessThan(1e-3)
      }
    }
  })

  it('shades for each rΔ what the advice allows, and follows its fewest rebuilds', () => {
    const { band, best } = regimeData(defaultScenario())
    band.forEach(({ x, low, high }, i) => {
      if (i % 8 !== 0) return
      const key = { ...hot, rate: x / 0.25 }
      const advice = adviseExactly(defaultScenario(), key)!
      expect(low / advice.low!).toBeCloseTo(1, 3)
      expect(high / advice.high!).toBeCloseTo(1, 3)
      const cost = (beta: number) => hourly(modelOf(defaultScenario(), key, beta)).rebuildsPerHour
      // The grid's rows are 22 % apart; a parabola between them misses a flat minimum by far less than 2 %.
      expect(cost(best[i].y)).toBeLessThan(1.02 * cost(advice.beta!))
    })
  })

  it('has areas of waste whose edges lie at the level of the area', () => {
    const scenario = scenarioWith({ coordination: 'lock' })
    const { waste, x: across, y: up } = regimeData(scenario)
    /** On the edge of the map an area ends, at any level. */
    const inside = (value: number, [from, to]: [number, number]) => value > 1.3 * from && value < to / 1.3
    for (const { level, rings } of waste) {
      for (const { x, y } of rings.flat().filter((_, i) => i % 20 === 0)) {
        if (!inside(x, across) || !inside(y, up)) continue
        const model = { ...modelOf(scenario, hot, y), rate: x / 0.25 }
        if (!settles(model)) continue
        const { wastedPerHour, neededPerHour } = closedForm(model)
        // The computed rows are 22 % apart; a cubic between them, and a straight line in a third of that.
        expect(Math.abs(Math.log(wastedPerHour / neededPerHour / level))).toBeLessThan(0.03)
      }
    }
  })

  it('covers exactly where refreshes do not settle', () => {
    const { unsettled } = regimeData(defaultScenario())
    expect(unsettled.length).toBeGreaterThan(10)
    for (const { x, y } of unsettled) {
      const model = (beta: number) => ({ ...modelOf(defaultScenario(), hot, beta), rate: x / 0.25 })
      // Twenty bisections of five decades leave 1e-5.
      expect(settles(model(y * 0.999))).toBe(true)
      expect(settles(model(y * 1.001))).toBe(false)
    }
  })

  it('does not depend on the present β', () => {
    expect(regimeData(scenarioWith({ beta: 7 }))).toEqual(regimeData(defaultScenario()))
  })

  it('has no band where no β is allowed', () => {
    expect(regimeData(scenarioWith({ delta: 60 })).band).toEqual([])
  })

  it('holds for stale serving, where some β keeps the limits of a key that none could protect', () => {
    const scenario = scenarioWith({ stale: 30, instances: 2, keys: [{ ...hot, rate: 1 }] })
    const map = regimeData(scenario)
    expect(map.why).toBeNull()
    const [key] = regimeKeys(scenario)
    expect(key.x).toBe(0.125)
    const reads = readMap(map, key.x, (beta) => beta).rows.find(({ name }) => name.startsWith('within'))!
    expect(reads.value).toMatch(/^β up to \d/)
    const { high } = adviseExactly(scenario, scenario.keys[0])!
    // Two digits, read between points of a line.
    expect(Number(/[\d.]+$/.exec(reads.value)![0]) / high!).toBeCloseTo(1, 1)
    expect(regimeFinding([key], map)).not.toMatch(/no β/)
  })
})
