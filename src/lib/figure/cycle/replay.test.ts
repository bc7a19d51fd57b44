import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random, type Scenario, type Trigger, betaPath, defaultScenario } from '#core'
import { logUniform } from '../../../../tests/statistics/models'
import { background, boundAt } from './background'
import { REPLAYED_CYCLES, MOST, playedOf, replayedCycles } from './cycles'
import { happeningAt, type ReplayedCycle } from './happening'
import { momentsOf, nextAfter } from './moments'
import { Player } from './player.svelte'
import { cycleInWords, cyclesFinding } from './cycle-reading'

const SEED = 5

const keyWith = (ttl: number, delta: number, rate: number, seed = SEED): Scenario => ({
  ...defaultScenario(),
  ttl,
  delta,
  seed,
  keys: [{ name: 'key', rate, ttl: null, delta: null }]
})

const scenarios = fc
  .record({
    ttl: logUniform(0.1, 1e6),
    share: logUniform(1e-5, 1),
    requests: logUniform(1e-2, 1e5),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 })
  })
  .map(({ ttl, share, requests, seed }) => keyWith(ttl, ttl * share, requests / ttl, seed))

describe('the replay', () => {
  it('never fires a cycle later at a larger β, anywhere', () => {
    fc.assert(
      fc.property(
        scenarios,
        fc.array(logUniform(1e-3, MOST), { minLength: 2, maxLength: 6 }),
        (scenario, betas) => {
          const { model } = playedOf(scenario, 0)
          const rising = [0, ...betas.sort((a, b) => a - b)]
          for (const cycle of replayedCycles(scenario, 0).slice(0, 10)) {
            const gaps = rising.map((beta) => happeningAt(cycle, beta, model).first.gap)
            gaps.slice(1).forEach((gap, i) => expect(gap).toBeGreaterThanOrEqual(gaps[i]))
          }
        }
      ),
      { seed: SEED, numRuns: 40 }
    )
  })

  it('draws the same random numbers whatever β the scenario has', () => {
    const scenario = keyWith(60, 0.25, 1000)
    expect(replayedCycles({ ...scenario, beta: 7 }, 0)).toEqual(replayedCycles(scenario, 0))
    expect(replayedCycles(scenario, 0)).toHaveLength(REPLAYED_CYCLES)
  })

  it('replays the plain scenario where the real one has no closed form, and says why', () => {
    const scenario: Scenario = { ...keyWith(60, 0.25, 1000), arrivals: { kind: 'even' } }
    expect(playedOf(scenario, 0).why).toBe('evenly spaced requests')
    expect(playedOf(scenario, 0).model.arrivals).toEqual({ kind: 'poisson' })
    expect(playedOf(keyWith(60, 0.25, 1000), 0).why).toBeNull()
  })
})

/** The first request that triggers does so from β = 2 on, 3 s before expiry; the second from β = 1 on, 0.4 s before it. */
const late: Trigger = { gap: 0.4, from: 1 }
const early: Trigger = { gap: 3, from: 2 }
const missing: Trigger = { gap: -0.5, from: 0 }
const by = (processes: number[]): ReplayedCycle => ({
  steps: [missing, late, early],
  triggers: [
    early,
    { gap: 2.6, from: 1.9 },
    { gap: 2.5, from: 5 },
    late,
    { gap: -0.2, from: 0 },
    missing,
    { gap: -0.9, from: 0 }
  ],
  processes
})
const cycle = by([0, 0, 0, 0, 1, 0, 0])
const alone = { delta: 1, coordination: 'none' as const }

