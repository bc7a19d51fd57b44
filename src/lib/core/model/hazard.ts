/**
 * The hazard of Poisson requests under the paper's rule, rate·e^(−h/k) at time to expiry h and the full rate after expiry:
 * its integral and the inverse of that, in forms that lose no digits where the window is tiny, huge, or far away.
 */
import { exp, expm1BySeries, log, log1p } from '../math/fixed-math'

/**
 * Expected triggers while the time to expiry falls from `from` to `to` (s, from ≥ to).
 * @param scale k = βΔ, s; 0 has no early triggers
 * @param rate of the requests, 1/s
 */
export function hazardBetween(from: number, to: number, scale: number, rate: number): number {
  const expired = rate * Math.max(0, Math.min(from, 0) - to)
  if (from <= 0 || scale === 0) return expired
  const nearest = Math.max(to, 0)
  return expired - rate * scale * exp(-nearest / scale) * expm1BySeries(-(from - nearest) / scale)
}

/** The time to expiry (s) at which `e` triggers are expected since `from`: the inverse of hazardBetween. */
export function hazardInverse(from: number, e: number, scale: number, rate: number): number {
  if (from <= 0 || scale === 0) return Math.min(from, 0) - e / rate
  const x1 = rate * scale
  const ahead = -x1 * expm1BySeries(-from / scale)
  if (e >= ahead) return (ahead - e) / rate
  const here = x1 * exp(-from / scale)
  return e < here ? from - scale * log1p(e / here) : -scale * log((here + e) / x1)
}
