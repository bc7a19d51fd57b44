import type { Store } from '../../src/lib/defences'

/**
 * A store in memory. `step` stands between a caller and the store: an operation is done, in one piece, when the step
 * before it resolves, and answered when the one after it does.
 * @param now seconds
 */
export function memoryStore(now: () => number, step: (what: string) => Promise<unknown> = async () => {}) {
  const entries = new Map<string, { value: string; expiry: number }>()
  /** Each write of a value, in order. */
  const writes: { key: string; value: string }[] = []
  /** Each delete: what it found, and the token of whoever deleted. */
  const deletes: { found: string | null; token: string }[] = []
  const read = (key: string) => {
    const entry = entries.get(key)
    return entry && entry.expiry > now() ? entry.value : null
  }
  const put = (key: string, value: string, ttl: number) => {
    entries.set(key, { value, expiry: now() + ttl })
    writes.push({ key, value })
  }
  const atomic =
    <A extends unknown[], T>(name: string, act: (...args: A) => T) =>
    async (...args: A) => {
      await step(`${name} ${args[0]}`)
      const result = act(...args)
      await step(`${name} ${args[0]}: answer`)
      return result
    }
  const remove = (key: string, token: string) => {
    deletes.push({ found: read(key), token })
    return entries.delete(key)
  }
  const versions = new Map<string, number>()
  const store: Store = {
    get: atomic('get', read),
    set: atomic('set', put),
    setIfAbsent: atomic('setIfAbsent', (key, value, ttl) => {
      if (read(key) !== null) return false
      put(key, value, ttl)
      return true
    }),
    deleteIfEqual: atomic('deleteIfEqual', (key, token) => read(key) === token && remove(key, token)),
    setIfLocked: atomic('setIfLocked', (key, value, ttl, lock, token) => {
      if (read(lock) !== token) return false
      put(key, value, ttl)
      return true
    }),
    setIfNewer: atomic('setIfNewer', (key, value, ttl, version) => {
      if (read(key) !== null && version <= versions.get(key)!) return false
      versions.set(key, version)
      put(key, value, ttl)
      return true
    })
  }
  return {
    store,
    /** Deletes whatever the key holds. */
    deleteBlindly: atomic('delete', remove),
    writes,
    deletes,
    peek: read,
    put,
    /** The key runs out. */
    lapse: (key: string) => void entries.delete(key)
  }
}
