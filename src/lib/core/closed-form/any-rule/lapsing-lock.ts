/**
 * A lock that lapses after L while its holder rebuilds, where no request triggers early: the next request after each lapse
 * takes the lock anew. The n-th rebuild after the first starts nL + Gamma(n)/r after it, if that is before the first write:
 * with y = r(Δ − nL) the chance is P(Poisson(y) ≥ n).
 */
import { bisect, wholeMiddle } from '../../math/bisect'
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

/** The chance to reach the n-th start falls from 1 to 0 within so many standard deviations. */
const WIDE = 10
/** A sum over a bell-shaped or S-shaped function needs so many of its terms in a standard deviation. */
const DENSE = 6

/** @param rate 1/s @param delta s @param lockTtl s, below delta */
export function lapsingLock(rate: number, delta: number, lockTtl: number): Lapsing {
  const left = (n: number) => rate * (delta - n * lockTtl)
  const starts = (n: number) => reached(n, left(n))
  // Poisson(r(Δ − nL)) is n on average at this n.
  const middle = (rate * delta) / (1 + rate * lockTtl)
  const spread = Math.sqrt(middle + 1) / (1 + rate * lockTtl)
  const reach = WIDE * (spread + 1)
  // Until there the start is certain, and the terms of the stretch are 0.
  const first = Math.max(1, Math.floor(middle - reach))
  const last = Math.ceil(middle + reach + 50)
  const step = Math.max(1, Math.floor(spread / DENSE))
  let duplicates = first - 1 - (first > 1 ? (step - 1) / 2 : 0)
  let stretch = 0
  for (let n = first; n <= last && left(n) > 0; n += step) {
    const here = starts(n)
    duplicates += step * here
    // E[T_n; T_n < Δ] − E[T_n; T_{n+1} < Δ]
    stretch += step * n * lockTtl * (here - starts(n + 1))
    stretch += step * (n / rate) * (reached(n + 1, left(n)) - reached(n + 2, left(n + 1)))
  }
  const p99 = bisect((n) => starts(n + 1) <= 0.01, first - 2, last, { divide: wholeMiddle })[1]
  return { duplicates, stretch, p99: Math.max(0, p99) }
}
