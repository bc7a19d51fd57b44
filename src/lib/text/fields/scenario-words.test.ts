import { expect, test } from 'vitest'
import { defaultScenario } from '#core'
import { scenarioInWords } from './scenario-words'

const plain = (text: string) => text.replaceAll('\u202f', ' ')

test('a scenario is told with its units, and a key’s own lifetime and rebuild time with the key', () => {
  const scenario = { ...defaultScenario(), beta: 4 }
  expect(plain(scenarioInWords(scenario))).toBe(
    'β = 4, TTL 60 s, rebuild time 250 ms; hot 1000 req/s and cold 0.5 req/s.'
  )
  const [hot, cold] = scenario.keys
  const own = { ...scenario, keys: [hot, { ...cold, ttl: 600, delta: 2 }] }
  expect(plain(scenarioInWords(own))).toContain('cold 0.5 req/s (TTL 10 min, rebuild time 2 s).')
})
