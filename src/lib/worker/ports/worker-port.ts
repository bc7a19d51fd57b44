import type { Spawn } from './protocol'
import SimulationWorker from './simulation.worker?worker&inline'

/** Starts a worker of the browser. */
export const spawnWorker: Spawn = ({ answer, crash }) => {
  const worker = new SimulationWorker()
  worker.onmessage = ({ data }) => answer(data)
  worker.onmessageerror = () => crash(new Error('An answer of the worker could not be read'))
  worker.onerror = (event) => {
    event.preventDefault()
    crash(new Error(event.message || 'The worker could not be started'))
  }
  return {
    send: (request) => worker.postMessage(request),
    terminate: () => worker.terminate()
  }
}
