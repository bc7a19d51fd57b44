/**
 * Many embeds on one page must not start many workers: a runner that has none until its turn comes, and gives its
 * turn away soon after the last run.
 */
import type { Runner } from '../runner'

/** Waits until its turn has come; gives what ends it. Rejects with the signal's reason. */
type Turn = (signal: AbortSignal) => Promise<() => void>

/** For how long a turn is kept when nothing runs any more, ms: a dragged β starts run after run. */
const LINGER = 400

/** @param create makes the runner that does the work, anew for each turn */
export function takingTurns(create: () => Runner, turn: Turn): Runner {
  const closing = new AbortController()
  let running = 0
  let mine: Promise<{ runner: Runner; leave: () => void }> | null = null
  let later: ReturnType<typeof setTimeout> | undefined

  const begin = () => {
    clearTimeout(later)
    mine ??= turn(closing.signal).then(
      (leave) => ({ runner: create(), leave }),
      (error) => {
        mine = null
        throw error
      }
    )
    return mine
  }
  const end = async () => {
    const ending = mine
    mine = null
    const turn = await ending?.catch(() => null)
    turn?.runner.close()
    turn?.leave()
  }

  return {
    async run(jobs, onProgress, signal, shards) {
      running++
      try {
        signal?.throwIfAborted()
        const { runner } = await unlessAborted(begin(), signal)
        return await runner.run(jobs, onProgress, signal, shards)
      } finally {
        running--
        if (running === 0) {
          clearTimeout(later)
          later = setTimeout(() => void end(), LINGER)
        }
      }
    },
    close() {
      closing.abort(new DOMException('The runner was closed', 'AbortError'))
      clearTimeout(later)
      void end()
    }
  }
}

/** So many pages of this origin may have workers at a time; the others wait with their closed form. */
const SLOTS = 2
const slot = (number: number) => `xfetch-tuner-simulation-${number}`

/**
 * Turns among all pages of this origin, by locks that the browser keeps. Where there are none, as in a frame whose
 * origin is opaque, it is always one's turn.
 * @param locks the browser's, or a stand-in
 * @param place which queue to stand in when every slot is taken; any whole number
 */
export function turnsByLocks(locks: LockManager | undefined, place: number): Turn {
  return async (signal) => {
    if (!locks) return () => {}
    try {
      for (let number = 0; number < SLOTS; number++) {
        const leave = await hold(locks, slot(number), { ifAvailable: true })
        if (leave) return leave
      }
      return (await hold(locks, slot(place % SLOTS), { signal }))!
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof DOMException && error.name === 'SecurityError') return () => {}
      throw error
    }
  }
}

/** Takes a lock until what it gives is called; gives null when it is not to be had. */
function hold(locks: LockManager, name: string, options: LockOptions): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    locks
      .request(name, options, (lock) =>
        lock === null ? resolve(null) : new Promise<void>((release) => resolve(release))
      )
      .catch(reject)
  })
}

/** One's turn only comes once the page can be seen. @param seen resolves when it is */
export const onceSeen =
  (seen: Promise<unknown>, turn: Turn): Turn =>
  async (signal) => {
    await unlessAborted(seen, signal)
    return turn(signal)
  }

/** What the promise gives, or the signal's reason if that comes first. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
