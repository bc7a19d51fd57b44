import { describe, expect, test } from 'vitest'
import { defaultScenario, modelOf, simulate } from '#core'
import { cyclesCsv, cyclesJson } from './cycles'
import { MOST_CYCLES } from './source'

const scenario = { ...defaultScenario(), beta: 4, cycles: 96, seed: 7 }
const saved = { scenario, views: [], link: 'https://tuner.test/?beta=4&cycles=96&seed=7&v=1' }

describe('simulated cycles as a file', () => {
  test('are the cycles behind the figures, with their numbers and seed', async () => {
    const [header, ...rows] = (await cyclesCsv(saved)).map((line) =>
      line.replace('\ufeff', '').trimEnd().split(',')
    )
    const column = (name: string) => header.findIndex((title) => title.startsWith(name))
    for (const key of scenario.keys) {
      const own = rows.filter(([name]) => name === key.name)
      const tally = simulate(modelOf(scenario, key), 96, 7)
      expect(own.map((row) => Number(row[column('cycle')]))).toEqual(
        Array.from({ length: 96 }, (_, i) => i + 1)
      )
      expect(own.every((row) => row[column('seed')] === '7' && row[column('beta')] === '4')).toBe(true)
      const sum = (name: string) => own.reduce((sum, row) => sum + Number(row[column(name)]), 0)
      expect(sum('late')).toBe(tally.late)
      expect(sum('duplicates')).toBe(tally.duplicates)
      expect(sum('rebuilds')).toBe(tally.duplicates + 96)
      expect(sum('requests that waited')).toBe(tally.blocked)
    }
  })

  test('are the same in CSV and in JSON', async () => {
    const read = JSON.parse((await cyclesJson(saved)).join(''))
    const rows = (await cyclesCsv(saved)).slice(1).map((line) => line.split(','))
    expect(read).toMatchObject({ link: saved.link, seed: 7, beta: 4, simulated: 96 })
    expect(read.cycles.length).toBe(rows.length)
    const last = read.cycles.at(-1)
    expect([last.key, last.cycle, last.gap]).toEqual([rows.at(-1)![0], 96, Number(rows.at(-1)![4])])
  })

  test('are the first ones if there are too many', async () => {
    const many = { ...saved, scenario: { ...scenario, keys: scenario.keys.slice(0, 1), cycles: 1_000_000 } }
    const lines = await cyclesCsv(many)
    expect(lines.length).toBe(1 + MOST_CYCLES)
  })
})
