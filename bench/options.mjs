/**
 * How long do 20,000 cycles of a hot cache with options take, and its law? Processor time of one thread: the simulation of
 * a part of the cycles, and what all of them would take.
 */
import { loadForNode } from './load.mjs'

const { modelOf, optionLaw, parseLink, parseRule, simulateShard, useRuleParser, whyNoLaw } =
  await loadForNode()
useRuleParser(parseRule)

const CYCLES = 20_000
const PART = 640
const SHARDS = 32
/** Steps of one call of the API. */
const MOST = 200_000_000
const SLOWEST = 60
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

console.log(
  `Caches with options: ${CYCLES} cycles of a key with 10,000 requests/s, s of one processor; the law, ms`
)
for (const combination of COMBINATIONS)
  for (const beta of [0, 1]) {
    const { scenario } = parseLink(`${KEY}&beta=${beta}&${combination}`)
    const model = modelOf(scenario, scenario.keys[0])
    let [cycles, steps] = [0, 0]
    const start = cpu()
    for (let shard = 0; shard < SHARDS && cpu() - start < SLOWEST; shard++) {
      const tally = simulateShard(model, PART, 1, shard, (MOST * PART) / CYCLES)
      cycles += tally.cycles
      steps += tally.steps
    }
    // The budget ends a simulation whose cycles would take longer.
    const all = (cpu() - start) * Math.min(CYCLES / cycles, MOST / steps)
    let law = '–'
    if (whyNoLaw(model) === null) {
      const before = cpu()
      optionLaw(model)
      law = ((cpu() - before) * 1e3).toFixed(0)
    }
    console.log(
      `${all.toFixed(1).padStart(6)} ${law.padStart(6)}  β ${beta} ${decodeURIComponent(combination)}`
    )
  }
