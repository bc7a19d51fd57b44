/** A schedule as it stands in a link: the moves one after the other, such as ABAtB. */
import { after, begin, movesOf, type Move } from './moves'
import type { Program } from './program'
import { brokenIn } from './promises'
import type { Bounds, PromiseName, State, Told } from './world'

/** The state after a move, and what the move did; nothing at the start. */
export interface Frame extends Told {
  /** Null for the start. */
  move: Move | null
  state: State
  broken: PromiseName[]
  /** Those that this move broke. */
  news: PromiseName[]
}

/** A caller with its choice, the clock, a value that expires, or a crash. */
const MOVE = /[A-D][1-9]?|[a-dte]/y

/** @returns the moves, and the rest from the first sign that is no move */
export function parseSchedule(text: string): { moves: Move[]; rest: string } {
  const moves: Move[] = []
  MOVE.lastIndex = 0
  let end = 0
  for (let found = MOVE.exec(text); found; found = MOVE.exec(text)) {
    moves.push(found[0])
    end = MOVE.lastIndex
  }
  return { moves, rest: text.slice(end) }
}

export const formatSchedule = (moves: readonly Move[]): string => moves.join('')

/**
 * Plays a schedule.
 * @returns the start and the state after each move that was possible; `stopped` is the number of moves that were played
 * where one was not possible, else null
 */
export function play(
  program: Program,
  moves: readonly Move[],
  bounds: Bounds = program.bounds
): { frames: Frame[]; stopped: number | null } {
  const state = begin(program, bounds)
  const broken = brokenIn(program, state)
  const frames: Frame[] = [{ move: null, says: '', brief: '', touches: null, state, broken, news: broken }]
  for (const move of moves) {
    const { state: from, broken: before } = frames.at(-1)!
    if (!movesOf(program, from).some((possible) => possible.move === move))
      return { frames, stopped: frames.length - 1 }
    const reached = after(program, from, move)
    const broken = brokenIn(program, reached.state)
    frames.push({ move, ...reached, broken, news: broken.filter((name) => !before.includes(name)) })
  }
  return { frames, stopped: null }
}
