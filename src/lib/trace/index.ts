/** The four defences as programs to step through, and the explorer of all their schedules. */
import { coalescing } from './programs/coalescing'
import { fencedWrite } from './programs/fenced-write'
import { lockOnMiss } from './programs/lock-on-miss'
import { xfetch } from './programs/xfetch'
import type { DefenceName } from './names'
import type { Program } from './program'

/** The programs of each defence. The first is broken, the second is mended; the rest shows what else can go wrong. */
export const PROGRAMS: Record<DefenceName, Program[]> = {
  'lock-on-miss': lockOnMiss,
  coalescing,
  xfetch,
  'fenced-write': fencedWrite
}

export { BOUND_NAMES, boundsOf, LIMITS, type BoundName } from './bounds'
export { explore, explorer, type Explored, type Failure } from './explore'
export { after, begin, isOver, movesOf, standingOf, type Move, type Possible } from './moves'
export { DEFENCE_NAMES, DEFENCES, type DefenceName } from './names'
export { line, stepsOf, type Line, type Program, type Step } from './program'
export { formatSchedule, parseSchedule, play, type Frame } from './schedule'
export { CALLER_NAMES, PROMISES, type Bounds, type PromiseName, type Shared, type State } from './world'
