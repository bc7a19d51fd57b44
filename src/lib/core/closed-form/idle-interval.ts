/** How long nobody asks: no β refreshes a key that gets no request, and stale values must last that long. */
import { bisect } from '../math/bisect'
import { exp, log } from '../math/fixed-math'
import type { Arrivals } from '../model/scenario'

/**
 * The chance that no request comes in a stretch of time that begins at any moment.
 * Poisson: e^(−rt). Even: 1 − rt, down to 0. Bursts: the two-state Markov process of phases, killed at the rate of
 * requests while on; its survival from the stationary state is a sum of two exponentials (Fischer & Meier-Hellstern,
 * "The Markov-modulated Poisson process cookbook", 1993).
 * @param rate 1/s, the mean over bursts and pauses
 * @param seconds ≥ 0
 */
export function idleChance(rate: number, arrivals: Arrivals, seconds: number): number {
  if (arrivals.kind === 'poisson') return exp(-rate * seconds)
  if (arrivals.kind === 'even') return Math.max(0, 1 - rate * seconds)
  const { on, off } = arrivals
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
 * How long a stretch without requests is exceeded only with this chance, s.
 * @param chance above 0, below 1
 */
export function idleQuantile(rate: number, arrivals: Arrivals, chance: number): number {
  if (arrivals.kind === 'poisson') return -log(chance) / rate
  if (arrivals.kind === 'even') return (1 - chance) / rate
  let high = 1 / rate
  // Survival falls to 0, and a double doubles 2100 times at most until it is Infinity.
  while (high < Infinity && idleChance(rate, arrivals, high) > chance) high *= 2
  return bisect((seconds) => idleChance(rate, arrivals, seconds) <= chance, 0, high)[1]
}
