/** Explores schedules in a worker, or in pieces on the main thread where no worker starts. */
import type { Question, Reply } from './exploring'

/** @param onreply gets how many states were reached, now and then; `signal` stops it without a further reply */
export async function ask(
  question: Question,
  onreply: (reply: Reply) => void,
  signal: AbortSignal
): Promise<void> {
  try {
    await askWorker(question, onreply, signal)
  } catch {
    if (!signal.aborted) await askHere(question, onreply, signal)
  }
}

async function askWorker(question: Question, onreply: (reply: Reply) => void, signal: AbortSignal) {
  const { default: ExplorerWorker } = await import('./explorer.worker?worker&inline')
  if (signal.aborted) return
  const worker = new ExplorerWorker()
  try {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => resolve())
      worker.onerror = (event) => {
        event.preventDefault()
        reject(new Error(event.message))
      }
      worker.onmessage = ({ data }: MessageEvent<Reply>) => {
        if (signal.aborted) return
        onreply(data)
        if (data.kind !== 'reached') resolve()
      }
      worker.postMessage(question)
    })
  } finally {
    worker.terminate()
  }
}

/** How long the page stands still at a time, ms. */
const SLICE = 12

async function askHere(question: Question, onreply: (reply: Reply) => void, signal: AbortSignal) {
  const { exploring } = await import('./exploring')
  const steps = exploring(question)
  let start = performance.now()
  for (let next = steps.next(); !signal.aborted; next = steps.next()) {
    if (next.done) return onreply(next.value)
    if (performance.now() - start < SLICE) continue
    onreply(next.value)
    await new Promise((resolve) => setTimeout(resolve))
    start = performance.now()
  }
}
