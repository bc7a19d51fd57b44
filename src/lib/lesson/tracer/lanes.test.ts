import { describe, expect, it } from 'vitest'
import { boundsOf, parseSchedule, play, PROGRAMS, standingOf } from '$lib/trace'
import { changeOf, differenceOf, linesOf } from './difference'
import { lanesOf, rowsOf } from './lanes'
import { table } from '../../../../tests/support/table'

const [broken, mended] = PROGRAMS['lock-on-miss']
const [, shared] = PROGRAMS.coalescing
const framesOf = (program: typeof broken, schedule: string, bounds = program.bounds) =>
  play(program, parseSchedule(schedule).moves, bounds).frames

describe('the lanes of a schedule', () => {
  it('show what each move read or wrote, and what is in flight', () => {
    const rows = rowsOf(broken, framesOf(broken, 'AAABBB'))
    expect(rows.map(({ callers }) => callers.map(({ text }) => text))).toEqual(
      table(`
               |          |
      miss     |          |
      token 1  |          |
      starts 1 |          |
               | miss     |
               | no lock  |
               | starts 2 |
      `)
    )
    expect(rows.at(-1)!.shared.database).toEqual({ text: 'A + B rebuild', kind: 'changed' })
    expect(rows[4].shared.cache).toEqual({ text: 'empty', kind: 'read' })
  })

  it('show who waits, and for what', () => {
    const frames = framesOf(mended, 'AABB')
    expect(rowsOf(mended, frames).at(-1)!.callers[1].kind).toBe('moved')
    expect(standingOf(mended, frames.at(-1)!.state, 1).waits).toBe('the lock to be free')
    const joined = framesOf(shared, 'AAAAB')
    expect(standingOf(shared, joined.at(-1)!.state, 1).waits).toMatch(/^the promise .*, A$/)
  })

  it('have only those that the program uses: the clock where something can lapse, or time is read', () => {
    expect(lanesOf(broken, framesOf(broken, ''))).toEqual(['cache', 'lock', 'database'])
    expect(lanesOf(broken, framesOf(broken, '', { ...broken.bounds, lapses: 1 }))).toContain('clock')
    const [xfetch] = PROGRAMS.xfetch
    expect(lanesOf(xfetch, framesOf(xfetch, ''))).toEqual(['cache', 'database', 'clock'])
  })

  it('say something of every move, in every shortest failure and in none of them too much', () => {
    for (const program of Object.values(PROGRAMS).flat())
      for (const { brief, says } of framesOf(program, 'AAAAABBBBBtAABB').slice(1)) {
        expect(brief).toMatch(/^.{1,22}$/)
        expect(says).toMatch(/\.$/)
      }
  })
})

it('bounds are asked for only where the program has that event', () => {
  expect(boundsOf(broken)).toEqual(['callers', 'lapses', 'crashes'])
  expect(boundsOf(shared)).toEqual(['callers', 'lapses', 'failures', 'processes'])
  expect(boundsOf(PROGRAMS.xfetch[0])).toEqual(['callers'])
})

describe('the difference of two programs', () => {
  it('keeps their lines in order, and takes an indent for no difference', () => {
    expect(differenceOf(['a', 'b', 'd'], ['a', '  b', 'c', 'd'])).toEqual([
      { kind: 'same', code: 'a' },
      { kind: 'same', code: '  b' },
      { kind: 'added', code: 'c' },
      { kind: 'same', code: 'd' }
    ])
  })

  it('leads from broken to mended, and between mended and each other program', () => {
    for (const program of Object.values(PROGRAMS).flat()) {
      const change = changeOf(program)
      expect([change.from, change.to]).toContain(program)
      const lines = linesOf(change)
      expect(lines.flatMap(({ kind, code }) => (kind === 'removed' ? [] : [code]))).toEqual(
        change.to.lines.map(({ code }) => code)
      )
      // Two processes run the mended code.
      expect(lines.every(({ kind }) => kind === 'same')).toBe(program.variant === 'two-processes')
    }
  })
})
