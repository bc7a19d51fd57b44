/** Gathers commands that come faster than the page can draw. */

/** Most commands in a batch, so that its size and the time to read it are bounded. */
export const MOST_GATHERED = 1000

/** Gathers items, and hands them on together in the next task. */
export function gathering<T>(act: (all: T[]) => void): { add: (one: T) => void; stop: () => void } {
  let waiting: T[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
    waiting = []
  }
  const handOn = () => {
    const all = waiting
    stop()
    act(all)
  }
  return {
    add(one) {
      waiting.push(one)
      if (waiting.length >= MOST_GATHERED) handOn()
      // Not an animation frame: an iframe out of sight gets none.
      else timer ??= setTimeout(handOn)
    },
    stop
  }
}
