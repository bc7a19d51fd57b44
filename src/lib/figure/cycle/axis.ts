/**
 * How much of a cycle the replay shows: from early enough before expiry for nearly every first trigger, to the last write
 * of a cycle that misses. The axis is computed for a β that is at least the present one. So it does not change while the
 * user moves β, and marks move on the picture only because they move in time.
 */
import { type PathModel, gapQuantile, trigger } from '#core'

/** The values of β for which an axis is computed. */
const LEVELS = [4, 20, 100, 1000, 1e4, 1e5, 1e6]

export interface TimeAxis {
  /** Where it begins, s before expiry. */
  reach: number
  /** Where it ends, s after expiry. */
  after: number
}

export const levelOf = (beta: number) => LEVELS.find((level) => beta <= level) ?? LEVELS[LEVELS.length - 1]

/** For a cold key: how much is shown before and after expiry, in mean times between two requests. */
const SEEN = 6
const WAITED = 3
const REBUILDS = 6

/** @param level the largest β whose first triggers the axis shows */
export function axisOf({ ttl, delta, rate }: PathModel, level: number): TimeAxis {
  const window = gapQuantile(trigger({ ttl, delta, rate, beta: level }), 0.95) ?? 0
  const reach = Math.min(ttl, Math.max(window, REBUILDS * delta, SEEN / rate))
  // A duplicate starts at most one rebuild time after the first rebuild and is written one rebuild time later.
  return { reach, after: 2.1 * delta + Math.min(WAITED / rate, 0.8 * reach) }
}
