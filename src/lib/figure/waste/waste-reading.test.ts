import { describe, expect, it } from 'vitest'
import { closedForm, defaultScenario, modelOf } from '#core'
import { sweepDomain } from './sweep'
import { wasteData, wasteLaws } from './waste-data'
import { readWaste, wasteAt } from './waste-reading'

const scenario = { ...defaultScenario(), beta: 4 }
const domain = sweepDomain(scenario)
const laws = wasteLaws(scenario, domain)
const [hot] = wasteData(scenario, domain, laws, [[], []], [null, null], []).panels

describe('a crosshair in a waste panel', () => {
  it('reads the closed form between the points of a line', () => {
    for (const value of [0.1, 0.37, 4, 9]) {
      const { waste } = wasteAt(hot, value)!
      const { wastedPerHour } = closedForm(modelOf(scenario, scenario.keys[0], value))
      // A line has four digits and 24 points to a decade; between two of them the curve differs by some thousandths.
      expect(Math.abs(waste.wastedPerHour / wastedPerHour - 1)).toBeLessThan(0.005)
    }
  })

  it('reads the nearest simulated point where the line ends, and says that it is simulated', () => {
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

  it('gives no rows before anything is known', () => {
    expect(readWaste({ ...hot, law: [], simulated: [] }, 1, String, (y) => y, 'red')).toEqual({
      title: '1',
      rows: []
    })
  })
})
