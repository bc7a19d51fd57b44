import { adviseExactly, type Scenario } from '../core'
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
    `${cycles} cycles × ${count(keys.length, 'key')} = ${asked} is above the limit of ${limit} simulated cycles for ` +
      `one call${why}; ask for cycles=${Math.floor(limit / keys.length)} or less`,
    { limit, asked }
  )
}

/** Simulated cycles at one β that advice may ask for, over all its keys: it tries a hundred of them. */
const MOST_ADVICE_CYCLES = 240_000

/**
 * @returns whether the advice has to simulate
 * @throws ApiError 413 when it would simulate more cycles than the server does at a time
 */
export function checkAdvice(scenario: Scenario): boolean {
  const { cycles, keys } = scenario
  const simulated = keys.filter((key) => adviseExactly(scenario, key) === null).length
  const asked = cycles * simulated
  if (asked > MOST_ADVICE_CYCLES) {
    throw new ApiError(
      413,
      `advice from ${cycles} cycles × ${count(simulated, 'simulated key')} = ${asked} is above the limit of ` +
        `${MOST_ADVICE_CYCLES} cycles for each β; ask for cycles=${Math.floor(MOST_ADVICE_CYCLES / simulated)} or less`,
      { limit: MOST_ADVICE_CYCLES, asked }
    )
  }
  return simulated > 0
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`
