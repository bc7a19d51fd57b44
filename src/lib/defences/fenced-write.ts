/** A write fenced by a lock token, or by a version: a rebuild may outlive its lock, and must then not write. */
import { lockOf, type Store } from './store'

interface Fence {
  store: Store
  /** Seconds that a value lives. */
  ttl: number
  /** Seconds that the lock holds. A rebuild may take longer. */
  lockTtl: number
  /** A token that no other caller gets, such as a random UUID. */
  token: () => string
}

/** A value and its place in the order of the database’s values: a later read has a higher version. */
export interface Versioned {
  value: string
  version: number
}

/** @returns whether it wrote: not when somebody else refreshes, nor when the lock ran out meanwhile */
export async function fencedWrite(
  { store, ttl, lockTtl, token }: Fence,
  key: string,
  rebuild: () => Promise<string>
): Promise<boolean> {
  const lock = lockOf(key)
  const mine = token()
  if (!(await store.setIfAbsent(lock, mine, lockTtl))) return false
  const value = await rebuild()
  // The store compares and writes in one step. Between two round trips the lock could run out.
  return store.setIfLocked(key, value, ttl, lock, mine)
}

/** As `fencedWrite`, where the database gives versions. It then does not matter whose the lock is by now. */
export async function versionedWrite(
  { store, ttl, lockTtl, token }: Fence,
  key: string,
  rebuild: () => Promise<Versioned>
): Promise<boolean> {
  if (!(await store.setIfAbsent(lockOf(key), token(), lockTtl))) return false
  const { value, version } = await rebuild()
  return store.setIfNewer(key, value, ttl, version)
}
