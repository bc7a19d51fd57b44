/** The simulation in a thread of the server. */
import { parentPort } from 'node:worker_threads'
import { answering } from '../worker/answering'

const port = parentPort!
port.on(
  'message',
  answering((message, transfer) => port.postMessage(message, transfer))
)
port.postMessage({ kind: 'ready' })
