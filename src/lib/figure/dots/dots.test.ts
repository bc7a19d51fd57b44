import { describe, expect, test } from 'vitest'
import { firstTriggerFigures } from '$lib/core/closed-form/closed-form'
import { type Scenario, defaultScenario, findLaw, firstTrigger, gapCdf, modelOf, simulate } from '#core'
import { stampedeSizeQuantile } from '$lib/core/closed-form/stampede-size'
import { viewKey } from '$lib/text/key-view'
import { columnOf, countColumns, countOf, timeColumns } from './columns'
import { dotData, gapPiles, keepDots, sizePiles, countReached } from './dot-data'
import { dotFinding, dotTable, gapLabel, gapsSpoken, shadeWords, sizeLabel, sizesSpoken } from './dot-reading'
import { grainFor, marks, stack } from './pack'
import { DOTS, gapQuantiles, SHARES, sizeQuantiles } from './quantiles'

const usual = defaultScenario()
const views = (change: Partial<Scenario>, cycles = 0) => {
  const scenario = { ...usual, ...change }
  return scenario.keys.map((key, i) =>
    viewKey(scenario, key, i, cycles > 0 ? simulate(modelOf(scenario, key), cycles, 5) : null)
  )
}
const data = (change: Partial<Scenario>, cycles = 0) => dotData(views(change, cycles))
const keys = (...rates: number[]) => rates.map((rate, i) => ({ ...usual.keys[0], name: `key ${i}`, rate }))
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0)

describe('fifty expiries', () => {
  test('stand at the middles of fifty equal shares', () => {
    expect(SHARES).toHaveLength(50)
    expect(SHARES.slice(0, 3)).toEqual([0.01, 0.03, 0.05])
    expect(SHARES.at(-1)).toBe(0.99)
  })

  test.each([0.5, 1, 4.8, 10])('are the quantiles of the closed forms at β = %d', (beta) => {
    for (const view of views({ beta })) {
      const law = firstTrigger(view.model)
      expect(sizeQuantiles(view)).toEqual(SHARES.map((p) => stampedeSizeQuantile(view.model, law, p)))
      gapQuantiles(view).forEach((gap, i) => {
        // What misses is the share of the law at 0; above it the gap is where the law says so, to ten digits.
        if (gap === null) expect(SHARES[i]).toBeLessThanOrEqual(gapCdf(law, 0))
        else expect(gapCdf(law, gap)).toBeCloseTo(SHARES[i], 10)
      })
    }
  })

  test('come from the simulation where there is no closed form, and are missing before it runs', () => {
    const wild: Partial<Scenario> = { deltaCv: 0.5, beta: 2 }
    const [waiting] = data(wild).rows
    expect(waiting.sizes).toEqual([])
    expect(waiting.gaps).toEqual([])
    expect(sizeLabel(waiting)).toBe('not simulated yet')
    expect(dotFinding(data(wild))).toBe('')
    const seen = views(wild, 20_000)
    dotData(seen).rows.forEach((row, i) => {
      expect(row.sizes).toHaveLength(DOTS)
      expect(row.gaps.length + row.missed).toBe(DOTS)
      const { figures } = seen[i]
      // Half of the dots are below the median, which the figures have too; a dot is 2 % of all.
      const early = row.gaps.filter((gap) => gap <= figures!.gapP50!).length
      expect(Math.abs(early / row.gaps.length - 0.5)).toBeLessThanOrEqual(1 / row.gaps.length)
    })
  })

  test('come from the simulation where refreshes do not settle: an independent program saw 27 in 50 start ten or more', () => {
    const scenario = { ttl: 5, delta: 2, keys: keys(10) }
    expect(data(scenario).rows[0].sizes).toEqual([])
    const [row] = data(scenario, 20_000).rows
    expect(row.simulated).toBe(true)
    expect(Math.abs(row.sizes.filter((size) => size >= 10).length - 27)).toBeLessThanOrEqual(1)
    expect(row.late).toBe(Math.round(50 * firstTriggerFigures(views(scenario)[0].model).lateShare))
  })

  test('agree with the simulation of the same cycles to a dot', () => {
    const [closed] = data({ beta: 1 }).rows
    const view = views({ beta: 1 }, 200_000)[0]
    const simulated = sizeQuantiles({ ...view, law: null })
    // P(S ≤ n) is known to 1/(2√200,000) = 0.11 % at most, a dot is 2 %: of a size there is at most one dot more or less.
    for (let size = 1; size <= 12; size++) {
      const difference =
        closed.sizes.filter((one) => one <= size).length - simulated.filter((one) => one <= size).length
      expect(Math.abs(difference)).toBeLessThanOrEqual(1)
    }
  })

  test.each([
    ['the default', {}, 0],
    ['plain TTL', { beta: 0 }, 0],
    ['a window wider than the lifetime', { beta: 1000 }, 400],
    ['a lock', { coordination: 'lock' as const }, 0],
    ['six keys far apart', { beta: 0.1, keys: keys(1e6, 4e4, 1000, 20, 0.5, 1e-6) }, 0],
    ['the largest rate that can be set', { beta: 0, keys: keys(1e9) }, 0]
  ])(
    'are fifty of each kind to each key, in columns and in the table, all where they can be drawn: %s',
    (_, change, cycles) => {
      const all = data(change, cycles)
      const { rows } = all
      const table = dotTable(all)
      sizePiles(all).forEach((piles, i) => {
        expect(sum(piles.map(({ plain, counted }) => plain + counted))).toBe(DOTS)
        expect(sum(piles.map(({ counted }) => counted))).toBe(rows[i].reaching)
      })
      gapPiles(all).forEach((piles, i) => {
        expect(sum(piles.map(({ plain, counted }) => plain + counted)) + rows[i].missed).toBe(DOTS)
        expect(sum(piles.map(({ counted }) => counted)) + rows[i].missed).toBe(rows[i].late)
      })
      rows.forEach((_, i) => expect(sum(table.rows.map((cells) => Number(cells[i + 1])))).toBe(2 * DOTS))
      const said = [dotFinding(all), sizesSpoken(all), gapsSpoken(all), ...table.rows.flat()].join(' ')
      expect(said).not.toMatch(/NaN|undefined|null|Infinity/)
    }
  )

  test('are too late as often as the closed form says, to a dot', () => {
    for (const view of views({ beta: 3 })) {
      const [row] = dotData([view]).rows
      expect(Math.abs(row.late / DOTS - view.figures!.lateShare)).toBeLessThanOrEqual(1 / DOTS)
      expect(row.gaps.filter((gap) => gap < row.delta).length + row.missed).toBe(row.late)
    }
  })

  test('of a key that has not changed are not computed again', () => {
    const rowOf = keepDots()
    const [one] = views({ beta: 2 })
    const [again] = views({ beta: 2 })
    const [other] = views({ beta: 3 })
    const row = rowOf(one)
    expect(rowOf(again)).toBe(row)
    expect(rowOf(other)).not.toBe(row)
  })
})

