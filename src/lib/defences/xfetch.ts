/**
 * XFetch: each request decides alone, with dice, whether to refresh early (Vattani, Chierichetti, Lowenstein, “Optimal
 * Probabilistic Cache Stampede Prevention”, VLDB 2015).
 */
import type { Store } from './store'

interface XFetch {
  store: Pick<Store, 'get' | 'set'>
  /** Seconds that a value lives. */
  ttl: number
  /** Above 1 refreshes earlier, below 1 later. */
  beta: number
  /** Seconds, with fractions, on a clock that all processes share. */
  now: () => number
  /** A number in [0, 1), such as `Math.random`. */
  random: () => number
}

/** As it stands in the store: delta is the seconds that its rebuild took. */
interface Entry {
  value: string
  delta: number
  expiry: number
}

/** @returns the value in the store, or that of `rebuild` when it is time to refresh */
export async function xfetch(
  { store, ttl, beta, now, random }: XFetch,
  key: string,
  rebuild: () => Promise<string>
): Promise<string> {
  const text = await store.get(key)
  if (text !== null) {
    const { value, delta, expiry } = JSON.parse(text) as Entry
    // In (0, 1], since the logarithm of 0 is endless.
    const u = 1 - random()
    if (now() - delta * beta * Math.log(u) < expiry) return value
  }
  const start = now()
  const value = await rebuild()
  const end = now()
  const entry: Entry = { value, delta: end - start, expiry: end + ttl }
  await store.set(key, JSON.stringify(entry), ttl)
  return value
}
