/**
 * What was, what is, and what was undone. States are told apart by `same`: to arrive where one is already is no step.
 * When a change has come to rest, and so is a step, its owner knows; here it is only recorded.
 */
export interface History<T> {
  /** The oldest first. */
  readonly past: readonly T[]
  readonly present: T
  /** What redo brings back, the next first. */
  readonly future: readonly T[]
}

export type Same<T> = (a: T, b: T) => boolean

/** So many steps can be taken back; a state is a few hundred bytes. */
export const MOST_STEPS = 200

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [] })

/** A change that came to rest: one step, after which nothing is left to redo. */
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
 * Arrives at a state by another way, such as the browser's Back: one step back or forth where it is the neighbour, so
 * that the two ways never count one change twice; else a step of its own.
 */
export function arrive<T>(history: History<T>, next: T, same: Same<T>): History<T> {
  const { past, present, future } = history
  if (same(present, next)) return history
  if (past.length > 0 && same(past[past.length - 1], next)) return undo(history)
  if (future.length > 0 && same(future[0], next)) return redo(history)
  return record(history, next, same)
}
