/**
 * The states for undo and redo. `same` compares states: arriving at the present state is no step. The caller decides
 * when a change has come to rest, and is a step.
 */
export interface History<T> {
  /** The oldest first. */
  readonly past: readonly T[]
  readonly present: T
  /** States that redo brings back, the next first. */
  readonly future: readonly T[]
}

type Same<T> = (a: T, b: T) => boolean

/** Number of steps that can be undone; a state is a few hundred bytes. */
export const MOST_STEPS = 200

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [] })

/** Records a change as a step; afterwards there is nothing to redo. */
export function record<T>(history: History<T>, next: T, same: Same<T>): History<T> {
  if (same(history.present, next)) return history
  return { past: [...history.past, history.present].slice(-MOST_STEPS), present: next, future: [] }
}

export function undo<T>(history: History<T>): History<T> {
  const { past, present, future } = history
  if (past.length === 0) return history
  return { past: past.slice(0, -1), present: past[past.length - 1], future: [present, ...future] }
}

export function redo<T>(history: History<T>): History<T> {
  const { past, present, future } = history
  if (future.length === 0) return history
  return { past: [...past, present], present: future[0], future: future.slice(1) }
}

/**
 * Arrives at a state by the browser's Back or by a link. If it is the state before or after the present one, this is
 * an undo or a redo, so that no change counts twice; else it is a new step.
 */
export function arrive<T>(history: History<T>, next: T, same: Same<T>): History<T> {
  const { past, present, future } = history
  if (same(present, next)) return history
  if (past.length > 0 && same(past[past.length - 1], next)) return undo(history)
  if (future.length > 0 && same(future[0], next)) return redo(history)
  return record(history, next, same)
}
