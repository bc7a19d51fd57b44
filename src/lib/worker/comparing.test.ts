import { expect, test } from 'vitest'
import { type Key, type Scenario, comparison, defaultScenario, lawAtOnce, lawsAtOnce } from '#core'
import { advisedByLaw, compareKey, type ComparedSoFar, type FindMeasures } from './comparing'
import { createInlineRunner } from './inline-runner'

const never = new AbortController().signal
const find: FindMeasures = async (models) => models.map(lawAtOnce)
const comparedByLaw = (scenario: Scenario, key: Key) => {
  const advised = advisedByLaw(scenario, key)
  return comparison(scenario, key, advised, lawsAtOnce(scenario, key, advised))
}
const asked = (change: Partial<Scenario>) => {
  const scenario = { ...defaultScenario(), cycles: 400, ...change }
  return [scenario, scenario.keys[0]] as const
}

test('the same scenario and key have the same comparison, to the last bit', async () => {
  const run = () => compareKey(...asked({}), createInlineRunner(), find, never)
  expect(await run()).toEqual(await run())
})

test('laws are told at once, and simulations once all of them are done', async () => {
  const told: ComparedSoFar[] = []
  const whole = await compareKey(...asked({}), createInlineRunner(), find, never, (so) => told.push(so))
  expect(told[0].comparison).toEqual(comparedByLaw(...asked({})))
  for (const { comparison, progress } of told.slice(0, -1)) {
    expect(progress).toBeLessThanOrEqual(1)
    expect(comparison.rows.every(({ simulated }) => simulated === null)).toBe(true)
  }
  expect(told.at(-1)).toEqual({ comparison: whole, progress: 1 })
  expect(whole.rows.filter(({ simulated }) => simulated === null).map(({ name }) => name)).toEqual(['job'])
  expect(whole.choice).toEqual(comparedByLaw(...asked({})).choice)
})

test('without laws the choice comes with the simulations, and each advised β is that of its own advice', async () => {
  const [scenario, key] = asked({ arrivals: { kind: 'even' }, delta: 0.05, ttl: 10 })
  expect(comparedByLaw(scenario, key).choice).toBeNull()
  const { choice, rows } = await compareKey(scenario, key, createInlineRunner(), find, never)
  expect(choice!.kept).toBe(true)
  for (const name of ['xfetch', 'xfetch-coalescing', 'xfetch-lock'])
    expect(rows.find((row) => row.name === name)!.scenario!.beta).toBeGreaterThan(0)
})
