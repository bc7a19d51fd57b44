/**
 * The simulation in a worker of the browser. Imported with `?worker&inline`, it becomes a classic worker made from a
 * blob, which starts even in a sandboxed iframe. No top-level await: messages that come meanwhile would be lost.
 */
import { answering } from '../answering'

const answer = answering((message, transfer) => self.postMessage(message, { transfer }))
self.onmessage = ({ data }) => answer(data)
self.postMessage({ kind: 'ready' })
