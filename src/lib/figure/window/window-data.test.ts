import { render } from 'svelte/server'
import { describe, expect, it } from 'vitest'
import { type Scenario, defaultScenario, gapCdf, modelOf, simulate } from '#core'
import { parsePage } from '$lib/link/parameters/codec'
import { viewKey } from '$lib/text/key-view'
import { windowData } from './window-data'
import { rowInWords } from './window-reading'
import WindowFigure from './WindowFigure.svelte'

const scenario = { ...defaultScenario(), beta: 4 }
const tallies = scenario.keys.map((key) => simulate(modelOf(scenario, key), 20_000, 1))
const views = scenario.keys.map((key, i) => viewKey(scenario, key, i, tallies[i]))
const at = (scenario: Scenario) => scenario.keys.map((key, i) => viewKey(scenario, key, i, null))
const atOne = at({ ...scenario, beta: 1 })
const { max, rows } = windowData(views, atOne)

describe('the early-refresh window', () => {
  it('reaches to where nearly all first triggers are, in a round number', () => {
    expect(max).toBe(15)
    for (const view of views) expect(1 - gapCdf(view.law!, max)).toBeLessThan(0.005)
  })

  it('scales the law to its peak, and the simulated bins with it', () => {
    for (const [i, row] of rows.entries()) {
      expect(Math.max(...row.law.map(({ y }) => y))).toBe(1)
      const { law, model } = views[i]
      const peak = Math.max(
        ...row.law.map(
          ({ x }) =>
            ((law!.x1 * Math.exp(-x / law!.scale)) / law!.scale) *
            Math.exp(law!.x0 - law!.x1 * Math.exp(-x / law!.scale))
        )
      )
      for (const { from, to, y } of row.bins) {
        const share = gapCdf(law!, to) - gapCdf(law!, from)
        // A binomial share of 20,000 cycles; 96 bins, so 4.5 standard errors and half a count.
        const error = 4.5 * Math.sqrt((share * (1 - share)) / 20_000) + 0.5 / 20_000
        // The bins of the histogram underneath are 0.4 % wide: that much may fall to the neighbour.
        const smear = 0.004 * (from / (to - from)) * share
        expect(Math.abs(y * peak * (to - from) - share)).toBeLessThan(error + smear + 1e-6)
      }
      expect(model.beta).toBe(4)
    }
  })

  it('has bins whose errors shrink with the root of the cycles', () => {
    const [key] = scenario.keys
    const errors = [2_000, 20_000].map((cycles) => {
      const view = viewKey(scenario, key, 0, simulate(modelOf(scenario, key), cycles, 1))
      return Math.max(...windowData([view], [null]).rows[0].bins.map(({ error }) => error))
    })
    // The errors of these two counts are themselves off by 5 % or so.
    expect(errors[0] / errors[1] / Math.sqrt(10)).toBeGreaterThan(0.9)
    expect(errors[0] / errors[1] / Math.sqrt(10)).toBeLessThan(1.1)
  })

  it('shows a ghost at β = 1, and none when β is 1', () => {
    expect(rows.every(({ ghost }) => ghost.length > 0)).toBe(true)
    const one = { ...scenario, beta: 1 }
    expect(windowData(at(one), atOne).rows.every(({ ghost }) => ghost.length === 0)).toBe(true)
  })

  it('marks an implementation whose rule is not the one that is drawn', () => {
    const byThePaper = (implementation: Scenario['implementation']) => {
      const seen = { ...scenario, implementation }
      return windowData(at(seen), at({ ...seen, beta: 1 })).rows.every((row) => row.byThePaper)
    }
    expect((['paper', 'symfony', 'knicola', 'diskcache'] as const).every(byThePaper)).toBe(true)
    expect((['redis', 'django', 'yii'] as const).some(byThePaper)).toBe(false)
  })

  it('has no law and no NaN at β = 0', () => {
    const off = { ...scenario, beta: 0 }
    const data = windowData(at(off), atOne)
    expect(data.rows.every(({ mean, missShare }) => mean === null && missShare === 1)).toBe(true)
    expect(JSON.stringify(data)).not.toMatch(/NaN/)
    for (const { law } of data.rows) for (const { y } of law) expect(y).toBe(0)
  })
})

describe('a key that is not simulated yet', () => {
  const { keys, ...rest } = parsePage('?arrivals=burst:2s:18s').scenario
  const unknown = at({ ...rest, keys })

  it('has no share of late or missed cycles, and none is drawn', () => {
    const data = windowData(unknown, [null, null])
    for (const row of data.rows) {
      expect([row.mean, row.lateShare, row.missShare]).toEqual([null, null, null])
      expect(rowInWords(row)).toBe('not simulated yet')
    }
    const props = { data, beta: 1, width: 600, views: unknown, ghosts: [null, null], own: [false, false] }
    const { body } = render(WindowFigure, { props })
    expect(body).toContain('not simulated yet')
    expect(body).not.toMatch(/never|no early refreshes|late <b>/)
  })
})
