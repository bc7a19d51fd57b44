/** What must hold for every simulated key, also where refreshes run into each other. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  FIGURE_KEYS,
  Random,
  SHARDS,
  SimulatedKey,
  type Tally,
  emptyTally,
  mergeTallies,
  shardCycles,
  simulate,
  simulateShard,
  summarize
} from '#core'
import { histogramTotal } from '../../src/lib/core/simulation/histogram'
import { audit } from '../../src/lib/core/simulation/tally'
import { countsOf } from '../support/statistics'
import { everydayModels, modelWith } from './models'

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const shards = fc.integer({ min: 0, max: SHARDS - 1 })
/** Cycles in each shard. */
const EACH = 12
const CYCLES = EACH * SHARDS

describe('the figures of a simulated key', () => {
  it('add up, and stay in their ranges', () => {
    fc.assert(
      fc.property(everydayModels, seeds, shards, (model, seed, shard) => {
        // A shard audits itself: as many rebuilds written as started, as many cycles in the histograms as counted.
        const tally = simulateShard(model, CYCLES, seed, shard)
        const { figures, standardErrors, stampedeSizeMax, cycles } = summarize(model, tally)

        expect(figures.wastedPerHour).toBe(figures.duplicatePerHour + figures.prematurePerHour)
        if (figures.wastedPerHour > 0) {
          expect(figures.rebuildsPerHour).toBe(figures.neededPerHour + figures.wastedPerHour)
        } else {
          // Because of pauses between requests it rebuilds less often than needed.
          expect(figures.rebuildsPerHour).toBeLessThanOrEqual(figures.neededPerHour)
        }

        for (const key of FIGURE_KEYS) {
          const value = figures[key]
          const error = standardErrors[key]
          if (value === null || error === null) {
            expect([key.startsWith('gap'), value, error, tally.early]).toEqual([true, null, null, 0])
            continue
          }
          expect(value, key).toBeGreaterThanOrEqual(0)
          expect(value, key).toBeLessThan(Infinity)
          expect(error, key).toBeGreaterThanOrEqual(0)
          expect(error, key).toBeLessThan(Infinity)
        }
        for (const share of [figures.earlyShare, figures.lateShare, figures.blockedShare]) {
          expect(share).toBeLessThanOrEqual(1)
        }
        // A cycle that is not late was refreshed early.
        expect(tally.early).toBeGreaterThanOrEqual(cycles - tally.late)
        expect(stampedeSizeMax).toBeGreaterThanOrEqual(figures.stampedeSizeP99)
        expect(figures.stampedeSizeP99).toBeGreaterThanOrEqual(1)
        expect(stampedeSizeMax - 1).toBeGreaterThanOrEqual(figures.duplicatesMean)
        if (model.coordination === 'lock') expect(stampedeSizeMax).toBe(1)
        expect(cycles).toBeLessThanOrEqual(EACH)
        // Work for 400 rebuilds a cycle, in a stampede six times as many; half of it may go to the warm-up.
        if (tally.unsettled === 0 && figures.duplicatesMean < 200) expect(cycles).toBe(EACH)

        const gaps = [figures.gapP05, figures.gapP50, figures.gapP95]
        for (const gap of [figures.gapMean, ...gaps]) expect(gap ?? 0).toBeLessThanOrEqual(model.ttl)
        expect(gaps).toEqual(gaps.toSorted((a, b) => a! - b!))
      }),
      { numRuns: 300, seed: 1 }
    )
  })
})

describe('every cycle', () => {
  it('has a gap within the lifetime, lasts, and blocks at least the requests that start its rebuilds', () => {
    fc.assert(
      fc.property(everydayModels, seeds, (model, seed) => {
        const random = new Random(seed, 0)
        const key = new SimulatedKey(model, random)
        for (let cycle = 0; cycle < EACH; cycle++) {
          random.seek(cycle)
          const settled = key.cycle(5000)
          const { gap, late, duplicates, stretch, blocked } = key.last
          expect(gap).toBeLessThanOrEqual(model.ttl)
          if (gap <= 0) expect(late).toBe(true)
          expect(Number.isInteger(duplicates) && duplicates >= 0).toBe(true)
          expect(model.ttl + model.delta + stretch).toBeGreaterThan(0)
          if (!settled) break
          // Requests that wait without starting a rebuild are counted by their expectation, which is rounded.
          expect(blocked).toBeGreaterThanOrEqual((1 + duplicates) * (1 - 1e-12))
        }
        key.audit()
      }),
      { numRuns: 300, seed: 2 }
    )
  })
})

describe('the shards', () => {
  it('divide the cycles evenly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (cycles) => {
        const parts = Array.from({ length: SHARDS }, (_, shard) => shardCycles(cycles, shard))
        expect(parts.reduce((sum, part) => sum + part)).toBe(cycles)
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500, seed: 3 }
    )
  })

  it('simulate all of them and no more', () => {
    for (const cycles of [1, 31, 32, 33, 1000]) expect(simulate(modelWith(), cycles, 1).cycles).toBe(cycles)
  })

  const models = [
    modelWith({ rate: 20 }),
    modelWith({ rate: 20, deltaCv: 1, coordination: 'coalesce', processes: 3 }),
    modelWith({ rate: 20, arrivals: { kind: 'even' }, resolution: 1 })
  ]

  it.each(models)('give the same bits in whatever order they were simulated, merged in theirs', (model) => {
    const tallies = new Map<number, Tally>()
    for (let i = 0; i < SHARDS; i++) {
      const shard = (i * 13 + 5) % SHARDS
      tallies.set(shard, simulateShard(model, 640, 9, shard))
    }
    let merged = emptyTally()
    for (let shard = 0; shard < SHARDS; shard++) merged = mergeTallies(merged, tallies.get(shard)!)
    expect(merged).toStrictEqual(simulate(model, 640, 9))
  })

  it('merge in any grouping to the same counts', () => {
    const tallies = Array.from({ length: SHARDS }, (_, shard) => simulateShard(models[0], 640, 9, shard))
    const inOrder = tallies.reduce((a, b) => mergeTallies(a, b))
    const inPairs = (parts: Tally[]): Tally => {
      if (parts.length === 1) return parts[0]
      const half = parts.length >> 1
      return mergeTallies(inPairs(parts.slice(half)), inPairs(parts.slice(0, half)))
    }
    const other = inPairs(tallies)
    audit(other)
    expect(histogramTotal(other.sizes)).toBe(640)
    expect(countsOf(other)).toStrictEqual(countsOf(inOrder))
    // Sums of doubles depend on the grouping, by a few roundings of the sum of 640.
    expect(Math.abs(other.gap - inOrder.gap)).toBeLessThan(640 * 1.1e-16 * inOrder.gap)
  })

  it('differ from one another, and so do seeds', () => {
    const gaps = [
      simulateShard(models[0], 640, 9, 0),
      simulateShard(models[0], 640, 9, 1),
      simulateShard(models[0], 640, 10, 0)
    ]
    expect(new Set(gaps.map(({ gap }) => gap)).size).toBe(3)
  })
})
