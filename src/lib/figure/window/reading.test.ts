import { describe, expect, it } from 'vitest'
import { closedForm, defaultScenario, modelOf } from '#core'
import { viewKey } from '$lib/text/key-view'
import { readWaste, readWindow, wasteAt } from './reading'
import { sweepDomain } from '../waste/sweep'
import { wasteData, wasteLaws } from '../waste/waste-data'
import { windowData } from './window-data'

const scenario = { ...defaultScenario(), beta: 4 }
const views = scenario.keys.map((key, i) => viewKey(scenario, key, i, null))
const domain = sweepDomain(scenario)
const laws = wasteLaws(scenario, domain)
const [hot] = wasteData(scenario, domain, laws, [[], []], [null, null], []).panels

describe('what a crosshair reads', () => {
  it('is the closed form between the points of a line', () => {
    for (const value of [0.1, 0.37, 4, 9]) {
      const { waste } = wasteAt(hot, value)!
      const { wastedPerHour } = closedForm(modelOf(scenario, scenario.keys[0], value))
      // A line has four digits and 24 points to a decade; between two a curve differs from it by some thousandths.
      expect(Math.abs(waste.wastedPerHour / wastedPerHour - 1)).toBeLessThan(0.005)
    }
  })

  it('is the nearest simulated point where the line ends, and says so', () => {
    const point = {
      x: 80,
      waste: { ...hot.law[0].waste, wastedPerHour: 7 },
      unsettled: false,
      errors: { wasted: 0, duplicate: 0, premature: 0 }
    }
    const panel = { ...hot, law: [], simulated: [point] }
    const { title, rows } = readWaste(panel, 70, String, (y) => y, 'red')
    expect(title).toBe('80, simulated')
    expect(rows[0]).toMatchObject({ name: 'wasted in all', value: '7', y: undefined })
  })

  it('says nothing that is not known yet', () => {
    expect(readWaste({ ...hot, law: [], simulated: [] }, 1, String, (y) => y, 'red')).toEqual({
      title: '1',
      rows: []
    })
  })

  it('reads a window at its median as half refreshed', () => {
    const { rows } = windowData(views, views)
    const { title, rows: read } = readWindow(
      rows[0],
      closedForm(views[0].model).gapP50!,
      views[0].law,
      { name: 'A', law: null },
      'red'
    )
    expect(title).toMatch(/before expiry$/)
    expect(read[0].value).toBe('50\u202f%')
  })
})
