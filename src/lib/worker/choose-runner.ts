import { createLazyRunner } from './pool/lazy-runner'
import type { Runner } from './runner'

/**
 * The best there is here: workers, or the main thread where there are none or where they do not start. Neither is
 * loaded before something is to be simulated.
 * @param size how many workers at the most; by default as many as the machine's processors allow
 */
export const createRunner = (size?: number): Runner =>
  createLazyRunner(async () => {
    if (typeof Worker !== 'function') return (await import('./inline-runner')).createInlineRunner()
    const [{ createPoolRunner }, { spawnWorker }, { watched }] = await Promise.all([
      import('./pool/pool-runner'),
      import('./ports/worker-port'),
      import('./ports/watchdog')
    ])
    return createPoolRunner({ size, spawn: watched(spawnWorker) })
  })
