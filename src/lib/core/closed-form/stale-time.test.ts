import { describe, expect, it, test } from 'vitest'
import { Random } from '../math/random'
import { defaultScenario } from '../model/fields'
import type { Model } from '../model/scenario'
import { modelOf } from '../model/model-of'
import { phaseRates } from '../model/phase-rates'
import { staleTime } from './stale-time'

const [hot] = defaultScenario().keys
const modelWith = (change: Partial<Model>): Model => ({
  ...modelOf(defaultScenario(), hot),
  delta: 2,
  deltaCv: 1,
  rate: 5,
  ...change
})

/** One wait after an expiry, request by request: nothing here comes from the code under test but the random numbers. */
function waitOf({ rate, delta, deltaCv, arrivals, coordination, processes }: Model, random: Random): number {
  const uniform = () => 1 - random.uniform()
  const exponential = (mean: number) => -Math.log(uniform()) * mean
  const sigma = Math.sqrt(Math.log(1 + deltaCv ** 2))
  const rebuild = () => {
    const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
    return delta * Math.exp(sigma * normal - sigma ** 2 / 2)
  }
  const busy = new Set<number>()
  let first = Infinity
  let time = 0
  let burst = arrivals.kind !== 'burst' || random.uniform() < arrivals.on / (arrivals.on + arrivals.off)
  let turn = arrivals.kind === 'burst' ? exponential(burst ? arrivals.on : arrivals.off) : Infinity
  const { peak, quiet } = arrivals.kind === 'burst' ? phaseRates(rate, arrivals) : { peak: rate, quiet: 0 }
  for (let n = 0; ; n++) {
    const step =
      arrivals.kind === 'even'
        ? n === 0
          ? uniform() / rate
          : 1 / rate
        : exponential(1 / (burst ? peak : quiet))
    if (arrivals.kind === 'burst' && time + step > turn) {
      time = turn
      burst = !burst
      turn = time + exponential(burst ? arrivals.on : arrivals.off)
      if (time > first) return first
      continue
    }
    time += step
    if (time > first) return first
    const process = coordination === 'coalesce' ? Math.floor(random.uniform() * processes) : 0
    if (coordination !== 'none' && busy.has(process)) continue
    busy.add(process)
    first = Math.min(first, time + rebuild())
  }
}

/** A share of 0.05 is then known to 4·√(0.05·0.95/16,000) = 0.7 %, which is a seventh of it. */
const N = 16_000
function waitsOf(model: Model): Float64Array {
  const random = new Random(20, 0)
  return Float64Array.from({ length: N }, (_, i) => {
    random.seek(i)
    return waitOf(model, random)
  })
}
/** The share of waits that are longer than the seconds. */
const shareBeyond = (waits: Float64Array, seconds: number) =>
  waits.filter((wait) => wait > seconds).length / N

const burst = { kind: 'burst', on: 2, off: 8 } as const

describe('a value served for this time after its expiry is missing in exactly the allowed share of the expiries', () => {
  test.each<[string, Partial<Model>]>([
    ['every request rebuilds', {}],
    ['every request rebuilds, and many come', { rate: 300 }],
    ['every request rebuilds, and few come', { rate: 0.2 }],
    ['a lock', { coordination: 'lock' }],
    ['a lock, and few requests', { coordination: 'lock', rate: 0.2 }],
    ['four processes that coalesce', { coordination: 'coalesce', processes: 4 }],
    ['sixty processes that coalesce', { coordination: 'coalesce', processes: 60, rate: 40 }],
    ['a rebuild time that varies little', { deltaCv: 0.2, rate: 40 }],
    ['a rebuild time that varies much', { deltaCv: 3 }],
    ['bursts', { arrivals: burst }],
    ['bursts of many requests', { arrivals: burst, rate: 100 }],
    ['bursts and a lock', { arrivals: burst, coordination: 'lock' }],
    ['peaks over a quiet rate', { arrivals: { ...burst, ratio: 5 } }],
    ['peaks over a quiet rate, and a lock', { arrivals: { ...burst, ratio: 5 }, coordination: 'lock' }]
  ])('%s', (_, change) => {
    const model = modelWith(change)
    const waits = waitsOf(model)
    for (const late of [0.3, 0.05]) {
      // Four standard errors of a share.
      const give = 4 * Math.sqrt((late * (1 - late)) / N)
      expect(Math.abs(shareBeyond(waits, staleTime(model, late)) - late)).toBeLessThan(give)
    }
  })

  test.each<[string, Partial<Model>, number]>([
    // The bound of evenly spaced requests is near, that of several processes is the time of one.
    ['evenly spaced requests', { arrivals: { kind: 'even' } }, 0.15],
    ['evenly spaced requests, and many', { arrivals: { kind: 'even' }, rate: 50 }, 0.6],
    ['bursts and processes that coalesce', { arrivals: burst, coordination: 'coalesce', processes: 4 }, 0]
  ])('%s: no shorter than needed, and not far below the share', (_, change, least) => {
    const model = modelWith(change)
    const late = 0.05
    const share = shareBeyond(waitsOf(model), staleTime(model, late))
    expect(share).toBeLessThan(late + 4 * Math.sqrt((late * (1 - late)) / N))
    expect(share).toBeGreaterThanOrEqual(least * late)
  })
})

it('is what an outside program says where the first of many rebuilds writes', () => {
  const model = modelWith({ rate: 8787, ttl: 1492, delta: 19.14, deltaCv: 1 })
  // 1.24 ± 0.005 s, by simulation.
  expect(Math.abs(staleTime(model, 0.01) - 1.24)).toBeLessThan(0.015)
})

it('with a fixed rebuild time, is the first rebuild after the pause', () => {
  for (const coordination of ['none', 'lock', 'coalesce'] as const) {
    const model = modelWith({ deltaCv: 0, coordination, processes: 3 })
    expect(staleTime(model, 0.001)).toBeCloseTo(2 + Math.log(1000) / 5, 9)
    // A rebuild time that hardly varies is the same with a lock.
    if (coordination === 'lock')
      expect(staleTime({ ...model, deltaCv: 1e-3 }, 0.001)).toBeCloseTo(staleTime(model, 0.001), 3)
  }
})
