/** The law of the collapse against the simulation: docs/model.md §9.7. */
import { describe, expect, it } from 'vitest'
import {
  NO_OPTIONS,
  type CacheOptions,
  type Model,
  SHARDS,
  collapseLaw,
  collapseOutlook,
  collapseRate,
  searchedBy,
  simulateShard,
  summarize
} from '#core'
import { parsePage } from '$lib/link/parameters/codec'
import { modelWith } from './models'

const keyWith = (model: Partial<Model>, options: Partial<CacheOptions>): Model => ({
  ...modelWith({ beta: 0, ...model }),
  options: { ...NO_OPTIONS, ...options }
})
const CASES: [ttl: number, delta: number, origin: number][] = [
  [30, 0.5, 20],
  [600, 30, 100],
  [60, 0.25, 10],
  [60, 6, 50]
]

/** The share of cycles in which rebuilds run for more than a lifetime without a pause. */
function collapsed(model: Model, cycles: number): number {
  const tally = simulateShard(model, cycles * SHARDS, 1, 0, SHARDS * 4e5)
  return summarize(model, tally).served!.figures.collapse!
}

describe.each(CASES)('plain TTL with T = %d s, Δ = %d s and an origin of %d', (ttl, delta, origin) => {
  const { rate, limit } = collapseLaw(keyWith({ ttl, delta, rate: 1 }, { origin }))
  const at = (share: number) => keyWith({ ttl, delta, rate: share * rate }, { origin })

  it('has its limit at rΔ/C = 1 + ln(T/Δ)', () => {
    expect(limit).toBeCloseTo(1 + Math.log(ttl / delta), 12)
    expect((rate * delta) / origin).toBeCloseTo(limit, 12)
  })

  it('clears a fifth below the limit, and not a fifth above', () => {
    expect(collapsed(at(0.8), 40)).toBeLessThan(0.1)
    expect(collapsed(at(1.2), 40)).toBeGreaterThan(0.9)
  })

  it('gives a rebuild time and an origin that are at the limit too', () => {
    const law = collapseLaw(at(1.7))
    const longer = collapseLaw(keyWith({ ttl, delta: law.delta!, rate: 1.7 * rate }, { origin }))
    expect(longer.load / longer.limit).toBeCloseTo(1, 9)
    const stronger = collapseLaw(at(1.7), law.origin)
    expect(stronger.load / stronger.limit).toBeCloseTo(1, 9)
  })
})

describe('a cycle that looks like a collapse and is none', () => {
  it('takes exactly a lifetime to clear, whatever rounding makes of it', () => {
    // Without early refreshes m rebuilds that share an origin of one keep it busy for mΔ, which is T.
    const coalescing = { ttl: 60, delta: 30, rate: 1, coordination: 'coalesce' as const, processes: 2 }
    expect(collapsed(keyWith(coalescing, { origin: 1 }), 40)).toBe(0)
    const pool = { ttl: 0.7, delta: 0.1, rate: 100 }
    expect(collapsed(keyWith(pool, { origin: 1, workers: 7 }), 40)).toBe(0)
  })

  it('is a rebuild of 20 lifetimes where the origin has no limit', () => {
    const model = keyWith({ ttl: 1, delta: 1, deltaCv: 5, rate: 10, coordination: 'lock' }, { stale: 1 })
    const tally = simulateShard(model, 400 * SHARDS, 1, 0, SHARDS * 4e5)
    expect(tally.served!.forGood).toBeGreaterThan(0)
    expect(summarize(model, tally).served!.forGood).toBe(0)
  })
})

