/** Lock on miss: of all callers that miss, one takes a lock in the store and rebuilds; the others wait for its value. */
import { lockOf, type Store } from './store'

interface LockOnMiss {
  store: Store
  /** Seconds that a value lives. */
  ttl: number
  /** Seconds after which the lock is free although its holder has died. Longer than any rebuild: a lock cannot keep
   * rebuilds apart that outlive it. */
  lockTtl: number
  /** A token that no other caller gets, such as a random UUID. */
  token: () => string
  /** Waits a moment before the next look. */
  pause: () => Promise<void>
}

/**
 * One rebuild for each expiry, as long as no rebuild outlives its lock.
 * @returns the value in the store, or else that of `rebuild`, of which at most one is in flight
 */
export async function lockOnMiss(
  { store, ttl, lockTtl, token, pause }: LockOnMiss,
  key: string,
  rebuild: () => Promise<string>
): Promise<string> {
  const lock = lockOf(key)
  const mine = token()
  for (;;) {
    const hit = await store.get(key)
    if (hit !== null) return hit
    if (await store.setIfAbsent(lock, mine, lockTtl)) break
    // A loser looks into the cache before it tries again: the value may be there by then.
    await pause()
  }
  try {
    // The value may have been written between the look that missed and the lock.
    const again = await store.get(key)
    if (again !== null) return again
    const value = await rebuild()
    // Before the lock is free, so that the next holder's value cannot be overwritten by this one.
    await store.set(key, value, ttl)
    return value
  } finally {
    // By token: the lock may have run out, and be somebody else's.
    await store.deleteIfEqual(lock, mine)
  }
}
