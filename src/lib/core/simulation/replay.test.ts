import { describe, expect, it } from 'vitest'
import { modelWith } from '../../../../tests/statistics/models'
import { Random } from '../math/random'
import { replay, type Request } from './replay'
import type { Model } from '../model/scenario'
import type { Cycle } from './served/served-cycle'

function play(model: Model, cycles: number, seed = 1): { cycles: Cycle[]; requests: Request[] } {
  const requests: Request[] = []
  const played = Array.from(
    replay(model, new Random(seed, 0), cycles, (request) => void requests.push(request))
  )
  return { cycles: played, requests }
}

const key = modelWith({ ttl: 10, rate: 20 })
const kinds: [string, Model][] = [
  ['plain', key],
  ['coalescing', modelWith({ ...key, coordination: 'coalesce', processes: 3 })],
  ['locked', modelWith({ ...key, coordination: 'lock' })],
  ['varying', modelWith({ ...key, deltaCv: 1 })],
  ['evenly asked', modelWith({ ...key, arrivals: { kind: 'even' } })],
  ['bursty', modelWith({ ...key, arrivals: { kind: 'burst', on: 1, off: 4 } })],
  ['coarse', modelWith({ ...key, resolution: 1 })]
]

describe.each(kinds)('the replay of a %s key', (_, model) => {
  const { cycles, requests } = play(model, 12)

  it('visits the requests in the order of time', () => {
    for (let i = 1; i < requests.length; i++) expect(requests[i].time).toBeGreaterThan(requests[i - 1].time)
  })

  it('lets a request wait when it rebuilds or comes after expiry, and no other', () => {
    for (const { toExpiry, started, waits } of requests) expect(waits).toBe(started || toExpiry <= 0)
  })

  it('starts a rebuild only for a request that triggers', () => {
    for (const { triggered, started } of requests) expect(triggered || !started).toBe(true)
  })

  it('counts in each cycle the requests that it showed', () => {
    const shown = { started: 0, waits: 0 }
    for (const { started, waits } of requests) {
      if (started) shown.started++
      if (waits) shown.waits++
    }
    // The last request shown comes before the write that ends the last cycle.
    expect(cycles.reduce((sum, cycle) => sum + 1 + cycle.duplicates, 0)).toBe(shown.started)
    expect(cycles.reduce((sum, cycle) => sum + cycle.blocked, 0)).toBe(shown.waits)
  })

  it('has cycles that follow on one another', () => {
    const seconds = cycles.reduce((sum, { stretch }) => sum + model.ttl + model.delta + stretch, 0)
    const last = requests[requests.length - 1]
    const lastStart = requests.findLast(({ started }) => started)!
    expect(seconds).toBeGreaterThan(lastStart.time)
    expect(seconds).toBeGreaterThan(last.time)
  })

  it('is the same for the same seed', () => {
    expect(play(model, 12)).toStrictEqual({ cycles, requests })
  })
})

