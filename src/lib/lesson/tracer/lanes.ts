/** A schedule as lanes: what each caller and each shared thing did and holds, one row for each move. */
import {
  CALLER_NAMES,
  standingOf,
  type DefenceName,
  type Frame,
  type Program,
  type Shared,
  type State
} from '$lib/trace'

/** What the callers of each defence share. */
const LANES: Record<DefenceName, Shared[]> = {
  'lock-on-miss': ['cache', 'lock', 'database', 'clock'],
  coalescing: ['cache', 'map', 'database', 'clock'],
  xfetch: ['cache', 'database', 'clock'],
  'fenced-write': ['cache', 'lock', 'database', 'clock']
}

/** The lanes of a schedule; that of the clock only where it can move, or has moved. */
export function lanesOf({ defence, times }: Program, frames: readonly Frame[]): Shared[] {
  const moves =
    times !== undefined ||
    frames[0].state.left.lapses > 0 ||
    frames.some(({ move }) => move !== null && isClock(move))
  return LANES[defence].filter((lane) => lane !== 'clock' || moves)
}

export interface Cell {
  text: string
  /** A caller moved, waits, stands or has ended; a shared thing was changed, was read, or just is. */
  kind: 'moved' | 'waits' | 'stands' | 'ended' | 'changed' | 'read' | 'is'
}

export interface Row {
  callers: Cell[]
  shared: Record<string, Cell>
}

/** @param frames as `play` returns them; the first is the start */
export function rowsOf(program: Program, frames: readonly Frame[]): Row[] {
  const lanes = lanesOf(program, frames)
  return frames.map((frame, i) => {
    const before = i === 0 ? null : frames[i - 1]
    return {
      callers: frame.state.callers.map((_, place) => callerCell(program, frame, place)),
      shared: Object.fromEntries(lanes.map((lane) => [lane, sharedCell(program, frame, before, lane)]))
    }
  })
}

function callerCell(program: Program, { move, brief, state }: Frame, place: number): Cell {
  const letter = CALLER_NAMES[place]
  if (move !== null && move[0].toUpperCase() === letter) return { text: brief, kind: 'moved' }
  const { waits, ended } = standingOf(program, state, place)
  if (ended !== null) return { text: '', kind: 'ended' }
  return waits === null ? { text: '', kind: 'stands' } : { text: 'waits', kind: 'waits' }
}

const isClock = (move: string) => move === 't' || move === 'e'

function sharedCell(program: Program, frame: Frame, before: Frame | null, lane: Shared): Cell {
  const text = contentOf(program, frame.state, lane)
  if (before === null) return { text, kind: 'is' }
  if (lane === 'clock' && frame.touches === 'clock' && isClock(frame.move!))
    return { text: frame.brief, kind: 'changed' }
  if (text !== contentOf(program, before.state, lane)) return { text, kind: 'changed' }
  return { text, kind: frame.touches === lane ? 'read' : 'is' }
}

/** What a shared thing holds, in a word or two. */
export function contentOf({ times }: Program, state: State, lane: Shared): string {
  const names = (places: (number | null)[]) =>
    places.map((place) => (place === null ? 'empty' : CALLER_NAMES[place]))
  switch (lane) {
    case 'cache':
      return state.cache === null ? 'empty' : `value ${state.cache}`
    case 'lock': {
      if (state.lock === null) return 'free'
      const holder = state.callers.findIndex(({ token }) => token === state.lock)
      return `${CALLER_NAMES[holder]}, token ${state.lock}${state.lapses ? '' : ', for ever'}`
    }
    case 'map':
      return names(state.inFlight).join(' | ')
    case 'database': {
      const busy = CALLER_NAMES.filter((_, place) => state.callers[place]?.rebuilding)
      return busy.length === 0 ? 'idle' : `${busy.join(' + ')} rebuild${busy.length === 1 ? 's' : ''}`
    }
    case 'clock':
      return times ? times[state.time] : ''
  }
}
