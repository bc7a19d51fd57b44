import { expect, test } from 'vitest'
import {
  lawsAtOnce,
  comparison,
  defaultScenario,
  defencesOf,
  simulate,
  type Scenario,
  type Simulated
} from '#core'
import { compareData } from './compare-data'
import { compareSpoken } from './compare-reading'

const advised = { none: 4, coalesce: 3, lock: 1 }
function data(change: Partial<Scenario>, cycles = 0) {
  const scenario = { ...defaultScenario(), ...change }
  const [key] = scenario.keys
  const simulated: Simulated = {}
  if (cycles > 0)
    for (const { name, model } of defencesOf(scenario, key, advised))
      if (model) simulated[name] = simulate(model, cycles, 1)
  return compareData(comparison(scenario, key, advised, lawsAtOnce(scenario, key, advised), simulated))
}

test('every axis holds every mark on it, and names both of its ends', () => {
  for (const change of [
    {},
    { ttl: 5, stale: 5, coordination: 'lock' as const },
    { deltaCv: 0.5, delta: 0.01 }
  ])
    for (const { domain, marks, name, scale, ticks } of data(change, 300).panels) {
      expect(ticks.at(-1), name).toBe(domain[1])
      expect(ticks[0], name).toBe(scale === 'share' ? 0 : domain[0])
      for (const { law, drawn, reach } of Object.values(marks))
        for (const value of [law, drawn, reach]) {
          if (value === null || value === 0) continue
          expect(value, name).toBeLessThanOrEqual(domain[1] * (1 + 1e-9))
          if (scale === 'log') expect(value, name).toBeGreaterThanOrEqual(domain[0] * (1 - 1e-9))
        }
    }
})

test('a defence without figures says why in place of its marks', () => {
  const instead = (change: Partial<Scenario>) =>
    data(change).groups.flatMap(({ lines }) => lines.map(({ name, instead }) => [name, instead]))
  expect(instead({}).filter(([, words]) => words !== '')).toEqual([])
  expect(Object.fromEntries(instead({ arrivals: { kind: 'even' } }))).toMatchObject({
    nothing: 'not simulated yet',
    job: ''
  })
  expect(Object.fromEntries(instead({ ttl: 1, delta: 1 }))).toMatchObject({
    ahead: 'the TTL is too short for it',
    job: 'no time for a rebuild'
  })
})

test('the chosen defence, the two that come close and the present cache have their values beside their marks', () => {
  const told = data({}).groups.flatMap(({ lines }) =>
    lines.filter(({ told }) => told).map(({ name }) => name)
  )
  expect(told).toEqual(['nothing', 'xfetch-one', 'xfetch-lock', 'ahead-lock', 'job'])
  expect(compareSpoken(data({}))).toMatch(/^13 defences side by side, .*Chosen: XFetch, β.=.1, lock\. /)
})

test('a share that no run would show stands at 0', () => {
  const { panels } = data({ ttl: 5, delta: 0.2, stale: 5, coordination: 'lock' })
  expect(panels.find(({ name }) => name === 'blockedShare')!.marks.stale!.law).toBe(0)
})
