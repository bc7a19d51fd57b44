import { createInlineRunner } from './inline-runner'
import { createPoolRunner } from './pool-runner'
import type { Runner } from './runner'
import { spawnWorker } from './worker-port'

/**
 * The best there is here: workers, or the main thread where there are none or where they do not start.
 * @param size how many workers at the most; by the machine's processors unless told
 */
export function createRunner(size?: number): Runner {
  return typeof Worker === 'function' ? createPoolRunner({ size, spawn: spawnWorker }) : createInlineRunner()
}
