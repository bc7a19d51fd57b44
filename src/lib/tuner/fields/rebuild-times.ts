/** From the quantiles or the fit of measured rebuild times to a scenario's Δ and cv, or to why they cannot be that. */
import {
  type Lognormal,
  type LognormalFit,
  PARAMETERS,
  type Quantiles,
  lognormalOfQuantiles,
  lognormalSpread
} from '#core'
import { isTooWide, rebuildTimeOfLaw, type RebuildTime } from '$lib/link/parameters/quantiles'
import { asPercent, inFull, inOneUnit, inSeconds } from '$lib/text/words'

export type { RebuildTime }
/** `reason` is a clause without a full stop. */
export type RebuildTimeResult = { ok: true; value: RebuildTime } | { ok: false; reason: string }

/** A fit that is nowhere further off than this is good enough for figures of two or three digits. */
const TOLERABLE = 0.05
/** With fewer durations, the 99th percentile is about the largest of them. */
const FEW = 100

/** A scenario allows a mean up to the time to live, and a cv in its range. */
export function rebuildTimeOf(law: Lognormal, ttl: number): RebuildTimeResult {
  const { max } = PARAMETERS.deltaCv
  const { min } = PARAMETERS.delta
  const time = inOneUnit([law.mean, ttl])
  if (law.mean > ttl)
    return {
      ok: false,
      reason: `the mean, ${time(law.mean)}, is above the time to live, ${time(ttl)}`
    }
  if (law.mean < min)
    return { ok: false, reason: `the mean, ${inSeconds(law.mean)}, is below the smallest, ${inSeconds(min)}` }
  if (law.cv > max * (1 + 1e-9))
    return { ok: false, reason: `the cv, ${inFull(law.cv)}, is above the largest, ${max}` }
  const { delta, deltaCv } = rebuildTimeOfLaw(law)
  return { ok: true, value: { delta: Math.min(ttl, delta), deltaCv } }
}

/** @param quantiles in seconds, above 0 */
export function rebuildTimeOfQuantiles({ p50, p99 }: Quantiles, ttl: number): RebuildTimeResult {
  const time = inOneUnit([p50, p99])
  if (p99 < p50) return { ok: false, reason: `p99, ${time(p99)}, is below p50, ${time(p50)}` }
  if (isTooWide({ p50, p99 })) {
    const { max } = PARAMETERS.deltaCv
    const [times, widest] = [inFull(p99 / p50), inFull(lognormalSpread(max))]
    return {
      ok: false,
      reason: `p99, ${inSeconds(p99)}, is ${times} times p50; the widest spread, cv ${max}, is ${widest} times`
    }
  }
  return rebuildTimeOf(lognormalOfQuantiles({ p50, p99 }), ttl)
}

/** With fewer durations, almost any law would seem to fit. */
const TOO_FEW = 8
/** Where the mean of the fit is so many times the measured one, or its inverse, the tail of the fit makes the mean. */
const APART = 2

/** How far the lognormal fit can be trusted, and whether that is a caution. */
export function fitInWords(fit: LognormalFit): { text: string; caution: boolean } {
  const { n, cv, distance, critical } = fit
  const { min, max } = PARAMETERS.delta
  if (!(fit.sample.mean >= min && fit.sample.mean <= max))
    return { text: 'These cannot be rebuild times. Are the unit and the column right?', caution: true }
  if (n === 1)
    return { text: 'One duration shows no spread: the rebuild time is taken as fixed.', caution: true }
  if (distance === null || cv === 0)
    return { text: 'All are the same: a fixed rebuild time.', caution: false }
  if (n < TOO_FEW)
    return { text: `${n} durations are too few to tell whether a lognormal fits.`, caution: true }
  const times = fit.mean / fit.sample.mean
  if ((distance <= critical || distance < TOLERABLE) && (times > APART || times < 1 / APART))
    return {
      text: `The fit is poor: its mean is ${inFull(times, 2)} times the measured one. Do not rely on figures that depend on long rebuilds.`,
      caution: true
    }
  const few = n < FEW ? ` Of ${n} durations, p99 is little more than the largest.` : ''
  const measure = `Kolmogorov–Smirnov distance ${inFull(distance, 2)}`
  const bound = `1 in 100 lognormal samples of this size exceeds ${inFull(critical, 2)}`
  if (distance <= critical)
    return { text: `The fit is good: ${measure}; ${bound}.${few}`, caution: few !== '' }
  const off = `the share of rebuilds below some duration is off by ${asPercent(distance)}`
  if (distance < TOLERABLE)
    return {
      text: `Not quite a lognormal, but near: ${off} at most (${measure}; ${bound}).${few}`,
      caution: false
    }
  return {
    text: `The fit is poor: ${off} (${measure}; ${bound}). Do not rely on figures that depend on long rebuilds.${few}`,
    caution: true
  }
}
