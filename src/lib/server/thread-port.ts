import { Worker } from 'node:worker_threads'
import type { Spawn } from '../worker/protocol'
import source from './simulation.thread?thread'

/** Starts a thread of the server. */
export const spawnThread: Spawn = ({ answer, crash }) => {
  const thread = new Worker(source, { eval: true, execArgv: [], name: 'simulation' })
  thread.on('message', answer)
  thread.on('messageerror', crash)
  thread.on('error', (error) => crash(error instanceof Error ? error : new Error(`${error}`)))
  thread.on('exit', (code) => crash(new Error(`The thread ended with code ${code}`)))
  return {
    send: (request) => thread.postMessage(request),
    terminate: () => void thread.terminate()
  }
}
