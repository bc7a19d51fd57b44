/** The keys of the tracer. They act while nothing is typed, and can be turned off (WCAG 2.1.4). */
import { CALLER_NAMES } from '$lib/trace'
import type { Tracer } from './tracer.svelte'

interface Command {
  /** As the page lists them. */
  keys: string
  what: string
  /** As the browser calls them. */
  on: string[]
  act: (tracer: Tracer) => void
}

const COMMANDS: Command[] = [
  { keys: 't', what: 'the lock runs out, or the clock moves on', on: ['t'], act: (tracer) => tracer.go('t') },
  { keys: 'e', what: 'the value expires', on: ['e'], act: (tracer) => tracer.go('e') },
  { keys: '← or u', what: 'undo a step', on: ['ArrowLeft', 'u'], act: (tracer) => tracer.undo() },
  { keys: '→ or r', what: 'step forward again', on: ['ArrowRight', 'r'], act: (tracer) => tracer.redo() },
  { keys: '0', what: 'back to the start', on: ['0'], act: (tracer) => tracer.restart() },
  { keys: 'p', what: 'play or pause', on: ['p'], act: (tracer) => tracer.toggle() }
]

export const KEYS: readonly { keys: string; what: string }[] = [
  { keys: 'a b c d', what: 'this caller makes its next step; where there are several, they get the focus' },
  ...COMMANDS
]

export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * @param focus called for a caller that has several moves
 * @returns whether the key was one of the tracer’s
 */
export function pressed(press: Press, tracer: Tracer, focus: (caller: string) => void): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey) return false
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  const place = CALLER_NAMES.findIndex((name) => name.toLowerCase() === key)
  if (place >= 0) {
    const moves = tracer.movesOfCaller(place)
    if (moves.length === 1) tracer.go(moves[0].move)
    else if (moves.length > 1) focus(CALLER_NAMES[place])
    return true
  }
  const command = COMMANDS.find(({ on }) => on.includes(key))
  command?.act(tracer)
  return command !== undefined
}
