import { expect, it } from 'vitest'
import { type Key, type Scenario, closedForm, defaultScenario, modelOf, recommend, remediesFor } from '#core'
import { gain } from './advice'
import { byTheClock, help, helpInBrief } from './remedies'
import { plain, type Sentence } from './verdict'

const [hot, cold] = defaultScenario().keys
const scenarioWith = (change: Partial<Scenario>): Scenario => ({ ...defaultScenario(), ...change })
/** Narrow and unbreakable spaces as plain ones. */
const plainly = (words: string) => words.replace(/[\u00a0\u202f]/g, ' ')
const text = (...sentences: Sentence[]) => plainly(plain(sentences))

it('what helps comes with a figure each', () => {
  const model = modelOf(defaultScenario(), cold)
  const told = help(defaultScenario(), remediesFor(defaultScenario(), cold, closedForm(model)), model)
  expect(told.map(({ name }) => name)).toEqual([
    'Serve stale while revalidating',
    'A longer TTL',
    'A background job',
    'A lock, or one rebuild per host'
  ])
  for (const { text } of told) {
    expect(text).toMatch(/\d/)
    expect(text).not.toMatch(/NaN|Infinity|null|undefined/)
  }
})

it('a job runs so often that no cycle is late: 3598 s are not an hour', () => {
  const key: Key = { ...cold, rate: 1 / 3600, ttl: 3600, delta: 2 }
  const model = modelOf(defaultScenario(), key)
  const say = (change: Partial<Scenario>) => {
    const scenario = scenarioWith(change)
    return help(scenario, remediesFor(scenario, key, null), model).find(
      ({ name }) => name === 'A background job'
    )!.text
  }
  expect(plainly(say({}))).toMatch(
    /^that refreshes every 59 min 58 s, asked for or not: .*, none of them late$/
  )
  expect(plainly(helpInBrief(remediesFor(defaultScenario(), key, null)))).toMatch(/every 59 min 58 s$/)
  // The longest of a thousand rebuilds may take longer.
  expect(plainly(say({ deltaCv: 1 }))).toMatch(/at most 0\.1 % of them late$/)
})

it('what is rare and long to rebuild may be rebuilt by the clock, in a unit that one reads', () => {
  const report = { ...cold, name: 'report', rate: 30 / 3600, ttl: 86_400, delta: 240 }
  expect(text(byTheClock(scenarioWith({ keys: [report] }), 0))).toBe(
    'So rare and so long a rebuild can do without dice: a background job that refreshes it every 23.93 h costs 1 rebuild a day, none of them late.'
  )
  expect(text(byTheClock(scenarioWith({ keys: [report], deltaCv: 1, late: 0.02 }), 0))).toMatch(
    /at most 2 % of them late\.$/
  )
  expect(byTheClock(scenarioWith({ keys: [hot] }), 0)).toEqual([])
  expect(byTheClock(scenarioWith({ keys: [{ ...report, delta: 1 }] }), 0)).toEqual([])
  const scenario = scenarioWith({ keys: [report] })
  expect(text(gain(scenario, recommend(scenario)))).toMatch(/^It then costs [\d.]+ rebuilds a day/)
})
