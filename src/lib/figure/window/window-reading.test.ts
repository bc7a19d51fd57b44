import { expect, it } from 'vitest'
import { closedForm, defaultScenario } from '#core'
import { viewKey } from '$lib/text/key-view'
import { windowData } from './window-data'
import { readWindow } from './window-reading'

it('a crosshair reads a window at its median as half refreshed', () => {
  const scenario = { ...defaultScenario(), beta: 4 }
  const views = scenario.keys.map((key, i) => viewKey(scenario, key, i, null))
  const { rows } = windowData(views, views)
  const median = closedForm(views[0].model).gapP50!
  const { title, rows: read } = readWindow(rows[0], median, 1, views[0].law, { name: 'A', law: null }, 'red')
  expect(title).toMatch(/before expiry$/)
  expect(read[0].value).toBe('50\u202f%')
})
