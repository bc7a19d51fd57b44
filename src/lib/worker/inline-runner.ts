import { spawnInline } from './ports/inline-port'
import { createPoolRunner } from './pool/pool-runner'
import type { Runner } from './runner'

/** Runs simulations on the main thread, in slices: a pool whose one worker is none. */
export function createInlineRunner(): Runner {
  return createPoolRunner({ size: 1, spawn: spawnInline })
}
