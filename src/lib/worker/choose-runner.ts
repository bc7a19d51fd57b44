import { createInlineRunner } from './inline-runner'
import { createPoolRunner } from './pool-runner'
import type { Runner } from './runner'
import { spawnWorker } from './worker-port'

/** The best there is here: workers, or the main thread where there are none or where they do not start. */
export function createRunner(): Runner {
  return typeof Worker === 'function' ? createPoolRunner({ spawn: spawnWorker }) : createInlineRunner()
}
