/**
 * The simulations of the server, off its main thread. Pages, cards and the interface for programs do not share threads:
 * a call that asks for much work never keeps a visitor waiting.
 */
import { availableParallelism } from 'node:os'
import { createPoolRunner, WorkerDied } from '$lib/worker/pool/pool-runner'
import type { Runner } from '$lib/worker/runner'
import { busy } from '../api/api-error'
import { register } from '../metrics'
import { spawnThread } from './thread-port'
import { Turnstile } from './turnstile'

/** A queue with threads of its own. */
export interface Lane {
  /** How many pieces of work go on, and how many wait. */
  readonly load: { running: number; waiting: number }
  /** Threads that died and were replaced, since the server started. */
  readonly restarts: number
  /**
   * Does work with the lane's threads when its turn comes.
   * @param signal takes the work out of the queue, or stops it; none where others may wait for the same
   * @throws ApiError 503 when too much work waits, or when the work hangs
   */
  run<T>(work: (runner: Runner, signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>
}

interface LaneOptions {
  threads: number
  /** Pieces of work that share the threads, so that a short one need not wait for a long one. */
  atOnce: number
  waiting: number
  /** Threads with nothing to do end after so long, ms; a new one takes some 50 ms to start. */
  rest: number
  /** How far the threads give way to others for a processor: 0 not at all, 19 always. */
  nice: number
}

/**
 * All work is bounded in steps and takes seconds; only a thread that hangs takes longer, ms. Nothing that is answered
 * depends on this.
 */
const HUNG = 180_000

function lane({ threads, atOnce, waiting, rest, nice }: LaneOptions): Lane {
  const turnstile = new Turnstile(atOnce, waiting)
  let runner: Runner | undefined
  let restarts = 0

  function runnerOf(): Runner {
    if (!runner) {
      const spawn = spawnThread({ nice, onRestart: () => restarts++ })
      // Without a fallback: the main thread has requests to answer.
      runner = createPoolRunner({ size: threads, spawn, fallback: null, rest })
      process.once('sveltekit:shutdown', () => runner?.close())
    }
    return runner
  }

  return {
    get load() {
      return turnstile.load
    },
    get restarts() {
      return restarts
    },
    run: (work, signal) =>
      turnstile.pass(async () => {
        const hung = new AbortController()
        const timer = setTimeout(() => hung.abort(busy('the simulation hung')), HUNG)
        try {
          return await work(runnerOf(), signal ? AbortSignal.any([signal, hung.signal]) : hung.signal)
        } catch (error) {
          if (!(error instanceof WorkerDied)) throw error
          console.error(error)
          throw busy('the threads of the simulation died')
        } finally {
          clearTimeout(timer)
        }
      }, signal)
  }
}

/** For pages: short looks, at once. */
export const looks = lane({ threads: 1, atOnce: 2, waiting: 32, rest: Infinity, nice: 0 })

/** For cards: the whole answer, in seconds; nobody looks at a page while it waits for one. */
export const pictures = lane({ threads: 1, atOnce: 1, waiting: 32, rest: 30_000, nice: 5 })

/** For /api/v1: long calls, which give way to all that visitors see. */
export const calls = lane({
  threads: Math.min(4, Math.max(2, availableParallelism() - 1)),
  atOnce: 2,
  waiting: 16,
  rest: 30_000,
  nice: 10
})

const lanes = { looks, pictures, calls }

/** One sample for each lane. */
const ofLanes = (read: (lane: Lane) => number) => () =>
  Object.entries(lanes).map(([name, lane]) => ({ value: read(lane), labels: { lane: name } }))

register(
  'xfetch_tuner_simulations_running',
  'Pieces of work that the simulation threads of a lane do at present',
  'gauge',
  ofLanes(({ load }) => load.running)
)
register(
  'xfetch_tuner_simulations_waiting',
  'Pieces of work that wait for the simulation threads of a lane',
  'gauge',
  ofLanes(({ load }) => load.waiting)
)
register(
  'xfetch_tuner_simulation_thread_restarts_total',
  'Simulation threads of a lane that died and were replaced',
  'counter',
  ofLanes(({ restarts }) => restarts)
)
