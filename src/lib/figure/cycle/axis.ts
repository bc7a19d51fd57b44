/**
 * How much of a cycle the replay shows: from so long before expiry that nearly every first trigger is on it, to the
 * last write of a cycle that misses. It follows a β that is at least the present one and stays while β is moved, so
 * that what moves on the picture is what moved in time.
 */
import { type PathModel, gapQuantile, trigger } from '#core'

/** The largest β that one picture is drawn for. */
const LEVELS = [4, 20, 100, 1000, 1e4, 1e5, 1e6]

export interface Axis {
  /** Where it begins, s before expiry. */
  reach: number
  /** Where it ends, s after expiry. */
  after: number
}

export const levelOf = (beta: number) => LEVELS.find((level) => beta <= level) ?? LEVELS[LEVELS.length - 1]

/** In means between two requests: as many as this are seen of a cold key before expiry, and as many waited for. */
const SEEN = 6
const WAITED = 3
const REBUILDS = 6

/** @param level largest β that is to be on the picture */
export function axisOf({ ttl, delta, rate }: PathModel, level: number): Axis {
  const window = gapQuantile(trigger({ ttl, delta, rate, beta: level }), 0.95) ?? 0
  const reach = Math.min(ttl, Math.max(window, REBUILDS * delta, SEEN / rate))
  // A duplicate starts at most one rebuild time after the first and is written one later.
  return { reach, after: 2.1 * delta + Math.min(WAITED / rate, 0.8 * reach) }
}
