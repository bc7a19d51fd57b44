/** What can happen next in a state: a caller makes its step, the clock runs something out, a caller crashes. */
import { stepsOf, type Event, type Program } from './program'
import { CALLER_NAMES, copyOf, initialState, Turn, type Bounds, type State, type Told } from './world'

/** As written in a schedule: a caller with its choice (A, B2), `t` (lock or clock), `e` (value expires), `a` (A crashes). */
export type Move = string

export interface Possible {
  move: Move
  /** Place of the caller; null where the clock moves. */
  caller: number | null
  /** In words, for a button: “the rebuild fails”; '' for a step with one outcome. */
  name: string
}

const CRASH = ['a', 'b', 'c', 'd']

/** @throws where the bounds are not those of a program */
export function begin(program: Program, bounds: Bounds = program.bounds): State {
  const state = initialState(bounds, stepsOf(program).keys().next().value!)
  program.start?.(state)
  return state
}

/** Not when it has ended, waits, or another caller of its process runs. */
function canStep(program: Program, state: State, place: number): boolean {
  const { at, process } = state.callers[place]
  const running = state.running[process]
  if (at === null || (running !== null && running !== place)) return false
  const { when } = stepsOf(program).get(at)!
  return !when || when(state, place)
}

/** Where a caller stands. */
export interface Standing {
  /** Number of its next line, from 0; null when it has ended. */
  line: number | null
  /** Label of its next step. */
  step: string | null
  /** What it waits for; null when it can move. */
  waits: string | null
  /** How it ended, with the value that it served. */
  ended: string | null
}

export function standingOf(program: Program, state: State, place: number): Standing {
  const { at, ended, value, process, awaits } = state.callers[place]
  if (at === null)
    return {
      line: null,
      step: null,
      waits: null,
      ended: value !== null && (ended === 'served' || ended === 'wrote') ? `${ended} value ${value}` : ended
    }
  const { line, waits } = stepsOf(program).get(at)!
  const running = state.running[process]
  return {
    line,
    step: at,
    waits: canStep(program, state, place)
      ? null
      : running !== null && running !== place
        ? `${CALLER_NAMES[running]} to reach an await`
        : (waits ?? 'another caller') + (awaits === null ? '' : `, ${CALLER_NAMES[awaits]}`),
    ended: null
  }
}

function stepsFor(program: Program, state: State, place: number): Possible[] {
  if (!canStep(program, state, place)) return []
  const { choices } = stepsOf(program).get(state.callers[place].at!)!
  const outcomes = choices?.(state, place) ?? ['']
  return outcomes.map((outcome, i) => ({
    move: i === 0 ? CALLER_NAMES[place] : `${CALLER_NAMES[place]}${i}`,
    caller: place,
    name: outcome
  }))
}

/** What the clock can do. Time passes for as long as it takes when no caller can move. */
function clockMoves({ events, times }: Program, state: State, stuck: boolean): Possible[] {
  const may = (event: Event) => events.includes(event) && (state.left.lapses > 0 || stuck)
  const clock = (move: Move, name: string) => ({ move, caller: null, name })
  return [
    ...(state.lock !== null && state.lapses && may('lock') ? [clock('t', 'the lock runs out')] : []),
    ...(state.cache !== null && may('value') && !stuck ? [clock('e', 'the value expires')] : []),
    ...(events.includes('tick') && times && state.time < times.length - 1
      ? [clock('t', `the clock moves on to ${times[state.time + 1]}`)]
      : [])
  ]
}

/** Every move that is possible in a state; none when all callers have ended or wait for ever. */
export function movesOf(program: Program, state: State): Possible[] {
  if (isOver(state)) return []
  const steps = state.callers.flatMap((_, place) => stepsFor(program, state, place))
  const crashes =
    program.events.includes('crash') && state.left.crashes > 0
      ? state.callers.flatMap(({ at }, place) =>
          at === null ? [] : [{ move: CRASH[place], caller: place, name: `${CALLER_NAMES[place]} crashes` }]
        )
      : []
  return [...steps, ...clockMoves(program, state, steps.length === 0), ...crashes]
}

export const isOver = ({ callers }: State): boolean => callers.every(({ at }) => at === null)

/** Whether some caller waits, and nothing that could come would let it go on. */
export const isStuck = (program: Program, state: State): boolean =>
  !isOver(state) &&
  !state.callers.some((_, place) => canStep(program, state, place)) &&
  movesOf(program, state).every(({ move }) => CRASH.includes(move))

/**
 * The state after a move, and what happened.
 * @param move one of `movesOf`
 */
export function after(program: Program, from: State, move: Move): { state: State } & Told {
  const state = copyOf(from)
  if (move === 't' && program.events.includes('tick')) {
    state.time++
    const now = program.times![state.time]
    return { state, says: `The clock shows ${now}.`, brief: now, touches: 'clock' }
  }
  if (move === 't' || move === 'e') {
    state.left.lapses = Math.max(0, state.left.lapses - 1)
    if (move === 't') state.lock = null
    else state.cache = null
    return move === 't'
      ? { state, says: 'The lock runs out.', brief: 'lock lapses', touches: 'clock' }
      : { state, says: 'The value in the cache expires.', brief: 'value expires', touches: 'clock' }
  }
  const crashed = CRASH.indexOf(move)
  if (crashed >= 0) {
    const caller = state.callers[crashed]
    Object.assign(caller, { at: null, ended: 'crashed', rebuilding: false })
    state.left.crashes--
    if (state.running[caller.process] === crashed) state.running[caller.process] = null
    return { state, says: `${CALLER_NAMES[crashed]} crashes.`, brief: 'crashes', touches: null }
  }
  return step(program, state, CALLER_NAMES.indexOf(move[0] as 'A'), Number(move[1] ?? 0))
}

function step(program: Program, state: State, place: number, choice: number): { state: State } & Told {
  const turn = new Turn(state, place, choice)
  const steps = stepsOf(program)
  const { act, sync, next } = steps.get(turn.me.at!)!
  const to = act(turn)
  turn.me.at = to === undefined ? next : to
  if (turn.me.at === null) turn.me.ended ??= 'served'
  if (turn.me.ended === 'served' && turn.me.value === null) turn.break('some-value')
  if (turn.says === '') turn.tell(null, 'goes on', 'goes on')
  // A step that can wait is an await, where the caller lets others of its process run.
  const runs = sync && turn.me.at !== null && !steps.get(turn.me.at)!.when
  state.running[turn.me.process] = runs ? place : null
  const { says, brief, touches } = turn
  return { state, says, brief, touches }
}
