/**
 * A lock that lapses after L while its holder rebuilds, where no request triggers early: the next request after each lapse
 * takes the lock anew. The n-th rebuild after the first starts nL + Gamma(n)/r after it, if that is before the first write:
 * with y = r(Δ − nL) the chance is P(Poisson(y) ≥ n).
 */
import { poissonCdf } from '../../math/gamma'

/** P(Gamma(n) < y) = P(Poisson(y) ≥ n). */
const reached = (n: number, y: number) => (y > 0 ? 1 - poissonCdf(n - 1, y) : 0)

/** What happens in one cycle, besides its first rebuild. */
interface Lapsing {
  /** The mean number of rebuilds after the first. */
  duplicates: number
  /** The mean time from the first to the last start, s. */
  stretch: number
  /** The number that 99 % of the cycles do not exceed. */
  p99: number
}

/** @param rate 1/s @param delta s @param lockTtl s, below delta */
export function lapsingLock(rate: number, delta: number, lockTtl: number): Lapsing {
  let [duplicates, stretch, p99] = [0, 0, 0]
  for (let n = 1; n * lockTtl < delta; n++) {
    const here = rate * (delta - n * lockTtl)
    const next = rate * (delta - (n + 1) * lockTtl)
    const starts = reached(n, here)
    if (starts < 1e-17) break
    if (starts > 0.01) p99 = n
    duplicates += starts
    // E[T_n; T_n < Δ] − E[T_n; T_{n+1} < Δ]
    stretch += n * lockTtl * (starts - reached(n + 1, next))
    stretch += (n / rate) * (reached(n + 1, here) - reached(n + 2, next))
  }
  return { duplicates, stretch, p99 }
}
