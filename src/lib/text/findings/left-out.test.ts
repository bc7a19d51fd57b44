import { expect, it } from 'vitest'
import { parseLink } from '$lib/link/parse-link'
import { loadRuleParser } from '$lib/link/rules/rule-reader'
import { whyNoMap, whyNoReplay } from './left-out'

await loadRuleParser()
const reasons = (link: string) => {
  const { scenario } = parseLink(link)
  return [whyNoMap(scenario), whyNoReplay(scenario)]
}

it.each(['?', '?instances=4', '?coord=lock&lockttl=10s', '?coord=lock&losers=rebuild', '?arrivals=even'])(
  'map and replay are there for %s',
  (link) => {
    expect(reasons(link)).toEqual(['', ''])
  }
)

it.each([
  ['?rule=left<0.2*ttl', 'the other rule'],
  ['?workers=5', 'the limit of workers'],
  ['?jitter=10%25', 'the jitter'],
  ['?coord=lock&lockttl=100ms', 'the expiry of the lock'],
  ['?origin=8', 'the limit of the origin']
])('neither is there for %s, and both say why', (link, why) => {
  for (const reason of reasons(link)) expect(reason).toContain(why)
})

it.each([
  ['?stale=30s', 'the stale serving'],
  ['?stale.cold=30s', 'the stale serving'],
  ['?coord=lock&losers=waitalways', 'the waits while the old value lives']
])('only the replay is missing for %s', (link, why) => {
  const [map, replay] = reasons(link)
  expect(map).toBe('')
  expect(replay).toContain(why)
})
