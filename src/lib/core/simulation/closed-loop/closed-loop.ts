/**
 * Clients that wait for their answers: a fixed number of workers, each of which pauses, reads the key, and pauses again.
 * A worker that rebuilds or waits reads nothing meanwhile, so a stampede is at most as large as the number of workers. The
 * program of a published run works like this (Jim Nelson, stampede.php, github.com/internetarchive/xfetch).
 */
import { exp } from '../../math/fixed-math'
import type { Random } from '../../math/random'

export interface ClosedLoop {
  workers: number
  /** A pause is uniform between these, s. */
  pause: readonly [least: number, most: number]
  /** s; the store drops the value exactly then. */
  ttl: number
  /** s */
  delta: number
  /** 0 is plain TTL. The rule reads the remaining lifetime as Redis answers to TTL: rounded to the nearest second. */
  beta: number
  /**
   * Whether only the holder of a lock may rebuild. Others get the value that lives; without one they ask again after each
   * `retry` until there is one.
   */
  locked: boolean
  /** s */
  retry: number
}

interface LoopRun {
  reads: number
  rebuilds: number
}

/**
 * One run. As in the published program the cache is empty at first, and what each worker does first is not counted.
 * @param seconds how long it runs
 */
export function closedLoopRun(loop: ClosedLoop, seconds: number, random: Random): LoopRun {
  const { workers, ttl, delta, beta, locked, retry } = loop
  const [least, most] = loop.pause
  const pause = () => least + (most - least) * random.uniform()
  /** The chance to refresh at each answer of Redis, in whole seconds. */
  const chances = Array.from({ length: Math.ceil(ttl) + 1 }, (_, left) =>
    beta > 0 ? exp(-left / (beta * delta)) : 0
  )
  /** When each worker reads next, or writes. */
  const at = Float64Array.from({ length: workers }, pause)
  const writes = new Uint8Array(workers)
  const counts = new Uint8Array(workers)
  const run: LoopRun = { reads: 0, rebuilds: 0 }
  let expiry = -Infinity
  /** When the lock is given back. */
  let held = -Infinity
  for (;;) {
    let next = 0
    for (let i = 1; i < workers; i++) if (at[i] < at[next]) next = i
    const now = at[next]
    if (now > seconds) return run
    let answered = now
    if (writes[next]) {
      writes[next] = 0
      expiry = now + ttl
      run.rebuilds += counts[next]
    } else {
      const left = expiry - now
      const lives = left > 0
      const triggers = !lives || (beta > 0 && random.uniform() < chances[Math.floor(left + 0.5)])
      if (triggers && !(locked && now < held)) {
        writes[next] = 1
        at[next] = held = now + delta
        continue
      }
      if (!lives) answered += retry * Math.ceil((held - now) / retry)
    }
    run.reads += counts[next]
    counts[next] = 1
    at[next] = answered + pause()
  }
}
