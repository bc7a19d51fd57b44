/**
 * How many further triggers come during the rebuild of a first trigger, and when; for Poisson requests and a fixed rebuild
 * time. Times are in units of the window scale k: the first trigger is at gap u = g/k, its rebuild lasts w = Δ/k = 1/β.
 */
import { exp, expm1, log, log1p } from '../math/fixed-math'

/** To be filled. Its fields begin as fractions, so that engines keep them as such. */
export const noOverlap = () => ({
  /** M: triggers expected while the rebuild runs. */
  mass: 0.5,
  /** Triggers expected in the part of it before expiry. */
  massEarly: 0.5,
  /** Requests expected in the part of it after expiry. All of them wait. */
  requestsLate: 0.5,
  /** Time of the rebuild before expiry. */
  untilExpiry: 0.5,
  /** How long before expiry it starts. */
  startsBefore: 0.5,
  /** The trigger rate at the end of that part. */
  atExpiry: 0.5,
  /** The trigger rate after expiry. */
  rate: 0.5,
  /** How long the rebuild runs. */
  duration: 0.5
})
export type Overlap = ReturnType<typeof noOverlap>

/**
 * The overlap of a rebuild of length w that starts u before expiry.
 * @param x1 requests per window scale
 * @param into is filled: a quadrature asks for thousands, and new objects would cost more than their figures
 */
export function overlapOf(x1: number, u: number, w: number, into = noOverlap()): Overlap {
  const early = u >= w
  const atEnd = early ? x1 * exp(w - u) : x1
  into.massEarly = early ? -atEnd * expm1(-w) : -x1 * expm1(-u)
  into.requestsLate = early ? 0 : x1 * (w - u)
  into.mass = early ? into.massEarly : into.massEarly + into.requestsLate
  into.untilExpiry = early ? w : u
  into.startsBefore = u
  into.atExpiry = atEnd
  into.rate = x1
  into.duration = w
  return into
}

/** The overlap of the rebuild after a miss: every request triggers. In seconds where there is no window (β = 0). */
export function overlapAfterMiss(rate: number, duration: number): Overlap {
  return {
    mass: rate * duration,
    massEarly: 0,
    requestsLate: rate * duration,
    untilExpiry: 0,
    startsBefore: 0,
    atExpiry: rate,
    rate,
    duration
  }
}

/** Triggers expected in the last z of the rebuild. */
export function inLast({ atExpiry, rate, duration, startsBefore, requestsLate }: Overlap, z: number): number {
  if (startsBefore >= duration) return -atExpiry * expm1(-z)
  const expired = duration - startsBefore
  return z <= expired || startsBefore === 0 ? rate * z : requestsLate - rate * expm1(expired - z)
}

/** Triggers expected in the first t of the rebuild. */
export function inFirst(overlap: Overlap, t: number): number {
  const { atExpiry, rate, duration, startsBefore, massEarly } = overlap
  const atStart = rate * exp(-startsBefore)
  if (startsBefore >= duration) return t < 1 ? atStart * expm1(t) : atExpiry * exp(t - duration) - atStart
  return t <= startsBefore
    ? rate * (exp(t - startsBefore) - exp(-startsBefore))
    : massEarly + rate * (t - startsBefore)
}

/** The time at which this mass of triggers is reached; the whole duration where it is not. */
export function timeAtMass(overlap: Overlap, duration: number, mass: number): number {
  const { massEarly, untilExpiry, atExpiry, rate } = overlap
  if (mass >= massEarly) return Math.min(duration, untilExpiry + (mass - massEarly) / rate)
  const atStart = atExpiry * exp(-untilExpiry)
  const time = atStart > 1e-290 ? log1p(mass / atStart) : untilExpiry + log(mass / atExpiry)
  return Math.min(duration, Math.max(0, time))
}
