import { expect, it } from 'vitest'
import { formatSchedule, play } from '../../src/lib/trace'
import {
  formatTrace,
  formatTraceEmbed,
  parseTrace,
  readDefence,
  readTraceName
} from '../../src/lib/link/trace/trace-link'
import published from './published-traces.json'

const refuse = () => expect.unreachable()

/**
 * Schedules that stand in pull requests and lessons. Entries are added, never changed: each spells out the bounds, so
 * that a new default cannot change what an old link means, and its schedule can still be played to the end.
 */
it.each(published)(
  'a published trace means the same for ever: $link',
  ({ link, program, bounds, schedule }) => {
    const [path, search = ''] = link.split('?')
    const isEmbed = path === '/embed'
    const defence = isEmbed
      ? readTraceName(search, refuse)!
      : readDefence('', path.replace('/learn/defences/', ''), refuse)
    const read = parseTrace(defence, search)
    expect(read.notes).toEqual([])
    expect(read.program.variant).toBe(program)
    expect(read.bounds).toEqual(bounds)
    expect(formatSchedule(read.moves)).toBe(schedule)
    expect(play(read.program, read.moves, read.bounds).stopped).toBeNull()
    const written = isEmbed ? formatTraceEmbed(read) : formatTrace(read)
    expect(parseTrace(defence, written)).toEqual({ ...read, notes: [] })
  }
)
