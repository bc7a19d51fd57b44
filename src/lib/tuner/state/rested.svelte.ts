/** A value changes at every step of a drag and every key: work that takes long waits until it has come to rest. */
import { untrack } from 'svelte'

/**
 * For an effect to return: runs a task once the effect has not run again for a while, and aborts it when it does.
 * @param ms how long the effect must rest
 */
export function afterRest(ms: number, task: (signal: AbortSignal) => void): () => void {
  const abort = new AbortController()
  const timer = setTimeout(() => task(abort.signal), ms)
  return () => {
    clearTimeout(timer)
    abort.abort()
  }
}

/** A value as it was when it last rested for so many ms. Call where effects may be made. */
export function rested<T>(live: () => T, ms: number): { readonly current: T } {
  let current = $state.raw(untrack(live))
  $effect(() => {
    const next = live()
    return afterRest(ms, () => (current = next))
  })
  return {
    get current() {
      return current
    }
  }
}
