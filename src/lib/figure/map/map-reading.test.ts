import { describe, expect, it } from 'vitest'
import { adviseExactly, defaultScenario } from '#core'
import { readMap } from './map-reading'
import { regimeData, regimeKeys } from './map-data'

const scenario = defaultScenario()
const map = regimeData(scenario)
const [hot, cold] = regimeKeys(scenario)
const tidy = (text: string) => text.replace(/\u202f/g, ' ')
const values = (heat: number, from = map) =>
  Object.fromEntries(
    readMap(from, heat, (beta) => beta).rows.map(({ name, value }) => [tidy(name), tidy(value)])
  )

describe('a crosshair on the map', () => {
  it('reads for the hot key what the advice says', () => {
    const advice = adviseExactly(scenario, scenario.keys[0])!
    const { 'within your limits:': allowed, 'fewest rebuilds at': best } = values(hot.x)
    const [low, high] = /^β = ([\d.]+) to ([\d.]+)$/.exec(allowed)!.slice(1).map(Number)
    // Two digits, read between points of a line: 5 %. The cheapest is read off a coarse grid where the cost is flat.
    expect(Math.abs(low / advice.low! - 1)).toBeLessThan(0.05)
    expect(Math.abs(high / advice.high! - 1)).toBeLessThan(0.05)
    expect(Math.abs(Number(best.slice(4)) / advice.choice!.ifExact - 1)).toBeLessThan(0.1)
  })

  it('says where no β is allowed', () => {
    expect(values(cold.x)).toMatchObject({ 'within your limits:': 'no β' })
    expect(values(cold.x)).not.toHaveProperty('fewest rebuilds at')
  })

  it('names each level once, even where two are equal', () => {
    const names = readMap(regimeData({ ...scenario, late: 0.1 }), hot.x, (beta) => beta).rows.map(
      ({ name }) => name
    )
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => name.includes('late'))).toHaveLength(3)
  })

  it('reads the ends of the map', () => {
    for (const end of map.x) expect(Object.keys(values(end)).length).toBeGreaterThan(0)
  })
})