describe('the rule', () => {
  it('a request triggers when its draw carries it Δβ·draw ahead to the expiry', () => {
    for (const { toExpiry, draw, triggered } of play(modelWith({ ...key, beta: 3 }), 20).requests) {
      expect(triggered).toBe(0.25 * 3 * draw >= toExpiry)
    }
  })

  it('with β = 0 nothing triggers before expiry', () => {
    const { cycles, requests } = play(modelWith({ ...key, beta: 0 }), 20)
    for (const { toExpiry, triggered } of requests) expect(triggered).toBe(toExpiry <= 0)
    for (const { gap, late } of cycles) expect([gap <= 0, late]).toEqual([true, true])
  })

  it('the first lifetime is the whole one', () => {
    const [first] = play(key, 1).requests
    expect(first.time + first.toExpiry).toBeCloseTo(10, 12)
  })

  it('a value lives T from its write, and the last writer wins', () => {
    const { requests } = play(modelWith({ ...key, beta: 0.5, rate: 100 }), 12)
    const writes = requests.filter(({ started }) => started).map(({ time }) => time + 0.25)
    expect(writes.length).toBeGreaterThan(30)
    for (const { time, toExpiry } of requests) {
      const last = writes.findLast((write) => write <= time) ?? 0
      expect(time + toExpiry).toBeCloseTo(last + 10, 9)
    }
  })

  it('stores the rebuild time with the value', () => {
    const { requests } = play(modelWith({ ...key, deltaCv: 1, coordination: 'lock', beta: 2 }), 30)
    let started = NaN
    let expiry = NaN
    let duration = NaN
    let judged = 0
    for (const request of requests) {
      const now = request.time + request.toExpiry
      if (Math.abs(now - expiry) > 1e-9) duration = now - 10 - started
      expiry = now
      // The duration is a difference of times: leave out the draws that decide by its last digits.
      const shift = 2 * duration * request.draw - request.toExpiry
      if (Math.abs(shift) > 1e-9) {
        expect(request.triggered).toBe(shift > 0)
        judged++
      }
      if (request.started) started = request.time
    }
    expect(judged).toBeGreaterThan(3000)
  })

  it('cuts the expiry down to a multiple of the resolution', () => {
    for (const { time, toExpiry } of play(modelWith({ ...key, resolution: 2 }), 15).requests) {
      const expiry = time + toExpiry
      expect(Math.abs(expiry / 2 - Math.round(expiry / 2))).toBeLessThan(1e-9)
    }
  })
})

describe('coordination', () => {
  /** The most rebuilds in flight at once. */
  const most = (model: Model) => {
    const starts = play(model, 30).requests.filter(({ started }) => started)
    return Math.max(
      ...starts.map(
        ({ time }) => starts.filter((other) => other.time <= time && other.time + model.delta > time).length
      )
    )
  }
  const rush = modelWith({ ...key, rate: 200, beta: 0.5 })

  it('none lets every trigger start', () => {
    expect(play(rush, 20).requests.every(({ triggered, started }) => triggered === started)).toBe(true)
    expect(most(rush)).toBeGreaterThan(10)
  })

  it('coalescing has at most one rebuild in flight per process, and all processes take part', () => {
    expect(most({ ...rush, coordination: 'coalesce', processes: 3 })).toBe(3)
  })

  it('a lock has one in flight', () => {
    expect(most({ ...rush, coordination: 'lock' })).toBe(1)
  })
})

describe('the requests', () => {
  it('come with the same random numbers at the same times at every β, coordination and rebuild time', () => {
    const { requests } = play(key, 20)
    const others: Partial<Model>[] = [
      { beta: 0 },
      { beta: 7 },
      { coordination: 'lock' },
      { delta: 1 },
      { ttl: 3 }
    ]
    for (const change of others) {
      const other = play({ ...key, ...change }, 20).requests
      const length = Math.min(requests.length, other.length)
      expect(length).toBeGreaterThan(500)
      for (let i = 0; i < length; i++) {
        expect([other[i].time, other[i].draw]).toEqual([requests[i].time, requests[i].draw])
      }
    }
  })

  it('come evenly when they should', () => {
    const { requests } = play(modelWith({ ...key, arrivals: { kind: 'even' } }), 20)
    for (let i = 1; i < requests.length; i++) {
      expect(requests[i].time - requests[i - 1].time).toBeCloseTo(0.05, 9)
    }
  })

  it('an even one at the instant of expiry is a miss, and one at the instant of a write sees the new value', () => {
    // T and Δ are whole numbers of periods, and 0.1 is not a sum of powers of two.
    const model = modelWith({ ttl: 3, delta: 0.5, rate: 10, beta: 0, arrivals: { kind: 'even' } })
    for (const { gap, duplicates, stretch } of play(model, 200).cycles.slice(1)) {
      expect(gap).toBe(0)
      expect(duplicates).toBe(4)
      expect(stretch).toBeCloseTo(0.4, 9)
    }
  })
})

it('ends when its visitor returns false', () => {
  let seen = 0
  expect(Array.from(replay(key, new Random(1, 0), 1e9, () => ++seen < 700)).length).toBeGreaterThan(0)
  expect(seen).toBe(700)
})

it('plays no cycle where it is asked for none', () => {
  expect(play(key, 0)).toEqual({ cycles: [], requests: [] })
})
