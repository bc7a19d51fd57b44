/** Intervals without a request. No β refreshes a key in one, so stale values must last that long. */
import { bisect } from '../math/bisect'
import { exp, log } from '../math/fixed-math'
import { phaseRates } from '../model/phase-rates'
import type { Arrivals } from '../model/scenario'

/**
 * The chance that no request comes in an interval that begins at a random moment.
 * Poisson: e^(−rt). Even: 1 − rt, down to 0. Bursts: the two-state Markov process of phases, killed at the rate of
 * requests while on; its survival from the stationary state is a sum of two exponentials (Fischer & Meier-Hellstern,
 * "The Markov-modulated Poisson process cookbook", 1993). Requests at a quiet rate q come besides, at any time, and none
 * of those comes with a chance of e^(−qt).
 * @param rate 1/s, the mean over peaks and quiet phases
 * @param seconds ≥ 0
 */
export function idleChance(rate: number, arrivals: Arrivals, seconds: number): number {
  if (arrivals.kind === 'poisson') return exp(-rate * seconds)
  if (arrivals.kind === 'even') return Math.max(0, 1 - rate * seconds)
  const { on, off } = arrivals
  const { quiet } = phaseRates(rate, arrivals)
  if (quiet > 0) {
    const peaks = Math.max(0, rate - quiet)
    return exp(-quiet * seconds) * idleChance(peaks, { kind: 'burst', on, off }, seconds)
  }
  const shareOn = on / (on + off)
  const requests = rate / shareOn
  // Survival decays with the eigenvalues of the killed generator [[−1/on − requests, 1/on], [1/off, −1/off]].
  const [stop, begin] = [1 / on, 1 / off]
  const sum = stop + begin + requests
  const root = Math.sqrt(Math.max(0, sum * sum - 4 * begin * requests))
  // The product of the two is begin·requests: the small one keeps its digits as a quotient.
  const fast = (sum + root) / 2
  const slow = (begin * requests) / fast
  // Survival starts at 1, falling at the mean rate.
  const weight = fast > slow ? (fast - rate) / (fast - slow) : 1
  return Math.min(1, weight * exp(-slow * seconds) + (1 - weight) * exp(-fast * seconds))
}

/**
 * The length of an interval without requests that is exceeded with this chance only, s, from a random moment on.
 * @param rate 1/s, the mean over peaks and quiet phases
 * @param chance above 0, below 1
 */
export function idleQuantile(rate: number, arrivals: Arrivals, chance: number): number {
  if (arrivals.kind === 'poisson') return -log(chance) / rate
  if (arrivals.kind === 'even') return (1 - chance) / rate
  let high = 1 / rate
  // The loop ends: the chance falls to 0, and a double is Infinity after 2100 doublings.
  while (high < Infinity && idleChance(rate, arrivals, high) > chance) high *= 2
  return bisect((seconds) => idleChance(rate, arrivals, seconds) <= chance, 0, high)[1]
}
