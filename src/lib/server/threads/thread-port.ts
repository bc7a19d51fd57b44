import { Worker } from 'node:worker_threads'
import type { Spawn } from '$lib/worker/ports/protocol'
import source from './simulation.thread?thread'

/** What one thread may hold, MB: a simulation needs a tenth of it. One that needs more ends, and not the server. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 }

interface ThreadOptions {
  /** How far the thread gives way to others for a processor: 0 not at all, 19 always. */
  nice: number
  /** Called when a thread has died that nobody had put down. */
  onRestart: () => void
}

/** Starts threads of the server. */
export const spawnThread =
  ({ nice, onRestart }: ThreadOptions): Spawn =>
  ({ answer, crash }) => {
    const thread = new Worker(source, {
      eval: true,
      execArgv: [],
      name: 'simulation',
      resourceLimits: LIMITS,
      workerData: { nice }
    })
    let over = false
    const died = (error: Error) => {
      if (over) return
      over = true
      onRestart()
      crash(error)
    }
    thread.on('message', answer)
    thread.on('messageerror', died)
    thread.on('error', (error) => died(error instanceof Error ? error : new Error(`${error}`)))
    thread.on('exit', (code) => died(new Error(`The thread ended with code ${code}`)))
    return {
      send: (request) => thread.postMessage(request),
      terminate: () => {
        over = true
        void thread.terminate()
      }
    }
  }
