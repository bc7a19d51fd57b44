import { describe, expect, test } from 'vitest'
import { closedForm } from '$lib/core/closed-form'
import { modelOf } from '$lib/core/model-of'
import { defaultScenario, type Scenario } from '$lib/core/scenario'
import { simulate } from '$lib/core/simulate'
import { DOTS, dotData, dotSize, niceStep, tailOf } from './dot-data'
import { dotTable } from './dot-table'
import { viewKey } from './key-view'

const dots = (change: Partial<Scenario> = {}, cycles = 0) => {
  const scenario = { ...defaultScenario(), ...change }
  return dotData(
    scenario.keys.map((key, i) =>
      viewKey(scenario, key, i, cycles > 0 ? simulate(modelOf(scenario, key), cycles, 7) : null)
    )
  )
}
const sum = (columns: { count: number }[]) => columns.reduce((all, { count }) => all + count, 0)

describe('fifty dots', () => {
  test.each([0, 0.3, 1, 4, 30])('are fifty of every key at β = %d, whatever misses', (beta) => {
    for (const key of dots({ beta }).keys) {
      expect(sum(key.sizeColumns)).toBe(DOTS)
      expect(sum(key.gapColumns) + key.missed).toBe(DOTS)
    }
  })

  test('follow the geometric law of a hot key’s stampede: mean e^(1/β)', () => {
    const [hot] = dots({ beta: 1 }).keys
    // P(S > n) = (1 − 1/e)^n, so quantile p is ⌈ln(1 − p)/ln(1 − 1/e)⌉.
    const exact = Array.from({ length: DOTS }, (_, i) =>
      Math.ceil(Math.log(1 - (2 * i + 1) / 100) / Math.log(1 - Math.exp(-1)))
    )
    expect(hot.sizes).toEqual(exact)
  })

  test('miss as often as the key does', () => {
    const { keys } = dots({ beta: 4 })
    const scenario = { ...defaultScenario(), beta: 4 }
    keys.forEach(({ missed, late }, i) => {
      const { earlyShare, lateShare } = closedForm(modelOf(scenario, scenario.keys[i]))
      // To the nearest dot.
      expect(Math.abs(missed - DOTS * (1 - earlyShare))).toBeLessThanOrEqual(0.5 + 1e-9)
      expect(Math.abs(late - DOTS * lateShare)).toBeLessThanOrEqual(0.5 + 1e-9)
    })
  })

  test('lie where the simulation puts them, where there is no closed form', () => {
    const [hot] = dots({ deltaCv: 0.001 }, 20_000).keys
    expect(hot.source).toBe('simulation')
    const [exact] = dots().keys
    // A rebuild time that hardly varies: the median is off by at most 3 standard errors, 3·0.5/√20,000/density.
    expect(hot.gaps[25] / exact.gaps[25]).toBeCloseTo(1, 1)
    expect(sum(hot.sizeColumns)).toBe(DOTS)
  })

  test('keep to few columns of whole numbers where a plain TTL starts 250 rebuilds at once', () => {
    const [hot] = dots({ beta: 0 }).keys
    expect(hot.sizeColumns.length).toBeLessThanOrEqual(26)
    expect(hot.sizeColumns[0].from).toBeGreaterThan(150)
    for (const { from, to } of hot.sizeColumns) expect([from % 1, to % 1]).toEqual([0, 0])
    expect(hot.missed).toBe(DOTS)
    expect(hot.gapSentence).toContain('50 in 50 miss')
  })

  test('are told in a sentence that counts them', () => {
    for (const beta of [0.5, 1, 2, 4]) {
      for (const { sizes, sizeSentence } of dots({ beta }).keys) {
        const { size, count } = tailOf(sizes)
        expect(sizes.filter((one) => one >= size)).toHaveLength(count)
        expect(sizeSentence).toMatch(new RegExp(`^${count} in 50 expiries start`))
      }
    }
    expect(dots({ coordination: 'lock' }).keys[0].sizeSentence).toBe(
      '50 in 50 expiries start one rebuild: no stampede.'
    )
  })

  test('are all in the table', () => {
    const counted = dotTable(dots()).rows.reduce((all, row) => all + Number(row[2]), 0)
    expect(counted).toBe(2 * 2 * DOTS)
  })
})

describe('a dot', () => {
  test('shrinks until every stack fits its box', () => {
    for (const [count, width, height] of [
      [50, 12, 96],
      [50, 60, 96],
      [7, 20, 96]
    ]) {
      const size = dotSize([count], width, height)
      expect(Math.ceil(count / Math.floor(width / size)) * size).toBeLessThanOrEqual(height)
    }
    expect(dotSize([1], 20, 96)).toBe(11)
  })

  test('stands in columns of a readable width', () => {
    expect([0.3, 1, 3, 7, 40].map(niceStep)).toEqual([0.5, 1, 5, 10, 50])
  })
})
