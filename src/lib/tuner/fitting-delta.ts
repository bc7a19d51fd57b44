/**
 * A rebuild can take no longer than its value lives. Whoever types a lifetime types a shorter one first, the 1 of "1h",
 * and must not lose the rebuild time to it: what was meant is kept beside what fits, and is used as soon as it does.
 */
export interface Cut {
  /** As it was typed, s. */
  readonly meant: number
  /** What the lifetime leaves of it, s. */
  readonly used: number
  /** That lifetime, s. */
  readonly ttl: number
}

/** What is used of a rebuild time (s) in a lifetime (s), and what is kept of it; null where all of it fits. */
export function fit(meant: number, ttl: number): { delta: number; cut: Cut | null } {
  const used = Math.min(meant, ttl)
  return { delta: used, cut: used < meant ? { meant, used, ttl } : null }
}

/** Whether it still tells of these two; whatever else has changed one of them meant what it set. */
export const tellsOf = (cut: Cut | null | undefined, delta: number, ttl: number): cut is Cut =>
  cut != null && cut.used === delta && cut.ttl === ttl
