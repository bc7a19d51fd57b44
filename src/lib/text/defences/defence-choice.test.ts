import { expect, test } from 'vitest'
import {
  type Advised,
  type Scenario,
  advisedScenarios,
  adviseExactly,
  comparison,
  lawsAtOnce,
  defaultScenario
} from '#core'
import { plain } from '../sentence'
import { compareTable } from './compare-table'
import { defenceHeadline, defenceOthers, defenceReasons } from './defence-choice'

const compared = (change: Partial<Scenario>, place = 0) => {
  const scenario = { ...defaultScenario(), ...change }
  const key = scenario.keys[place]
  const advised = Object.fromEntries(
    Object.entries(advisedScenarios(scenario, key)).map(([which, one]) => [
      which,
      adviseExactly(one, one.keys[0])?.beta
    ])
  ) as Advised
  return comparison(scenario, key, advised, lawsAtOnce(scenario, key, advised))
}
const spaced = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ')
const said = (of: ReturnType<typeof compared>) =>
  [defenceHeadline(of, null), ...defenceReasons(of), ...defenceOthers(of)].map((one) => spaced(plain([one])))

test('a hot key is told the lock, what it costs, and what comes close', () => {
  expect(said(compared({}))).toEqual([
    'Choose XFetch at β = 1 with a lock.',
    'It keeps late refreshes within 0.1 %: 61.3 rebuilds an hour, one at a time, and < 0.01 % of the requests wait.',
    'The fewest that serve every request a live value are 59.8 rebuilds an hour.',
    'A refresh-ahead with a lock (last 0.43 % of the TTL) comes close: 60 rebuilds an hour, but its share does not adapt to the rebuild time.',
    'A background job every 59.75 s comes close: 60.3 rebuilds an hour, whether anybody asks or not.',
    'If expired values may be served, stale while revalidating (for 260 ms) needs no early refresh: 59.8 rebuilds an hour, and 0.42 % of the answers are expired.',
    'Your cache as it is makes 166 rebuilds an hour, up to 11 at once, and < 0.01 % of the requests wait.'
  ])
})

test('a cache that serves stale values for long enough is told that it needs no early refresh', () => {
  const all = said(compared({ ttl: 5, delta: 0.2, coordination: 'lock', stale: 5, beta: 0 }))
  expect(all.slice(0, 2)).toEqual([
    'Choose stale while revalidating (for 5 s).',
    'It keeps late refreshes within 0.1 %: 692 rebuilds an hour, one at a time, and nobody waits.'
  ])
  expect(all.at(-1)).toBe('That is your cache as it is.')
})

test('a key that nothing protects is told the nearest, and which limit that breaks', () => {
  const all = said(compared({ ttl: 1, delta: 1 }))
  expect(all[0]).toMatch(/^No defence keeps your limits\. The nearest is /)
  expect(all[1]).toMatch(/ of its refreshes are late\.$/)
})

test('nothing is said of a choice that is still being calculated', () => {
  expect(said(compared({ arrivals: { kind: 'even' } }))).toEqual([''])
})

test('the table has a row for each defence and a cell for each measure', () => {
  const { columns, rows } = compareTable(compared({}))
  expect(rows).toHaveLength(13)
  for (const row of rows) expect(row).toHaveLength(columns.length)
  expect(JSON.stringify(rows)).not.toMatch(/NaN|undefined|null|Infinity/)
})
