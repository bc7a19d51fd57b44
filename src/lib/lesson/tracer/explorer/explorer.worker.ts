/**
 * The explorer in a worker of the browser. Imported with `?worker&inline`, it becomes a classic worker made from a blob,
 * which starts even in a sandboxed frame.
 */
import { exploring, type Question, type Reply } from './exploring'

self.onmessage = ({ data }: MessageEvent<Question>) => {
  const reply = (message: Reply) => self.postMessage(message)
  const steps = exploring(data)
  for (let next = steps.next(); ; next = steps.next()) {
    reply(next.value)
    if (next.done) return
  }
}
