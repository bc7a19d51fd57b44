import type { Scenario } from '#core'
import { count, inAll } from '$lib/text/words'
import { ApiError } from './api-error'

/** Simulated cycles that one call may ask for, over all its keys. */
const MOST_CYCLES = 2_000_000
/** The same where every request counts, or where rebuild times are drawn. */
const MOST_SLOW_CYCLES = 300_000

/** @throws ApiError 413 when a call asks for more cycles than the server simulates at a time */
export function checkWork({ arrivals, deltaCv, cycles, keys }: Scenario): void {
  const fast = arrivals.kind === 'poisson' && deltaCv === 0
  const limit = fast ? MOST_CYCLES : MOST_SLOW_CYCLES
  const asked = cycles * keys.length
  if (asked <= limit) return
  const why = fast
    ? ''
    : arrivals.kind === 'poisson'
      ? ' with a rebuild time that varies'
      : ` with ${arrivals.kind} arrivals`
  throw new ApiError(
    413,
    `${inAll(cycles)} cycles × ${count(keys.length, 'key')} = ${inAll(asked)} is above the limit of ${inAll(limit)} simulated cycles for ` +
      `one call${why}; ask for cycles=${Math.floor(limit / keys.length)} or less`,
    { limit, asked }
  )
}
