/** Request coalescing: callers in one process share the promise of the rebuild that is in flight. */
import type { Store } from './store'

interface Coalescing {
  store: Pick<Store, 'get' | 'set'>
  /** Seconds that a value lives. */
  ttl: number
}

type Get = (key: string, rebuild: () => Promise<string>) => Promise<string>

/** @returns a function that reads a key; make it once in each process, because it holds what is in flight */
export function coalescing({ store, ttl }: Coalescing): Get {
  const inFlight = new Map<string, Promise<string>>()

  async function load(key: string, rebuild: () => Promise<string>) {
    const hit = await store.get(key)
    if (hit !== null) return hit
    const value = await rebuild()
    await store.set(key, value, ttl)
    return value
  }

  // No await stands between the look and the registration, so no other caller can look in between.
  return (key, rebuild) => {
    const running = inFlight.get(key)
    if (running) return running
    // Failures are removed too. A `finally` inside `load` would come too early where the store throws at once: before
    // the registration, and the error would stay in the map.
    const promise = load(key, rebuild).finally(() => inFlight.delete(key))
    inFlight.set(key, promise)
    return promise
  }
}
