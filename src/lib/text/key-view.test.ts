import { expect, it } from 'vitest'
import { defaultScenario, modelOf, simulate } from '#core'
import { viewKey } from './key-view'

const scenario = defaultScenario()
const [hot, cold] = scenario.keys

it('a key that has not changed keeps its view', () => {
  const before = viewKey(scenario, hot, 0, null)
  expect(viewKey({ ...scenario }, { ...hot }, 0, null, scenario.beta, before)).toBe(before)
})

it('new simulated cycles leave the closed form as it is', () => {
  const before = viewKey(scenario, hot, 0, null)
  const tally = simulate(modelOf(scenario, hot), 64, 1)
  const now = viewKey(scenario, hot, 0, tally, scenario.beta, before)
  expect(now).toEqual(viewKey(scenario, hot, 0, tally))
  expect(now.closed).toBe(before.closed)
})

it('another β, rate, place or name makes another view', () => {
  const before = viewKey(scenario, hot, 0, null)
  for (const [now, fresh] of [
    [viewKey(scenario, hot, 0, null, 2, before), viewKey(scenario, hot, 0, null, 2)],
    [viewKey(scenario, cold, 0, null, 1, before), viewKey(scenario, cold, 0, null, 1)],
    [viewKey(scenario, hot, 1, null, 1, before), viewKey(scenario, hot, 1, null, 1)],
    [
      viewKey(scenario, { ...hot, name: 'front' }, 0, null, 1, before),
      viewKey(scenario, { ...hot, name: 'front' }, 0, null, 1)
    ]
  ])
    expect(now).toEqual(fresh)
})
