import { describe, expect, test } from 'vitest'
import { FIGURE_KEYS, type Scenario, closedForm, defaultScenario, modelOf, simulate } from '#core'
import { viewKey } from '$lib/text/key-view'
import { figuresCsv, figuresJson } from './figures'
import type { SavedScenario } from './source'

const saved = (scenario: Scenario): SavedScenario => ({
  scenario,
  link: 'https://tuner.test/?beta=4&v=1',
  views: scenario.keys.map((key, i) =>
    viewKey(scenario, key, i, i === 0 ? simulate(modelOf(scenario, key), 64, scenario.seed) : null)
  )
})
const present = saved({ ...defaultScenario(), beta: 4, cycles: 64 })
const pinned = saved({ ...defaultScenario(), beta: 2, cycles: 64 })
const records = (csv: string) =>
  csv
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))

describe('all figures as CSV', () => {
  const [header, ...rows] = records(figuresCsv({ present, pinned }))

  test('has every figure with its unit in the header, and as many fields in every record', () => {
    for (const key of FIGURE_KEYS) expect(header.some((name) => name.startsWith(`${key} (`))).toBe(true)
    for (const row of rows) expect(row.length).toBe(header.length)
  })

  test('has closed form, simulation and standard error of each key, then those of A', () => {
    const sources = (name: string) => [
      `${name},hot,closed form`,
      `${name},hot,simulation`,
      `${name},hot,standard error`,
      `${name},cold,closed form`
    ]
    expect(rows.map((row) => row.slice(0, 3).join())).toEqual([...sources('present'), ...sources('A')])
  })

  test('has all digits of the figures', () => {
    const at = header.findIndex((name) => name.startsWith('wastedPerHour'))
    expect(Number(rows[0][at])).toBe(present.views[0].closed!.wastedPerHour)
    expect(Number(rows[1][at])).toBe(present.views[0].summary!.figures.wastedPerHour)
    expect(Number(rows[2][at])).toBe(present.views[0].summary!.standardErrors.wastedPerHour)
  })

  test('keeps any name of a key as text', () => {
    const [hot, cold] = defaultScenario().keys
    const keys = [{ ...hot, name: '=HYPERLINK("evil")' }, cold]
    const csv = figuresCsv({ present: saved({ ...defaultScenario(), keys, cycles: 64 }), pinned: null })
    expect(csv).toContain(`present,"'=HYPERLINK(""evil"")",closed form`)
    expect(csv).not.toMatch(/[,\n]"?=/)
  })
})

describe('all figures as JSON', () => {
  test('has the names of the HTTP API, and the link of the scenario', () => {
    const read = JSON.parse(figuresJson({ present, pinned }))
    const { scenario } = present
    expect(read).toMatchObject({ model: 1, link: present.link, beta: 4, seed: 1, pinned: { beta: 2 } })
    expect(read.keys[0].closedForm).toEqual(closedForm(modelOf(scenario, scenario.keys[0])))
    expect(read.keys[0].simulation).toMatchObject({ cycles: 64, figures: present.views[0].summary!.figures })
    expect(read.keys[1].simulation).toBeNull()
  })

  test('says why there is no closed form', () => {
    const scenario: Scenario = {
      ...defaultScenario(),
      arrivals: { kind: 'burst', on: 2, off: 18 },
      cycles: 64
    }
    const read = JSON.parse(figuresJson({ present: saved(scenario), pinned: null }))
    expect(read.pinned).toBeNull()
    expect(read.keys[0]).toMatchObject({ closedForm: null, noClosedForm: expect.stringContaining('burst') })
  })
})
