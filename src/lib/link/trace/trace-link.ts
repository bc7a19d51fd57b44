/**
 * A program, its bounds and a schedule as a link: `?program=mended&callers=4&s=ABAtB`. Links are published for ever:
 * they stand in pull requests. Defaults are left out.
 */
import {
  BOUND_NAMES,
  boundsOf,
  DEFENCES,
  formatSchedule,
  LIMITS,
  parseSchedule,
  play,
  PROGRAMS,
  standingOf,
  CALLER_NAMES,
  type BoundName,
  type Bounds,
  type DefenceName,
  type Move,
  type Program
} from '$lib/trace'
import { echo } from '../echo'
import { nearest } from '../nearest'
import { curb, type Note, type Say } from '../note'
import { oneOf } from '../parameters/one-of'
import { MAX_LINK } from '../page-link'
import { sayUnknown } from '../unknown'

export interface TraceLink {
  program: Program
  bounds: Bounds
  /** Each of them is possible after those before it. */
  moves: Move[]
}

/** The canonical search of a trace; '' if all is default. */
export const formatTrace = (link: TraceLink): string => {
  const fields = traceFields(link)
  return fields.length > 0 ? `?${fields.join('&')}` : ''
}

function traceFields({ program, bounds, moves }: TraceLink): string[] {
  const [first] = PROGRAMS[program.defence]
  return [
    ...(program === first ? [] : [`program=${program.variant}`]),
    ...boundsOf(program)
      .filter((name) => bounds[name] !== program.bounds[name])
      .map((name) => `${name}=${bounds[name]}`),
    ...(moves.length > 0 ? [`s=${formatSchedule(moves)}`] : [])
  ]
}

/** The canonical search of an embed of a trace. */
export const formatTraceEmbed = (link: TraceLink, theme: 'auto' | 'light' | 'dark' = 'auto'): string =>
  `?${[`trace=${link.program.defence}`, ...traceFields(link), ...(theme === 'auto' ? [] : [`theme=${theme}`])].join('&')}`

const defenceNamed = (name: string): DefenceName | undefined => oneOf(name.trim(), DEFENCES)

/** The defence that an embed asks for with `trace=`; null where it asks for none. */
export function readTraceName(search: string, say: Say = () => {}): DefenceName | null {
  const text = fieldsOf(search).get('trace')
  return text === null ? null : readDefence('trace=', text, say)
}

/** The defence of that name, or the one that is likely meant. @param before the name in a note */
export function readDefence(before: string, text: string, say: Say): DefenceName {
  const known = defenceNamed(text)
  if (known) return known
  const meant = defenceNamed(nearest(text.slice(0, 40), DEFENCES) ?? '') ?? DEFENCES[0]
  say('bad', 'trace', `${before}${echo(text)} is not one of ${DEFENCES.join(', ')}; showing ${meant}`)
  return meant
}

const fieldsOf = (search: string) => new URLSearchParams(search.slice(0, MAX_LINK))

/** What else may stand in the link: of the embed, and the version of the model, which no trace depends on. */
const OTHERS = ['trace', 'theme', 'host', 'v']
const KNOWN = ['program', ...BOUND_NAMES, 's']

/** Reads the search part of a link. Never throws; what it returns can be played. */
export function parseTrace(defence: DefenceName, search: string): TraceLink & { notes: Note[] } {
  const notes: Note[] = []
  const say: Say = (kind, field, message) => notes.push({ kind, field, message })
  const fields = fieldsOf(search)
  const names = [...new Set(fields.keys())].filter((name) => !KNOWN.includes(name) && !OTHERS.includes(name))
  const program = readProgram(defence, fields.get('program'), say)
  const bounds = readBounds(program, fields, say)
  const moves = readMoves(program, bounds, fields.get('s') ?? '', say)
  sayUnknown(names, KNOWN, say)
  return { program, bounds, moves, notes: curb(notes) }
}

function readProgram(defence: DefenceName, text: string | null, say: Say): Program {
  const programs = PROGRAMS[defence]
  if (text === null || text.trim() === '') return programs[0]
  const variants = programs.map(({ variant }) => variant)
  const found = programs.find(({ variant }) => variant === text.trim().toLowerCase())
  if (found) return found
  const meant = nearest(text.slice(0, 40), variants) ?? variants[0]
  say('bad', 'program', `program=${echo(text)} is not one of ${variants.join(', ')}; showing ${meant}`)
  return programs.find(({ variant }) => variant === meant)!
}

function readBounds(program: Program, fields: URLSearchParams, say: Say): Bounds {
  const bounds = { ...program.bounds }
  const own = boundsOf(program)
  for (const name of BOUND_NAMES) {
    const text = fields.get(name)?.trim()
    if (text === undefined || text === '') continue
    if (own.includes(name)) bounds[name] = readBound(name, text, bounds[name], say)
    else if (text !== `${bounds[name]}`)
      say('ignored', name, `${name}=${echo(text)} makes no difference to this program; ignored`)
  }
  return bounds
}

function readBound(name: BoundName, text: string, usual: number, say: Say): number {
  const [least, most] = LIMITS[name]
  if (!/^-?\d{1,9}$/.test(text)) {
    say('bad', name, `${name}=${echo(text)} is no whole number from ${least} to ${most}; using ${usual}`)
    return usual
  }
  const value = Number(text)
  const kept = Math.min(most, Math.max(least, value))
  if (kept !== value) say('clamped', name, `${name}=${text} is not from ${least} to ${most}; using ${kept}`)
  return kept
}

function readMoves(program: Program, bounds: Bounds, text: string, say: Say): Move[] {
  const { moves, rest } = parseSchedule(text.trim())
  const { frames, stopped } = play(program, moves, bounds)
  if (stopped !== null) {
    const why = whyNot(program, frames.at(-1)!.state, moves[stopped])
    say(
      'bad',
      's',
      `s=: move ${stopped + 1}, ${moves[stopped]}, is not possible there${why}; ${played(stopped)}`
    )
    return moves.slice(0, stopped)
  }
  if (rest !== '')
    say(
      'bad',
      's',
      `s=: “${echo(rest)}”, from move ${moves.length + 1} on, is no move (A to D, t, e, a to d); ${played(moves.length)}`
    )
  return moves
}

const played = (moves: number) =>
  moves === 0
    ? 'starting at the beginning'
    : moves === 1
      ? 'playing the move before it'
      : `playing the ${moves} moves before it`

function whyNot(program: Program, state: Parameters<typeof standingOf>[1], move: Move): string {
  const place = CALLER_NAMES.indexOf(move[0] as 'A')
  if (place < 0) return ''
  if (place >= state.callers.length) return `: there are ${state.callers.length} callers`
  const { waits, ended } = standingOf(program, state, place)
  return ended !== null ? `: ${move[0]} has ended` : waits !== null ? `: ${move[0]} waits for ${waits}` : ''
}
