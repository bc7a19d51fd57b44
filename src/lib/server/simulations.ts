/** The simulations of the server: off its main thread, so many at a time. */
import { availableParallelism } from 'node:os'
import { createPoolRunner } from '../worker/pool-runner'
import type { Runner } from '../worker/runner'
import { ApiError } from './api-error'
import { spawnThread } from './thread-port'
import { Turnstile } from './turnstile'

/** Two calls at a time share the threads, so that a short one does not have to wait for a long one. */
const turnstile = new Turnstile(2, 16)
/** Longer than any call within the limit of cycles needs on two processors, ms. */
const LONGEST = 60_000

let runner: Runner | undefined

function threads(): Runner {
  if (!runner) {
    // Without a fallback: the main thread has requests to answer.
    runner = createPoolRunner({
      size: Math.min(4, Math.max(2, availableParallelism() - 1)),
      spawn: spawnThread,
      fallback: null
    })
    process.once('sveltekit:shutdown', () => runner?.close())
  }
  return runner
}

/**
 * Does work with the threads when its turn comes.
 * @param signal stops it; none where others may wait for the same
 * @throws ApiError 503 when too many calls wait, 413 when the work takes too long
 */
export function withThreads<T>(
  work: (runner: Runner, signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal
): Promise<T> {
  return turnstile.pass(async () => {
    const stop = new AbortController()
    const leave = () => stop.abort(signal?.reason)
    const tooLong = () =>
      stop.abort(
        new ApiError(
          413,
          `the simulation did not end within the limit of ${LONGEST / 1000} s; ask for fewer cycles or keys`
        )
      )
    const timer = setTimeout(tooLong, LONGEST)
    signal?.addEventListener('abort', leave)
    try {
      return await work(threads(), stop.signal)
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', leave)
    }
  }, signal)
}
