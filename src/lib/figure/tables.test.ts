import { describe, expect, test } from 'vitest'
import { SWEEPS, type Scenario, defaultScenario, modelOf, simulate } from '#core'
import { viewKey } from '$lib/text/key-view'
import { regimeData } from './map/map-data'
import { regimeTable } from './map/map-table'
import { sweepDomain, sweepModels } from './waste/sweep'
import type { TableData } from '$lib/chart/frame/DataTable.svelte'
import { simulatedWaste, wasteData, wasteLaws } from './waste/waste-data'
import { wasteTable } from './waste/waste-table'
import { windowTable } from './window/window-table'

const scenario = { ...defaultScenario(), beta: 4 }

/** A cell for each column, and nothing in any that is no number. */
function isWhole({ columns, rows }: TableData) {
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows) expect(row).toHaveLength(columns.length)
  expect(JSON.stringify(rows)).not.toMatch(/NaN|undefined|null|Infinity/)
}
const views = (scenario: Scenario, cycles = 0) =>
  scenario.keys.map((key, i) =>
    viewKey(scenario, key, i, cycles > 0 ? simulate(modelOf(scenario, key), cycles, 3) : null)
  )

describe('a figure as a table', () => {
  test.each([0, 1, 4])('describes the windows at β = %d, before and after a simulation', (beta) => {
    for (const cycles of [0, 500]) isWhole(windowTable(views({ ...scenario, beta }, cycles)))
  })

  test('gives the standard error of the simulated mean gap', () => {
    expect(windowTable(views(scenario)).rows[0][2]).toBe('–')
    expect(windowTable(views(scenario, 500)).rows[0][2]).toMatch(/^7\.\d+.±.0\.\d+.s$/)
  })

  test.each(SWEEPS)('describes the waste against %s', (sweep) => {
    const swept = { ...scenario, sweep }
    const domain = sweepDomain(swept, null)
    const laws = wasteLaws(swept, domain)
    const none = swept.keys.map(() => [])
    const table = (tallies: Parameters<typeof simulatedWaste>[2]) =>
      wasteTable(wasteData(swept, domain, laws, simulatedWaste(swept, domain, tallies), [null, null]), sweep)
    isWhole(table(none))
    expect(table(none).rows.every((row) => row[5] === 'closed form')).toBe(true)
    const [first] = sweepModels(swept, domain)
    const simulated = table([first.map((model, i) => (i < 3 ? simulate(model, 50, 1) : null)), []])
    isWhole(simulated)
    expect(simulated.rows.filter((row) => row[5].startsWith('simulation'))).toHaveLength(3)
  })

  test('describes the map by rΔ: the least β falls towards hot keys, and none protects cold ones', () => {
    const table = regimeTable(regimeData(scenario))
    isWhole(table)
    const hot = table.rows.find(([rate]) => rate.replace(/\s/g, '') === '100')!
    const cold = table.rows[0]
    expect(cold.slice(4)).toEqual(['none', 'none', 'none'])
    expect(Number(hot[4])).toBeLessThan(Number(hot[5]))
    // rΔ·β·e^(−1/β) = ln(1000) at rΔ = 100, but for the finite lifetime: β = 0.55.
    expect(Number(hot[4])).toBeCloseTo(0.55, 1)
  })
})
