import { expect, it } from 'vitest'
import { type Scenario, adviseExactly, commonBeta, defaultScenario } from '#core'
import { headline } from './advice-words'
import { room } from './leeway-words'
import { plain } from './sentence'

const [hot] = defaultScenario().keys
const said = (change: Partial<Scenario>) => {
  const scenario: Scenario = { ...defaultScenario(), keys: [hot], ...change }
  const advice = scenario.keys.map((key) => adviseExactly(scenario, key)!)
  const common = commonBeta(scenario, advice)
  return plain([headline(scenario, advice, common), room(scenario, common)]).replace(/[\u00a0\u202f]/g, ' ')
}

it('the answer at the edge says what half the requests would do, and what it costs to stand back', () => {
  expect(said({ coordination: 'lock' })).toBe(
    'Set β = 0.39. But β = 0.39 leaves no room: at half the request rate 2.3 % of the expiries would reach users. β = 1 has room and costs 1.05 rebuilds an hour more.'
  )
})

it('a present β with room is kept where the cheapest saves next to nothing', () => {
  const page = { ...hot, name: 'page', rate: 20, ttl: 3600, delta: 5 }
  expect(said({ coordination: 'lock', keys: [page] })).toMatch(
    /^Keep β = 1\. The cheapest, β = 0\.51, would save 0\.4 % of the rebuilds and leaves no room: at half the request rate 2\.8 % of the expiries would reach users\.$/
  )
})

it('names the key that would suffer where several share a β', () => {
  expect(said({ coordination: 'lock', keys: [hot, { ...hot, name: 'warm', rate: 100 }] })).toMatch(
    /of the warm key’s expiries would reach users/
  )
})

it('says nothing where there is room', () => {
  expect(said({})).toBe('Set β = 4.8. ')
})
