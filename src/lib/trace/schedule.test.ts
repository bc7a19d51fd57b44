import { describe, expect, it } from 'vitest'
import { PROGRAMS, formatSchedule, parseSchedule, play } from '.'

const [broken] = PROGRAMS['fenced-write']

describe('a schedule', () => {
  it('is read and written: callers with their choices, the clock, an expiry, a crash', () => {
    const text = 'AB2tCea'
    const { moves, rest } = parseSchedule(text)
    expect(moves).toEqual(['A', 'B2', 't', 'C', 'e', 'a'])
    expect(rest).toBe('')
    expect(formatSchedule(moves)).toBe(text)
  })

  it('says from where on it is no schedule', () => {
    expect(parseSchedule('AB?A')).toEqual({ moves: ['A', 'B'], rest: '?A' })
  })

  it('plays with a sentence for every move', () => {
    const { frames, stopped } = play(broken, parseSchedule('AAAAtBBBBBA').moves)
    expect(stopped).toBeNull()
    expect(frames.at(-1)).toMatchObject({
      says: 'A writes value 1 into the cache, over the newer value 2.',
      broken: ['no-older-value']
    })
    expect(frames.slice(1).every(({ says }) => /^[A-Z].*\.$/.test(says))).toBe(true)
  })

  it('stops at the first move that is not possible, and says after how many', () => {
    // The lock cannot run out before anybody took it.
    expect(play(broken, ['t', 'A'])).toMatchObject({ stopped: 0 })
    expect(play(broken, ['A', 'A', 'D'])).toMatchObject({ stopped: 2 })
  })
})

describe('the clock of XFetch', () => {
  it('counts the life of a value from its write, also when the clock has not moved yet', () => {
    const [, mended] = PROGRAMS.xfetch
    // A draws 0.95 at 5 s, refreshes and writes; B reads what A wrote.
    const { frames } = play(mended, parseSchedule('AA3AAABB').moves)
    expect(frames.at(-1)!.says).toContain('10\u202fs before expiry')
  })
})
