/** Many quantiles of the stampede size at once, for pictures. */
import type { FirstTrigger } from './first-trigger'
import { bisect, wholeMiddle } from '../math/bisect'
import { COARSE, FINE } from '../math/quadrature'
import { remember } from '../math/remember'
import type { Model } from '../model/scenario'
import { most, NARROW, sizes } from './stampede-size'

/** A picture need not be more exact than one rebuild in this many. */
const UNSEEN = 250

/**
 * As stampedeSizeQuantile, for many shares at little more than the cost of one. Exact up to sizes of 60, and good to 2 %
 * above.
 * @param shares ascending, strictly between 0 and 1
 */
export function stampedeSizeQuantiles(model: Model, law: FirstTrigger, shares: number[]): number[] {
  const exact = sizes(model, law, (n) => (n > NARROW ? COARSE : FINE))
  if (exact === null) return shares.map(() => 1)
  const seen = new Map<number, number>()
  const shareUpTo = (n: number) => remember(seen, n, () => exact(n))
  const top = most(model)
  let low = -1
  return shares.map((p) => {
    // Search upwards from the size before in growing steps, because the next size is usually near.
    let high = low + 1
    for (let step = 1; high < top && shareUpTo(high) < p; step *= 2) {
      low = high
      high = Math.min(top, high + Math.max(step, Math.floor(high / UNSEEN)))
    }
    const enough = (low: number, high: number) => high - low <= Math.max(1, high / UNSEEN)
    ;[low, high] = bisect((n) => shareUpTo(n) >= p, low, high, { divide: wholeMiddle, enough })
    return 1 + high
  })
}
