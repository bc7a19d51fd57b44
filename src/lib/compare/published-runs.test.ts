import { describe, expect, it } from 'vitest'
import { closedForm, closedLoopRun, Random } from '#core'
import { modelWith } from '../../../tests/statistics/models'
import { hourlyOf, playRun, PUBLISHED_RUNS, summaryOf } from './published-runs'

const RUNS = 200
const named = (name: string) => PUBLISHED_RUNS.find((run) => run.name === name)!
const played = PUBLISHED_RUNS.map((run) => {
  const runs = Array.from({ length: RUNS }, (_, i) => playRun(run, i))
  const counts = runs.map(({ rebuilds }) => rebuilds)
  const reads = runs.reduce((sum, run) => sum + run.reads, 0) / RUNS
  return { run, counts, reads, ...summaryOf(run, counts) }
})

describe.each(played)('the published run $run.name', ({ run, low, high, reads }) => {
  const published = hourlyOf(run, run.rebuilds)

  it('lies inside the range of 95 % of simulated runs of its length', () => {
    // Of 200 runs the 5 lowest and the 5 highest are left out.
    expect(published).toBeGreaterThanOrEqual(low)
    expect(published).toBeLessThanOrEqual(high)
  })

  it('read almost as often: the real program needs about 18 ms for each new process', () => {
    const lost = (seconds: number) => 50 / (reads / run.seconds) + seconds
    expect(run.reads / run.seconds).toBeLessThan(reads / run.seconds)
    expect(50 / (run.reads / run.seconds)).toBeCloseTo(lost(0.018), 2)
  })
})

it('the four logs end with these rebuilds an hour', () => {
  const hourly = PUBLISHED_RUNS.map((run) => Number(hourlyOf(run, run.rebuilds).toFixed(1)))
  expect(hourly).toEqual([6008.3, 171.4, 416, 193.1])
})

describe('what the range would refuse', () => {
  const rangeOf = (name: string) => played.find(({ run }) => run.name === name)!

  it('requests that do not wait for their answers start more rebuilds than 50 workers can', () => {
    const open = closedForm(modelWith({ ttl: 20, delta: 0.5, rate: 95, beta: 0 })).rebuildsPerHour
    expect(open).toBeGreaterThan(8000)
    expect(open).toBeGreaterThan(rangeOf('plain TTL').high)
  })

  it('XFetch without its lock starts twice as many as with it, and a lock removes all of these duplicates', () => {
    expect(rangeOf('XFetch').low).toBeGreaterThan(hourlyOf(named('XFetch with lock'), 17))
    expect(rangeOf('XFetch with lock').high).toBeLessThan(hourlyOf(named('XFetch'), 52))
  })
})

describe('a closed loop', () => {
  const { loop } = named('plain TTL')
  const run = (change: Partial<typeof loop>, seconds: number, seed = 5) =>
    closedLoopRun({ ...loop, ...change }, seconds, new Random(seed, 0))

  it('reads as often as its pauses allow while everything is a hit', () => {
    // A pause takes 0.505 s on average, with a standard deviation of 0.99/√12 = 0.286 s: over 1000 s of 50 workers
    // the error of the count is √(50·1000·0.286²/0.505³) = 178. The first half second misses.
    const { reads } = run({ ttl: 2000 }, 1000)
    expect(Math.abs(reads - (50 * 1000) / 0.505)).toBeLessThan(4 * 178 + 100)
  })

  it('starts no more rebuilds at once than it has workers, however long one takes', () => {
    // Every worker rebuilds once in each lifetime: all of them arrive within a second.
    const { rebuilds } = run({ delta: 5, workers: 10 }, 1000)
    const cycles = 1000 / 25
    expect(rebuilds).toBeLessThanOrEqual(10 * cycles)
    expect(rebuilds).toBeGreaterThan(9 * (cycles - 4))
  })

  it('with a lock rebuilds once in each lifetime', () => {
    // 20.5 s and the time to the next read, 0.01 s on average
    const { rebuilds } = run({ locked: true }, 10_255)
    expect(rebuilds).toBeGreaterThan(498)
    expect(rebuilds).toBeLessThanOrEqual(500)
  })

  it('refreshes half a second before the store drops the value at the latest, as Redis answers 0 then', () => {
    // With β tiny only the answer 0 triggers; the cycle is then 19.5 s + 0.5 s + about 0.01 s.
    const { rebuilds } = run({ beta: 1e-3, locked: true }, 20_000)
    expect(rebuilds).toBeGreaterThan(990)
    expect(rebuilds).toBeLessThanOrEqual(1000)
  })
})
