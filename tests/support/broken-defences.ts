/** The broken programs of src/lib/trace as code, with the arguments of the mended ones in src/lib/defences. */
import {
  lockOf,
  lockOnMiss,
  type coalescing,
  type fencedWrite,
  type Store,
  type xfetch
} from '../../src/lib/defences'

/** Losers of the lock rebuild anyway. */
export const losersRebuild: typeof lockOnMiss = async ({ store, ttl, lockTtl, token }, key, rebuild) => {
  const mine = token()
  const hit = await store.get(key)
  if (hit !== null) return hit
  if (!(await store.setIfAbsent(lockOf(key), mine, lockTtl))) return rebuild()
  const value = await rebuild()
  await store.set(key, value, ttl)
  await store.deleteIfEqual(lockOf(key), mine)
  return value
}

/** The holder of the lock does not look again: its first look may be older than the value. */
export const looksOnce: typeof lockOnMiss = async ({ store, ttl, lockTtl, token, pause }, key, rebuild) => {
  const mine = token()
  for (;;) {
    const hit = await store.get(key)
    if (hit !== null) return hit
    if (await store.setIfAbsent(lockOf(key), mine, lockTtl)) break
    await pause()
  }
  const value = await rebuild()
  await store.set(key, value, ttl)
  await store.deleteIfEqual(lockOf(key), mine)
  return value
}

/** The lock is deleted without a look at its token. @param remove deletes a key whatever it holds */
export const deletesBlindly =
  (remove: Store['deleteIfEqual']): typeof lockOnMiss =>
  (options, key, rebuild) =>
    lockOnMiss({ ...options, store: { ...options.store, deleteIfEqual: remove } }, key, rebuild)

/** The promise is registered after the rebuild, and nobody looks. */
export const registersLate: typeof coalescing = ({ store, ttl }) => {
  const inFlight = new Map<string, string>()
  return async (key, rebuild) => {
    const hit = await store.get(key)
    if (hit !== null) return hit
    const value = await rebuild()
    inFlight.set(key, value)
    await store.set(key, value, ttl)
    inFlight.delete(key)
    return value
  }
}

/** The entry stays when the rebuild fails. */
export const keepsFailures: typeof coalescing = ({ store, ttl }) => {
  const inFlight = new Map<string, Promise<string>>()
  const load = async (key: string, rebuild: () => Promise<string>) => {
    const value = (await store.get(key)) ?? (await rebuild())
    await store.set(key, value, ttl)
    inFlight.delete(key)
    return value
  }
  return (key, rebuild) => {
    const running = inFlight.get(key)
    if (running) return running
    const promise = load(key, rebuild)
    inFlight.set(key, promise)
    return promise
  }
}

/** The sign of the logarithm is turned. */
export const turnedSign: typeof xfetch = async ({ store, ttl, beta, now, random }, key, rebuild) => {
  const text = await store.get(key)
  if (text !== null) {
    const { value, delta, expiry } = JSON.parse(text)
    if (now() + delta * beta * Math.log(1 - random()) < expiry) return value
  }
  const start = now()
  const value = await rebuild()
  const end = now()
  await store.set(key, JSON.stringify({ value, delta: end - start, expiry: end + ttl }), ttl)
  return value
}

/** Compares the token, and then sets: two round trips. */
export const checksThenSets: typeof fencedWrite = async ({ store, ttl, lockTtl, token }, key, rebuild) => {
  const mine = token()
  if (!(await store.setIfAbsent(lockOf(key), mine, lockTtl))) return false
  const value = await rebuild()
  if ((await store.get(lockOf(key))) !== mine) return false
  await store.set(key, value, ttl)
  return true
}