describe('the sentence', () => {
  test('names the largest round number of rebuilds that three dots reach', () => {
    expect(countReached([...new Array(47).fill(1), 5, 7, 9])).toBe(5)
    expect(countReached([...new Array(48).fill(1), 7, 9])).toBe(2)
    expect(countReached(new Array(50).fill(250))).toBe(200)
    expect(countReached([])).toBe(2)
  })

  test('counts the dots', () => {
    const all = data({})
    const [hot, cold] = all.rows
    const five = hot.sizes.filter((size) => size >= 5).length
    const two = cold.sizes.filter((size) => size >= 2).length
    expect(dotFinding(all)).toBe(
      `${five} in 50 expiries of hot start five or more rebuilds; ${two} in 50 of cold start two or more rebuilds. ` +
        `Refreshed too late: none in 50 of hot; ${cold.late} in 50 of cold (${cold.missed} of them after a miss).`
    )
    expect(gapLabel(cold)).toBe(`${cold.late} in 50 too late, ${cold.missed} missed`)
  })

  test('names keys together of which the same holds', () => {
    const alike = dotFinding(data({ keys: keys(1000, 1e5), coordination: 'lock' }))
    expect(alike).toBe(
      'None in 50 expiries of key 0 and key 1 each starts a second rebuild. Refreshed too late: none in 50 of key 0 and key 1.'
    )
  })

  test('says of plain TTL that all miss', () => {
    expect(dotFinding(data({ beta: 0, keys: keys(1000) }))).toBe(
      'All 50 expiries of key 0 start 200 or more rebuilds. Refreshed too late: all 50 of key 0.'
    )
  })
})

