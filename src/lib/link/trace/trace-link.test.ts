import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  begin,
  after,
  boundsOf,
  DEFENCES,
  LIMITS,
  movesOf,
  PROGRAMS,
  type Bounds,
  type Program
} from '$lib/trace'
import { formatTrace, formatTraceEmbed, parseTrace, readTraceName } from './trace-link'

const programs = Object.values(PROGRAMS).flat()

/** Any program, bounds within the limits, and a walk of possible moves. */
const links = fc
  .record({
    program: fc.constantFrom(...programs),
    bounds: fc.record(
      Object.fromEntries(
        Object.entries(LIMITS).map(([name, [min, max]]) => [name, fc.integer({ min, max })])
      ) as Record<keyof Bounds, fc.Arbitrary<number>>
    ),
    turns: fc.array(fc.nat(), { maxLength: 40 })
  })
  .map(({ program, bounds: any, turns }) => {
    const bounds = { ...program.bounds }
    for (const name of boundsOf(program)) bounds[name] = any[name]
    return { program, bounds, moves: walk(program, bounds, turns) }
  })

function walk(program: Program, bounds: Bounds, turns: number[]) {
  const moves: string[] = []
  let state = begin(program, bounds)
  for (const turn of turns) {
    const possible = movesOf(program, state)
    if (possible.length === 0) break
    const { move } = possible[turn % possible.length]
    moves.push(move)
    state = after(program, state, move).state
  }
  return moves
}

const messages = (search: string, defence = DEFENCES[0] as (typeof DEFENCES)[number]) =>
  parseTrace(defence, search).notes.map(({ message }) => message)

describe('the link of a trace', () => {
  it('is read back as it was written, in a page and in an embed', () => {
    fc.assert(
      fc.property(links, (link) => {
        const { defence } = link.program
        expect(parseTrace(defence, formatTrace(link))).toEqual({ ...link, notes: [] })
        const embed = formatTraceEmbed(link, 'dark')
        expect(readTraceName(embed)).toBe(defence)
        expect(parseTrace(defence, embed)).toEqual({ ...link, notes: [] })
      }),
      { numRuns: 500, seed: 13 }
    )
  })

  it('leaves out what is default', () => {
    for (const defence of DEFENCES) {
      const [program] = PROGRAMS[defence]
      expect(formatTrace({ program, bounds: program.bounds, moves: [] })).toBe('')
    }
  })

  it('never throws, and what it reads can be written and read again', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[A-Da-e0-9t?]{0,20}$/))
    const search = fc
      .dictionary(fc.constantFrom('program', 's', 'callers', 'lapses', 'processes', 'x'), text)
      .map((fields) => `?${new URLSearchParams(fields)}`)
    fc.assert(
      fc.property(fc.constantFrom(...DEFENCES), search, (defence, search) => {
        const { notes, ...link } = parseTrace(defence, search)
        expect(parseTrace(defence, formatTrace(link))).toEqual({ ...link, notes: [] })
        for (const { message } of notes) expect(message).not.toMatch(/undefined|NaN|null/)
      }),
      { numRuns: 500, seed: 13 }
    )
  })

  it('names an unknown program, and shows the one that is meant', () => {
    expect(messages('?program=mendet')).toEqual([
      'program=mendet is not one of broken, mended, no-recheck, recheck, blind-delete, short-expiry, no-expiry; showing mended'
    ])
    expect(messages('?program=zzzz')[0]).toMatch(/; showing broken$/)
  })

  it('keeps bounds within their limits, and says so', () => {
    expect(messages('?callers=9&lapses=two&crashes=1')).toEqual([
      'callers=9 is not from 2 to 4; using 4',
      'lapses=two is no whole number from 0 to 2; using 0'
    ])
    expect(messages('?processes=2')).toEqual(['processes=2 makes no difference to this program; ignored'])
  })

  it('says which move of a schedule is not possible, why, and what was played instead', () => {
    expect(messages('?program=mended&s=AABBBA')).toEqual([
      's=: move 5, B, is not possible there: B waits for the lock to be free; playing the 4 moves before it'
    ])
    expect(messages('?callers=2&s=AC')).toEqual([
      's=: move 2, C, is not possible there: there are 2 callers; playing the move before it'
    ])
    expect(messages('?s=t')).toEqual(['s=: move 1, t, is not possible there; starting at the beginning'])
    expect(messages('?s=AB!A')).toEqual([
      's=: “!A”, from move 3 on, is no move (A to D, t, e, a to d); playing the 2 moves before it'
    ])
  })

  it('names the embed’s unknown defence', () => {
    const said: string[] = []
    expect(readTraceName('?trace=lock', (_, __, message) => said.push(message))).toBe('lock-on-miss')
    expect(said).toEqual([
      'trace=lock is not one of lock-on-miss, coalescing, xfetch, fenced-write; showing lock-on-miss'
    ])
    expect(readTraceName('?beta=4')).toBeNull()
  })
})