describe('what moves the limit', () => {
  const base = { ttl: 30, delta: 0.5, rate: 400 }
  const plain = collapseLaw(keyWith(base, { origin: 2 }))

  it('a lock removes it, unless losers rebuild', () => {
    const locked = keyWith({ ...base, coordination: 'lock' }, { origin: 2 })
    expect(collapseLaw(locked)).toMatchObject({ rate: Infinity, delta: null })
    expect(collapsed(locked, 40)).toBeLessThan(0.1)
    const broken = keyWith({ ...base, coordination: 'lock' }, { origin: 2, losers: 'rebuild' })
    expect(collapseLaw(broken)).toEqual(plain)
  })

  it('coalescing removes it while the rebuilds of all processes take less than a lifetime', () => {
    // 30 s / 0.5 s · 2 = 120 rebuilds take a lifetime
    const of = (processes: number) => keyWith({ ...base, coordination: 'coalesce', processes }, { origin: 2 })
    expect(collapseLaw(of(100)).rate).toBe(Infinity)
    expect(collapsed(of(100), 40)).toBeLessThan(0.1)
    expect(collapseLaw(of(200)).rate).toBe(plain.rate)
    expect(collapsed(of(200), 40)).toBeGreaterThan(0.9)
  })

  it('workers do as processes do', () => {
    expect(collapseLaw(keyWith(base, { origin: 2, workers: 100 })).rate).toBe(Infinity)
    expect(collapseLaw(keyWith(base, { origin: 2, workers: 200 })).rate).toBe(plain.rate)
  })

  it('stale values leave it where it is', () => {
    expect(collapseLaw(keyWith(base, { origin: 2, stale: 60 }))).toEqual(plain)
    expect(
      collapsed(keyWith({ ...base, rate: 0.7 * plain.rate }, { origin: 2, stale: 60 }), 40)
    ).toBeLessThan(0.1)
    expect(
      collapsed(keyWith({ ...base, rate: 1.3 * plain.rate }, { origin: 2, stale: 60 }), 40)
    ).toBeGreaterThan(0.9)
  })

  it('a lock that lapses starts one rebuild in each of its lifetimes, whatever the rate is', () => {
    const of = (lockTtl: number) => keyWith({ ...base, coordination: 'lock' }, { origin: 1, lockTtl })
    // One start in L seconds: a load of Δ/L, against 1 + ln 60 = 5.09
    expect(collapseLaw(of(0.2)).rate).toBe(Infinity)
    expect(collapseLaw(of(0.05)).rate).toBeLessThan(Infinity)
    expect(collapsed(of(0.2), 40)).toBeLessThan(0.1)
    expect(collapsed(of(0.05), 40)).toBeGreaterThan(0.9)
  })

  it('XFetch removes it where the origin runs many, and may run away below it where it runs few', () => {
    const searched = (origin: number) => {
      const key = { name: 'k', rate: 20, ttl: null, delta: null }
      const { scenario } = parsePage(`?ttl=30s&delta=0.5s&keys=k:20/s&origin=${origin}`)
      const outlook = collapseOutlook(scenario, key)
      const { model, from, upTo } = searchedBy(outlook, 1)
      const search = collapseRate(model, from, upTo)
      for (;;) {
        const { value, done } = search.next()
        if (done) return { rate: value.rate, plain: outlook.none.rate }
      }
    }
    expect(searched(50).rate).toBe(Infinity)
    // docs/model.md §9.7: T 30, Δ 0.5, r 20, C 3, β 1 runs away in long runs, though plain TTL clears up to 30.6.
    const few = searched(3)
    expect(few.plain).toBeCloseTo(30.6, 1)
    expect(few.rate).toBeGreaterThan(10)
    expect(few.rate).toBeLessThan(25)
  })
})

it('a cycle that is cut off before its first write is late, and collapses if its rebuilds take a lifetime to clear', () => {
  const cut = (origin: number) => {
    const model = keyWith({ ttl: 60, delta: 0.1, rate: 200_000 }, { origin })
    const tally = simulateShard(model, SHARDS, 1, 0)
    return { unsettled: tally.unsettled, late: tally.late, collapsed: tally.served!.collapsed }
  }
  // The first write comes after (C/r)·e^(rΔ/C − 1): 9e5 s, 36 s and 1.95 s, when 390 000 rebuilds have started; they
  // clear after rΔ/C times as long: 327 s in the second case, 11 s in the third.
  expect(cut(1000)).toEqual({ unsettled: 1, late: 1, collapsed: 1 })
  expect(cut(2200)).toEqual({ unsettled: 1, late: 1, collapsed: 1 })
  expect(cut(3500)).toEqual({ unsettled: 1, late: 1, collapsed: 0 })
})

it('a page that 278 readers a second open, and that takes 30 s to render, starts 8341 renders at once', () => {
  const { scenario } = parsePage('?ttl=10m&delta=30s&keys=page:278/s&origin=1000')
  const { plain, none } = collapseOutlook(scenario, scenario.keys[0])
  expect(1 + plain.rate * plain.delta).toBe(8341)
  expect(none.load).toBeCloseTo(8.34, 10)
  expect(none.load).toBeGreaterThan(none.limit)
})
