/** Within which bounds a program can be explored. */
import type { Program } from './program'
import type { Bounds } from './world'

export type BoundName = keyof Bounds

/** The least and the most of each, in the order of links. */
export const LIMITS: Record<BoundName, readonly [number, number]> = {
  callers: [2, 4],
  lapses: [0, 2],
  crashes: [0, 1],
  failures: [0, 1],
  processes: [1, 2]
}

export const BOUND_NAMES = Object.keys(LIMITS) as BoundName[]

/** The bounds that make a difference to a program: those of the events that it has. */
export function boundsOf({ defence, events }: Program): BoundName[] {
  const has: Record<BoundName, boolean> = {
    callers: true,
    lapses: events.includes('lock') || events.includes('value'),
    crashes: events.includes('crash'),
    // Only callers that coalesce share a process, and the failure of a rebuild.
    failures: defence === 'coalescing',
    processes: defence === 'coalescing'
  }
  return BOUND_NAMES.filter((name) => has[name])
}
