/** The expected triggers before expiry under the paper’s rule, in closed form: see first-trigger.ts. */
import { exp, expm1, log, log1p } from '../../math/fixed-math'
import type { MassModel, TriggerMass } from './trigger-mass'

/** @param model β = 0 switches early refresh off */
export function paperMass({ ttl, delta, beta, rate }: MassModel): TriggerMass {
  const scale = beta * delta
  const x1 = rate * scale
  // No request comes in a window this narrow.
  if (x1 < 1e-280)
    return { ttl, total: 0, bends: [], at: () => 0, between: () => 0, gapAt: () => 0, rateAt: () => 0 }
  const x0 = x1 * exp(-ttl / scale)
  const total = -x1 * expm1(-ttl / scale)
  const between = (a: number, b: number) => -x1 * exp(-a / scale) * expm1(-(b - a) / scale)
  return {
    ttl,
    total,
    isSmooth: true,
    bends: [],
    between,
    at: (gap) => between(gap, ttl),
    gapAt: (mass) =>
      total - mass < x1 / 2 ? -scale * log1p(-(total - mass) / x1) : scale * log(x1 / (x0 + mass)),
    rateAt: (gap) => rate * exp(-gap / scale)
  }
}
