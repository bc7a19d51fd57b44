import type { FoundLaw, Model } from '#core'
import { answering } from '../answering'
import type { Port, PortEvents, Spawn, WorkerRequest } from './protocol'

/** The page stands still for so long at a time, ms: short enough for 60 pictures per second. */
const SLICE = 8

/** A worker that is none: it simulates on the main thread, in slices. Shards are not cut; a long one is a long slice. */
export const spawnInline: Spawn = (events) => inline(events)

/** @param findLaw where laws are asked for as well */
export const spawnInlineWith =
  (findLaw: (model: Model) => FoundLaw): Spawn =>
  (events) =>
    inline(events, findLaw)

function inline({ answer }: PortEvents, findLaw?: (model: Model) => FoundLaw): Port {
  const requests: WorkerRequest[] = []
  let waiting = false
  const serve = answering(answer, findLaw)

  const slice = () => {
    waiting = false
    const start = performance.now()
    let longest = 0
    let now = start
    while (requests.length > 0 && now - start + longest < SLICE) {
      serve(requests.shift()!)
      const before = now
      now = performance.now()
      longest = Math.max(longest, now - before)
    }
    wait()
  }
  const wait = () => {
    if (waiting || requests.length === 0) return
    waiting = true
    soon(slice)
  }

  soon(() => answer({ kind: 'ready' }))
  return {
    send: (request) => {
      requests.push(request)
      wait()
    },
    terminate: () => void requests.splice(0)
  }
}

/** After everything that waits already. A timer would do, but browsers let every one in a row wait for 4 ms. */
function soon(task: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    task()
  }
  port2.postMessage(null)
}
