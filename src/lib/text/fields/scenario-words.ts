/** A scenario in words, as it stands below a figure and at the head of a page that is printed. */
import type { Scenario } from '#core'
import { atRate, inFull, inSeconds, list } from '../words'

/** "TTL 60 s, rebuild time 250 ms; hot 1000 req/s and cold 0.5 req/s." */
function cacheInWords({ ttl, delta, keys }: Scenario): string {
  const named = keys.map((key) => {
    const own = [
      ...(key.ttl === null ? [] : [`TTL ${inSeconds(key.ttl)}`]),
      ...(key.delta === null ? [] : [`rebuild time ${inSeconds(key.delta)}`]),
      ...(key.stale == null ? [] : [`stale for ${inSeconds(key.stale)}`])
    ]
    return `${key.name} ${atRate(key.rate)}${own.length > 0 ? ` (${own.join(', ')})` : ''}`
  })
  return `TTL ${inSeconds(ttl)}, rebuild time ${inSeconds(delta)}; ${list(named)}.`
}

/** "β = 4, TTL 60 s, rebuild time 250 ms; hot 1000 req/s and cold 0.5 req/s." */
export const scenarioInWords = (scenario: Scenario): string =>
  `β = ${inFull(scenario.beta, 4)}, ${cacheInWords(scenario)}`
