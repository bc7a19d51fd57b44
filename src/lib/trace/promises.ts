/** Whether a promise holds in a state. */
import { isStuck } from './moves'
import type { Program } from './program'
import type { PromiseName, State } from './world'

/** Those that are seen in the state itself. The others are broken by a step, and stay so. */
const BREAKS: Partial<Record<PromiseName, (state: State, program: Program) => boolean>> = {
  'one-rebuild': ({ callers, inFlight }) =>
    inFlight.some(
      (_, process) => callers.filter((one) => one.process === process && one.rebuilding).length > 1
    ),
  'no-needless-rebuild': ({ callers, cache }) =>
    cache !== null && callers.some(({ rebuilding }) => rebuilding),
  'no-endless-wait': (state, program) => isStuck(program, state)
}

/** The promises of a program that do not hold in a state. */
export const brokenIn = (program: Program, state: State): PromiseName[] =>
  program.promises.filter((name) => BREAKS[name]?.(state, program) ?? state.broken.includes(name))