describe('the columns', () => {
  test('hold one number each while they are few, then round spans from which 250 dots stand out', () => {
    expect(countOf(countColumns([11, 2]))).toBe(12)
    const plain = countColumns([287])
    expect(plain.ticks).toEqual([0, 40, 80, 120, 160, 200, 240, 280, 320])
    expect(columnOf(plain, 199)).toBe(9)
    expect(columnOf(plain, 200)).toBe(10)
  })

  test('widen where keys are far apart, and begin at every number that the sentence can name', () => {
    for (const most of [30, 290, 5000, 3e8]) {
      const columns = countColumns([most, 1])
      expect(columns.edges.at(-1)).toBeGreaterThan(most)
      expect(countOf(columns)).toBeLessThanOrEqual(40)
      for (let power = 1; 5 * power <= most; power *= 10)
        for (const count of [power, 2 * power, 5 * power]) expect(columns.edges).toContain(count - 0.5)
    }
  })

  test('of times do not mix late and timely rebuilds while there are columns for both', () => {
    for (const most of [0.5, 1, 3.1, 3.9, 5]) {
      const { edges } = timeColumns(most, 0.25)
      expect(edges.at(-1)).toBeGreaterThanOrEqual(most)
      expect(edges.at(-1)).toBeLessThanOrEqual(most * 1.34)
      expect(edges.some((edge) => Math.abs(edge - 0.25) < 1e-12)).toBe(true)
    }
  })

  test('end at one of a few values while the data grow a hundredfold', () => {
    const grow = Array.from({ length: 400 }, (_, i) => 10 ** (i / 200))
    expect(new Set(grow.map((most) => timeColumns(most, 0.25).edges.at(-1))).size).toBeLessThanOrEqual(22)
    expect(
      new Set(grow.map((most) => countColumns([Math.ceil(most), 1]).edges.at(-1))).size
    ).toBeLessThanOrEqual(8)
  })
})

describe('stacks', () => {
  test('never overflow: dots shrink or stand abreast, and none lies on another', () => {
    for (const most of [1, 7, 19, 44, 50])
      for (const width of [6, 11, 27, 60]) {
        const grain = grainFor(most, width, 78)
        const places = stack(most, grain, 100, 78)
        expect(places).toHaveLength(most)
        for (const { x, y } of places) {
          expect(Math.abs(x - 100) + grain.size / 2).toBeLessThanOrEqual(width / 2 + 1e-9)
          expect(y - grain.size / 2).toBeGreaterThanOrEqual(-1e-9)
          expect(y + grain.size / 2).toBeLessThanOrEqual(78 + 1e-9)
        }
        const apart = places.flatMap((a, i) =>
          places.slice(i + 1).map((b) => Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)))
        )
        expect(Math.min(Infinity, ...apart)).toBeGreaterThanOrEqual(grain.size - 1e-9)
      }
  })

  test('are one path with a mark for each dot', () => {
    const path = marks(
      'M1.5 1.5h9v9h-9z',
      [
        { x: 6, y: 6 },
        { x: 12, y: 6 }
      ],
      6
    )
    expect(path).toBe('M7.5 7.5h9v9h-9zM19.5 7.5h9v9h-9z')
  })
})

describe('fifty expiries of a cache with options', () => {
  test('are not too late where stale values bridge them', () => {
    const { rows } = data({ stale: 30 }, 2000)
    expect(rows[1].missed).toBeGreaterThan(40)
    expect(rows[1].late).toBe(0)
    expect(gapLabel(rows[1])).toMatch(/^none in 50 too late, \d+ missed$/)
    expect(shadeWords({ ...data({ stale: 30 }), rows })).toBe('')
  })

  test('follow the simulation where only the mean of the rebuilds has a law, and not its first part', () => {
    const scenario = { ...usual, jitter: 0.1, keys: keys(20) }
    const model = modelOf(scenario, scenario.keys[0])
    const rowOf = keepDots()
    const at = (cycles: number) =>
      rowOf(viewKey(scenario, scenario.keys[0], 0, simulate(model, cycles, 5), 1, undefined, findLaw(model)))
    const few = at(64)
    const many = at(4000)
    expect(many.simulated).toBe(true)
    expect(many.gaps).not.toEqual(few.gaps)
  })
})
