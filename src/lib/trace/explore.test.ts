import { describe, expect, it } from 'vitest'
import { PROGRAMS, explore, formatSchedule, play, type Program } from '.'
import { line } from './program'

const all = Object.values(PROGRAMS).flat()
const bounds = { callers: 2, processes: 1, lapses: 0, crashes: 0, failures: 0 }

/** A program of so many steps, of which none waits for another caller. */
const straight = (steps: number): Program => ({
  ...PROGRAMS['lock-on-miss'][0],
  lines: Array.from({ length: steps }, (_, i) => line('read', { [`s${i}`]: (t) => void t.readCache() })),
  events: [],
  promises: ['one-rebuild', 'no-endless-wait']
})

describe('the explorer', () => {
  it('counts the interleavings of two callers with three steps each: 6!/(3!·3!) = 20, over (3 + 1)² states', () => {
    const { states, schedules, longest, failures } = explore(straight(3), bounds)
    expect({ states, schedules, longest, failures }).toEqual({
      states: 16,
      schedules: 20n,
      longest: 6,
      failures: []
    })
  })

  it('counts those of four callers exactly: 12!/(3!)⁴ = 369 600, over 4⁴ states', () => {
    const { states, schedules } = explore(straight(3), { ...bounds, callers: 4 })
    expect({ states, schedules }).toEqual({ states: 256, schedules: 369_600n })
  })

  it('adds every moment at which one caller can crash: of one caller with two steps, before each of them', () => {
    const program: Program = { ...straight(2), events: ['crash'] }
    const { schedules, states } = explore(program, { ...bounds, callers: 1, crashes: 1 })
    // A crash before the first step, before the second, or none. Where a caller crashed makes no state of its own.
    expect({ schedules, states }).toEqual({ schedules: 3n, states: 4 })
  })

  it('finds callers that turn in a circle and can never end, and counts no schedules then', () => {
    const program: Program = {
      ...straight(1),
      lines: [line('again', { again: (t) => (t.readCache(), 'again') })]
    }
    const { schedules, failures } = explore(program, bounds)
    expect(schedules).toBeNull()
    expect(failures.map(({ promise }) => promise)).toEqual(['no-endless-wait'])
  })

  it('finds callers that wait for each other', () => {
    const program: Program = {
      ...straight(1),
      lines: [line('wait', { wait: { when: () => false, act: () => {} } })]
    }
    expect(explore(program, bounds).failures).toEqual([{ promise: 'no-endless-wait', schedule: [] }])
  })

  it('says so when there are more states than it may look at', () => {
    expect(() => explore(straight(3), bounds, 10)).toThrow('More than 10 states: set smaller bounds')
  })

  it.each(all.map((program) => [`${program.defence} ${program.variant}`, program] as const))(
    '%s breaks a promise, or keeps them all, as it says',
    (_, program) => {
      const { failures, schedules } = explore(program)
      expect(failures.length === 0).toBe(program.holds)
      expect(schedules).not.toBeNull()
      for (const { promise, schedule } of failures) {
        const { frames, stopped } = play(program, schedule)
        expect(stopped).toBeNull()
        expect(frames.at(-1)!.broken).toContain(promise)
        // A shortest schedule: no promise is broken before its last step.
        if (schedule === failures[0].schedule)
          expect(frames.slice(0, -1).flatMap(({ broken }) => broken)).toEqual([])
      }
    }
  )

  it('finds the shortest failures that a count by hand gives', () => {
    const shortest = Object.fromEntries(
      Object.values(PROGRAMS).map(([broken]) => [
        broken.defence,
        formatSchedule(explore(broken).failures[0].schedule)
      ])
    )
    expect(shortest).toEqual({
      // Read, lost or won lock, start: three steps of two callers.
      'lock-on-miss': 'AAABBB',
      // Read and start.
      coalescing: 'AABB',
      // Read, and a draw for which the turned sign decides otherwise.
      xfetch: 'AA3',
      // A stands before its write with a lock that runs out; B takes it and goes through its five steps; A writes.
      'fenced-write': 'AAAAtBBBBBA'
    })
  })

  it('keeps the promises of the mended programs with four callers, two lapses of a fenced lock and a crash', () => {
    for (const [, mended] of Object.values(PROGRAMS)) {
      // No lock keeps rebuilds apart once it runs out before the rebuild ends, so only the fenced write has lapses.
      const lapses = mended.defence === 'fenced-write' ? 2 : 0
      const callers = mended.defence === 'xfetch' ? 3 : 4
      const { failures } = explore(mended, { ...mended.bounds, callers, lapses, crashes: 1 })
      expect(failures, mended.defence).toEqual([])
    }
  })
})
