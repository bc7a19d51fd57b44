import { expect, it } from 'vitest'
import { after, begin, explore, movesOf, PROGRAMS, type Program, type State } from '.'
import { keyOf } from './key'

const [, lock] = PROGRAMS['lock-on-miss']
const [, coalescing] = PROGRAMS.coalescing

/** All orders of the numbers. */
const orders = (numbers: number[]): number[][] =>
  numbers.length === 0
    ? [[]]
    : numbers.flatMap((one) => orders(numbers.filter((other) => other !== one)).map((rest) => [one, ...rest]))

/** The state in which each caller stands at another place. @param to the new place of each */
function moved(state: State, to: number[]): State {
  const place = (from: number | null) => (from === null ? null : to[from])
  const callers = to.map((_, i) => state.callers[to.indexOf(i)])
  return {
    ...state,
    callers: callers.map((one) => ({ ...one, awaits: place(one.awaits) })),
    inFlight: state.inFlight.map(place),
    running: state.running.map(place)
  }
}

/** Every state that is reached within the bounds, once. */
function statesOf(program: Program, bounds = program.bounds): State[] {
  const known = new Map<string, State>()
  const visit = (state: State) => {
    const text = JSON.stringify(state)
    if (known.has(text)) return
    known.set(text, state)
    for (const { move } of movesOf(program, state)) visit(after(program, state, move).state)
  }
  visit(begin(program, bounds))
  return [...known.values()]
}

it.each([
  ['callers that take a lock', lock, 1],
  ['callers that await each other', coalescing, 1],
  ['callers of two processes', coalescing, 2]
] as const)(
  '%s can change places: the key is the same, and counts the states that come of it',
  (_, program, processes) => {
    const bounds = { ...program.bounds, callers: 3, processes }
    for (const state of statesOf(program, bounds)) {
      const same = orders([0, 1, 2])
        .filter((to) => to.every((place, from) => place % processes === from % processes))
        .map((to) => moved(state, to))
      const { key, alike } = keyOf(state)
      expect(same.map((one) => keyOf(one))).toEqual(same.map(() => ({ key, alike })))
      // What a caller that has ended still holds makes no difference to the key, but to this text.
      if (state.callers.every(({ at }) => at !== null))
        expect(alike).toBe(new Set(same.map((one) => JSON.stringify(one))).size)
    }
  }
)

it('callers that await each other for ever have a key', () => {
  const state = begin(coalescing)
  for (const [i, caller] of state.callers.entries())
    Object.assign(caller, { at: 'join', awaits: (i + 1) % 2 })
  expect(keyOf(state).alike).toBe(1)
})

it('counts as many states as an explorer that looks at each of them', () => {
  // Counted with keys that name the place of each caller.
  const counted = Object.values(PROGRAMS).map(([broken, mended]) => [
    explore(broken).states,
    explore(mended).states
  ])
  expect(counted).toEqual([
    [636, 422],
    [1957, 319],
    [221, 493],
    [2621, 1548]
  ])
})