describe('a cycle at one β', () => {
  it('counts as duplicates those that trigger at this β while the first rebuild runs, and no others', () => {
    const { first, duplicates, kept, missed, late } = happeningAt(cycle, 2, alone)
    expect(first).toBe(early)
    expect(duplicates.map(({ gap }) => gap)).toEqual([2.6])
    expect({ kept, missed, late }).toEqual({ kept: [], missed: false, late: false })
  })

  it('is late where the value expires before its rebuild is written, and then requests wait', () => {
    const { missed, late, waiting, firstWrite, lastWrite } = happeningAt(cycle, 1, alone)
    expect({ missed, late, waiting }).toEqual({ missed: false, late: true, waiting: 2 })
    expect(firstWrite).toBeCloseTo(-0.6, 12)
    expect(lastWrite).toBeCloseTo(-1.5, 12)
  })

  it('is missed where no request triggers before expiry', () => {
    const { first, missed, late, duplicates } = happeningAt(cycle, 0, alone)
    expect({ gap: first.gap, missed, late }).toEqual({ gap: -0.5, missed: true, late: true })
    expect(duplicates.map(({ gap }) => gap)).toEqual([-0.9])
  })

  it('keeps a request from rebuilding where coordination forbids it', () => {
    const locked = happeningAt(cycle, 1, { delta: 1, coordination: 'lock' })
    expect([locked.duplicates.length, locked.kept.length]).toEqual([0, 2])
    const coalesced = happeningAt(cycle, 1, { delta: 1, coordination: 'coalesce' })
    expect(coalesced.duplicates.map(({ gap }) => gap)).toEqual([-0.2])
    expect(coalesced.kept.map(({ gap }) => gap)).toEqual([-0.5])
  })

  it('is stepped through from one moment to the next', () => {
    const moments = momentsOf(happeningAt(cycle, 2, alone), 1)
    expect(moments.map(({ gap }) => gap)).toEqual([3, 2.6, 2, 1.6])
    expect(nextAfter(moments, 2.6)?.says).toMatch(/^2.s before expiry: the first rebuild is written/)
    expect(nextAfter(moments, 1.6)).toBeUndefined()
  })

  it('is described with what went wrong in it', () => {
    const { model } = playedOf(keyWith(60, 1, 1), 0)
    expect(cycleInWords(happeningAt(cycle, 2, alone), model)).toMatch(
      /before expiry, in time\..*1 more request triggers and starts a dup/
    )
    expect(cycleInWords(happeningAt(cycle, 1, alone), model)).toMatch(/too late: 2 requests must wait/)
    expect(cycleInWords(happeningAt(cycle, 0, alone), model)).toMatch(/No request refreshes before expiry/)
    const at = (beta: number) => [happeningAt(cycle, beta, alone)]
    expect(cyclesFinding(at(2), at(1), 2, 'key')).toMatch(/all refresh earlier than at β = 1\./)
  })

  it('is counted with the others, without saying that 0 of them did anything', () => {
    const finding = (now: number[], beta: number) =>
      cyclesFinding(
        now.map((one) => happeningAt(cycle, one, alone)),
        now.map(() => happeningAt(cycle, 1, alone)),
        beta,
        'key'
      )
    expect(finding([0, 0], 0)).toMatch(/^Of 2 cycles of the key key, none is refreshed before expiry, with/)
    expect(finding([1, 0], 0.5)).toMatch(
      /key, 1 is refreshed late and 1 not at all, .* 1 refreshes later .*; 1 is unch/
    )
    expect(finding([2, 2], 2)).toMatch(/key, all are refreshed in time, with/)
    expect(finding([1, 1], 1.01)).toMatch(/none refreshes earlier or later than at β = 1\.$/)
  })
})

describe('the other requests', () => {
  it('are all requests that trigger first at no β of the path, so that together with the path they have the whole rate', () => {
    const model = { ttl: 20, delta: 0.5, rate: 10 }
    const random = new Random(SEED, 0)
    const reach = 8
    const cycles = 2000
    let count = 0
    for (let i = 0; i < cycles; i++) {
      random.seek(i)
      const path = betaPath(model, 0, MOST, random)
      const { drawn, share } = background(path, model, reach, MOST, new Random(SEED + i, 1))
      expect(share).toBe(1)
      for (const { gap, from } of drawn) expect(from).toBeGreaterThan(boundAt(path, gap, model.delta, MOST))
      count += drawn.length + path.triggers.filter(({ gap }) => gap > 0 && gap <= reach).length
    }
    // A Poisson count of mean rate·reach·cycles = 160 000 has σ = 400; five of them.
    expect(Math.abs(count - model.rate * reach * cycles)).toBeLessThan(5 * 400)
  })

  it('are thinned by a known share where they are too many to draw', () => {
    const model = { ttl: 60, delta: 0.25, rate: 1e6 }
    const path = betaPath(model, 0, MOST, new Random(SEED, 0))
    const { drawn, share } = background(path, model, 10, MOST, new Random(SEED, 1))
    expect(share).toBeCloseTo(2.6e-5, 12)
    expect(drawn.length).toBeLessThan(400)
  })
})

describe('the player', () => {
  it('runs from the beginning to the last write and stops there', () => {
    const player = new Player(() => ({ reach: 8, end: 1, after: 2 }))
    player.play()
    expect(player.at).toBe(8)
    player.tick(5)
    expect(player.at).toBe(3)
    player.tick(5)
    expect([player.at, player.playing]).toEqual([1, false])
    player.play()
    expect(player.at).toBe(8)
  })

  it('stops at the time that is sought, and shows the whole cycle at the end', () => {
    const player = new Player(() => ({ reach: 8, end: 1, after: 2 }))
    player.play()
    player.seek(4)
    expect([player.at, player.playing]).toEqual([4, false])
    player.seek(-2)
    expect(player.at).toBeNull()
  })
})
