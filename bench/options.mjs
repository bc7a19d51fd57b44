/**
 * How long do 20,000 cycles of a hot cache with options take, how many of them are there before a limit of work ends the
 * simulation, and how long does its law take? Processor time of one thread, by some of the shards.
 */
import { loadForNode } from './load.mjs'

const { modelOf, optionLaw, parseLink, parseRule, simulateShard, useRuleParser, whyNoLaw } =
  await loadForNode()
useRuleParser(parseRule)

const CYCLES = 20_000
const PART = 640
/** A simulation has so many shards, of which these are measured. */
const ALL_SHARDS = 32
const SHARDS = 2
/** Steps of one call of the API. */
const MOST = 200_000_000
const cpu = () => process.cpuUsage().user / 1e6

const KEY = '?ttl=60s&delta=250ms&keys=hot:10000/s'
const COMBINATIONS = [
  'stale=1s',
  'stale=1s&cv=0.5',
  'workers=50&stale=1s',
  'workers=10000',
  'coord=lock&losers=waitalways&workers=50',
  'coord=lock&lockttl=10ms',
  'coord=lock&losers=stale&lockttl=10ms',
  'coord=lock&losers=rebuild&jitter=10%25&resolution=1s',
  'coord=coalesce:8&workers=50&cv=0.5',
  'origin=8',
  'origin=8&coord=lock&stale=1s',
  'origin=1000',
  'jitter=10%25&cv=0.5',
  'rule=left%3C0.1*ttl&workers=50',
  'rule=(age%2Fttl)%5Ebeta',
  'arrivals=even&stale=1s',
  'arrivals=burst:1s:9s&stale=1s',
  'lens=yii&stale=1s'
]
/** The slowest of 573 caches with random options: thousands start a rebuild in each cycle, or stand in line. */
const SLOWEST_LINKS = [
  'beta=0&stale=1s&origin=8&workers=10000',
  'beta=1&ttl=5440s&delta=10.2s&keys=k:647/s&rule=left%3C0.1*ttl&workers=10000',
  'beta=1&ttl=960s&delta=1.49s&keys=k:8260/s&rule=left%3C0.2*ttl&workers=10000&origin=1000',
  'beta=0.404&ttl=17600s&delta=10.2s&keys=k:25/s&stale=0.874s&rule=(age/ttl)^beta&workers=8&jitter=10%25',
  'beta=0.153&ttl=39.9s&delta=0.866s&keys=k:11500/s&stale=0.588s&cv=0.2&arrivals=burst:1m:9m&resolution=100ms'
]

console.log(
  `Caches with options: ${CYCLES} cycles of a key with 10,000 requests/s, s of one processor; how many there are; the law, ms`
)
for (const combination of COMBINATIONS)
  for (const beta of [0, 1]) measure(`${KEY}&beta=${beta}&${combination}`, `β ${beta} ${combination}`)
console.log('The slowest of other keys')
for (const link of SLOWEST_LINKS) measure(link.includes('keys=') ? `?${link}` : `${KEY}&${link}`, link)

/** @param {string} link @param {string} name */
function measure(link, name) {
  const { scenario } = parseLink(link)
  const model = modelOf(scenario, scenario.keys[0])
  // Until the engine has optimized the code.
  simulateShard(model, PART, 1, 0, (MOST * PART) / CYCLES)
  let cycles = 0
  const start = cpu()
  for (let shard = 0; shard < SHARDS; shard++) cycles += simulateShard(model, CYCLES, 1, shard, MOST).cycles
  const all = ((cpu() - start) * ALL_SHARDS) / SHARDS
  let law = '–'
  if (whyNoLaw(model) === null) {
    const before = cpu()
    optionLaw(model)
    law = ((cpu() - before) * 1e3).toFixed(0)
  }
  const given = Math.round((cycles * ALL_SHARDS) / SHARDS)
  console.log(
    `${all.toFixed(1).padStart(6)} ${String(given).padStart(6)} ${law.padStart(6)}  ${decodeURIComponent(name)}`
  )
}
