/** What a defence promises, each with a lamp: whether it holds in a state. */
import { isStuck } from './moves'
import type { Program } from './program'
import type { PromiseName, State } from './world'

export const PROMISES: Record<PromiseName, string> = {
  'one-rebuild': 'At most one rebuild is in flight in each process',
  'no-needless-rebuild': 'No rebuild is in flight while a fresh value is in the cache',
  'no-older-value': 'No older value overwrites a newer one',
  'no-endless-wait': 'No caller waits for ever',
  'some-value': 'Every caller that returns has a value',
  'no-expired-value': 'No caller gets a value past its expiry',
  'own-lock': 'A caller deletes only its own lock',
  'no-old-error': 'No caller gets the error of a rebuild that failed before it came',
  'paper-rule': 'A request refreshes exactly when the paper’s rule says so'
}

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
