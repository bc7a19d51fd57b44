import { describe, expect, it } from 'vitest'
import { boxOf } from '$lib/chart/marks/label-place'
import { defaultScenario } from '#core'
import { logScale, zeroLogScale } from '../log-scale'
import { sweepDomain } from './sweep'
import { wasteData, wasteLaws } from './waste-data'
import { placed, wasteDrawn, wasteLabels } from './waste-labels'

const scenario = defaultScenario()
const domain = sweepDomain(scenario)
const { panels } = wasteData(scenario, domain, wasteLaws(scenario, domain), [[], []], [null, null], [])
const NAMED = ['wastedPerHour', 'duplicatePerHour', 'prematurePerHour'] as const

describe('the names of the parts', () => {
  for (const width of [346, 298])
    for (const beta of [0.1, 0.3, 1, 3, 10, 30, 100])
      it(`keep clear of the rule, and of one another, at β = ${beta} on ${width} px`, () => {
        const x = zeroLogScale(domain, [0, width])
        const y = logScale([1, 1e5], [210, 0])
        for (const panel of panels) {
          const plot = { width, height: 210, floor: 1 }
          const law = placed(panel.law, x, y)
          const drawn = wasteDrawn(law, [], [], plot)
          const labels = wasteLabels(law, plot, drawn, [x(beta), x(1)], [], NAMED)
          expect(labels.map(({ text }) => text)).toEqual(['wasted in all', 'duplicate', 'premature'])
          const boxes = labels.map((label) => boxOf(label, label.text))
          for (const { left, right } of boxes)
            for (const rule of [x(beta), x(1)]) expect(rule < left || rule > right).toBe(true)
          boxes.forEach((a, i) => {
            for (const b of boxes.slice(i + 1))
              expect(a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top).toBe(true)
          })
        }
      })
})
