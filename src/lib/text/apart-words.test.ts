import { expect, it } from 'vitest'
import {
  type Key,
  type Scenario,
  adviseExactly,
  closedForm,
  commonBeta,
  defaultScenario,
  modelOf
} from '#core'
import { apart } from './apart-words'
import { plain } from './sentence'

const key = (name: string, rate: number, ttl: number, delta: number): Key => ({ name, rate, ttl, delta })
const KEYS = [key('feed', 10_000, 5, 0.05), key('cool', 3, 3600, 0.5)]

const said = (change: Partial<Scenario>) => {
  const scenario: Scenario = { ...defaultScenario(), keys: KEYS, lifetimeBudget: 0.2, ...change }
  const advice = scenario.keys.map((one) => adviseExactly(scenario, one)!)
  const common = commonBeta(scenario, advice)
  return { scenario, common, text: plain([apart(scenario, advice, common)]).replace(/[\u00a0\u202f]/g, ' ') }
}

it('two classes have a reason, a cost and a way to be set', () => {
  const { scenario, common, text } = said({})
  const [a, b] = common!.classes!
  const cost = closedForm(modelOf(scenario, KEYS[0], a.beta)).rebuildsPerHour + b.cost
  expect(text).toMatch(
    /^Because the cool key is protected only from β = [\d.]+ on, and the feed key gives too much of its lifetime away above β = [\d.]+\. Apart they cost [\d. ]+ rebuilds an hour\. β goes with each call: pass every key its own/
  )
  expect(text).toContain(`cost ${Number(cost.toPrecision(3))} rebuilds`)
})

it('there is nothing to say where one β suits all', () => {
  expect(said({ keys: defaultScenario().keys }).text).toBe('')
})
