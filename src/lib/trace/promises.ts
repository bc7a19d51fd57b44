/** What a defence promises, each with a lamp: whether it holds in a state. */
import { isStuck } from './moves'
import type { Program } from './program'
import type { PromiseName, State } from './world'

interface KeptPromise {
  says: string
  /** Whether it holds in this state. */
  holds: (program: Program, state: State) => boolean
}

const neverBroken = (name: PromiseName) => (_: Program, state: State) => !state.broken.includes(name)

export const PROMISES: Record<PromiseName, KeptPromise> = {
  'one-rebuild': {
    says: 'At most one rebuild is in flight in each process',
    holds: (_, { callers, inFlight }) =>
      inFlight.every(
        (_, process) => callers.filter((one) => one.process === process && one.rebuilding).length <= 1
      )
  },
  'no-needless-rebuild': {
    says: 'No rebuild is in flight while a fresh value is in the cache',
    holds: (_, { callers, cache }) => cache === null || !callers.some(({ rebuilding }) => rebuilding)
  },
  'no-older-value': {
    says: 'No older value overwrites a newer one',
    holds: neverBroken('no-older-value')
  },
  'no-endless-wait': {
    says: 'No caller waits for ever',
    holds: (program, state) => !isStuck(program, state)
  },
  'some-value': {
    says: 'Every caller that returns has a value',
    holds: neverBroken('some-value')
  },
  'no-expired-value': {
    says: 'No caller gets a value past its expiry',
    holds: neverBroken('no-expired-value')
  },
  'own-lock': {
    says: 'A caller deletes only its own lock',
    holds: neverBroken('own-lock')
  },
  'no-old-error': {
    says: 'No caller gets the error of a rebuild that failed before it came',
    holds: neverBroken('no-old-error')
  },
  'paper-rule': {
    says: 'A request refreshes exactly when the paper’s rule says so',
    holds: neverBroken('paper-rule')
  }
}

/** The promises of a program that do not hold in a state. */
export const brokenIn = (program: Program, state: State): PromiseName[] =>
  program.promises.filter((name) => !PROMISES[name].holds(program, state))
