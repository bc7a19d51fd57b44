/** Simulations and laws in a thread of the server. */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { findLaw } from '#core'
import { answering } from '$lib/worker/answering'

// On Linux this is the priority of this thread alone; elsewhere it would be that of the whole process.
if (process.platform === 'linux') {
  try {
    setPriority(workerData.nice)
  } catch {
    // A sandbox may forbid it. The thread then competes on equal terms.
  }
}

const port = parentPort!
port.on(
  'message',
  answering((message, transfer) => port.postMessage(message, transfer), findLaw)
)
port.postMessage({ kind: 'ready' })
