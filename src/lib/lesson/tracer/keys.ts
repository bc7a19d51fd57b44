/** The keys of the tracer. They act while nothing is typed, and can be turned off (WCAG 2.1.4). */
import { CALLER_NAMES } from '$lib/trace'
import type { Tracer } from './tracer.svelte'

export const KEYS: readonly { keys: string; what: string }[] = [
  { keys: 'a b c d', what: 'this caller makes its next step; where there are several, they get the focus' },
  { keys: 't', what: 'the lock runs out, or the clock moves on' },
  { keys: 'e', what: 'the value expires' },
  { keys: '← or u', what: 'undo a step' },
  { keys: '→ or r', what: 'step forward again' },
  { keys: '0', what: 'back to the start' },
  { keys: 'p', what: 'play or pause' }
]

export type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/**
 * @param focus called for a caller that has several moves
 * @returns whether the key was one of the tracer’s
 */
export function pressed(press: Press, tracer: Tracer, focus: (caller: string) => void): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey) return false
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  const letter = key.toUpperCase()
  if (CALLER_NAMES.includes(letter as 'A')) {
    const moves = tracer.movesOfCaller(CALLER_NAMES.indexOf(letter as 'A'))
    if (moves.length === 1) tracer.go(moves[0].move)
    else if (moves.length > 1) focus(letter)
    return true
  }
  switch (key) {
    case 't':
    case 'e':
      tracer.go(key)
      return true
    case 'ArrowLeft':
    case 'u':
      tracer.undo()
      return true
    case 'ArrowRight':
    case 'r':
      tracer.redo()
      return true
    case '0':
      tracer.restart()
      return true
    case 'p':
      if (tracer.playing) tracer.pause()
      else tracer.play()
      return true
  }
  return false
}
