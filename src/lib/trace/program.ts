/** How a program is described: its lines as shown, and the atomic steps of each line, once for both. */
import type { DefenceName } from './names'
import type { Bounds, PromiseName, State, Turn } from './world'

/** Where a caller goes after a step: to a label, to an end (null), or on to the next step (nothing). */
type Next = string | null | void

/** One read or write of what is shared. */
export interface Step {
  act: (turn: Turn) => Next
  /** Whether the caller can make the step now; it waits while it cannot. */
  when?: (state: State, place: number) => boolean
  /** What the step waits for, as words after “waits for”; with `when`. */
  waits?: string
  /** Names of its outcomes, which the schedule chooses from; one nameless outcome unless given. */
  choices?: (state: State, place: number) => string[]
  /** Whether the caller’s next step follows in the same turn of its process: there is no await between them. */
  sync?: true
}

/** A line as shown, and its steps by label, in order. */
export interface Line {
  code: string
  steps: Record<string, Step>
}

/** @param steps an act alone is a step that can always be made */
export const line = (code: string, steps: Record<string, Step | Step['act']> = {}): Line => ({
  code,
  steps: Object.fromEntries(
    Object.entries(steps).map(([label, step]) => [label, typeof step === 'function' ? { act: step } : step])
  )
})

/** What else may happen: the clock runs out a lock or a value, or ticks; a caller crashes. */
export type Event = 'lock' | 'value' | 'tick' | 'crash'

export interface Program {
  defence: DefenceName
  /** Its name in a link, unique within the defence. */
  variant: string
  /** A few words that tell it from the other variants. */
  title: string
  language: 'go' | 'javascript' | 'pseudocode' | 'python'
  lines: Line[]
  events: Event[]
  /** What it has to keep. */
  promises: PromiseName[]
  /** Within which it is explored unless the link says otherwise. */
  bounds: Bounds
  /** Whether it keeps its promises within these bounds. */
  holds: boolean
  /** The variant that keeps more. */
  better?: string
  /** Times that the clock can show, as shown; where the program reads the clock. */
  times?: readonly string[]
  /** What the numbers are, in sentences, and how it starts; where that is not with an empty cache. */
  given?: string
  /** Changes the start: puts a value into the cache, say. */
  start?: (state: State) => void
}

/** What tells a variant from the others besides its name, title and lines. */
type Own = Partial<Omit<Program, 'bounds'>> & { bounds?: Partial<Bounds> }

/** Makes the programs of a defence from what they have in common. One breaks a promise unless it says that it holds. */
export const variantsOf =
  (common: Omit<Program, 'variant' | 'title' | 'lines' | 'holds'>) =>
  (variant: string, title: string, lines: Line[], own: Own = {}): Program => ({
    ...common,
    variant,
    title,
    lines,
    holds: false,
    ...own,
    bounds: { ...common.bounds, ...own.bounds }
  })

/** A step with its place: its label, the number of its line from 0, and the label of the step after it. */
export interface PlacedStep extends Step {
  label: string
  line: number
  next: string | null
}

const placed = new WeakMap<Program, Map<string, PlacedStep>>()

/** The steps of a program by label, in order. */
export function stepsOf(program: Program): Map<string, PlacedStep> {
  const known = placed.get(program)
  if (known) return known
  const all = program.lines.flatMap(({ steps }, line) =>
    Object.entries(steps).map(([label, step]) => ({ ...step, label, line }))
  )
  const steps = new Map(all.map((step, i) => [step.label, { ...step, next: all[i + 1]?.label ?? null }]))
  if (steps.size < all.length) throw new Error(`${program.defence}: two steps have the same label`)
  placed.set(program, steps)
  return steps
}
