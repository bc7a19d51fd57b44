/**
 * What follows a first trigger while its rebuild runs, averaged over the law of the first trigger: duplicates, how
 * far they stretch the cycle, and who waits. Poisson requests and a fixed rebuild time.
 */
import { policyOf } from './coordination'
import { gapAtMass, type FirstTrigger } from './first-trigger'
import { bisect } from '../math/bisect'
import { exp, expm1 } from '../math/fixed-math'
import { overlapOf, overlapAfterMiss, type Overlap } from './overlap'
import { eachNode, FINE, type Quadrature } from '../math/quadrature'
import type { Model } from '../model/scenario'

/** Beyond this trigger mass a cycle without a trigger is rarer than 1e-20. */
const NEGLIGIBLE = 46
/** First triggers less likely than this add nothing that a double could hold. */
const RARE = 1e-22
/** The stretch takes most of the time, and no first trigger has one much longer than the others. */
const SLIGHT = 1e-15

/** Means over one cycle. */
export interface Stampede {
  /** E[duplicates]: rebuilds started while another is in flight. */
  duplicates: number
  /** E[L], s: from the first to the last rebuild start, by which the last writer stretches the cycle. */
  stretch: number
  /** Requests that wait: those that start a rebuild and those that come after expiry and before the write. */
  blocked: number
}

/**
 * Means over the first trigger's law. With a window, the first trigger's mass a is exponential on (0, mass);
 * what is left, e^(−mass), misses.
 * @param model Poisson arrivals and a fixed rebuild time; trusted
 */
export function stampede(model: Model, law: FirstTrigger, quadrature = FINE): Stampede {
  const policy = policyOf(model)
  const means = { duplicates: 0, stretch: 0, blocked: 0 }
  const unit = law.earlyShare === 0 ? 1 : law.scale
  // Coalescing bends at so many triggers per process: negligible where the law is, but not where it is wide.
  const { processes } = model
  const bends = model.coordination === 'coalesce' && law.x1 > 100 ? [processes, 40 * processes] : []
  eachOverlap(
    model,
    law,
    (weight, overlap, duration) => {
      means.duplicates += weight * policy.duplicates(overlap.mass)
      if (weight > SLIGHT) means.stretch += weight * unit * policy.stretch(overlap, duration, quadrature)
      means.blocked += weight * (1 + policy.duplicates(overlap.massEarly) + overlap.requestsLate)
    },
    { atMasses: bends, quadrature }
  )
  return means
}

/** How to take a mean over the law of the first trigger. */
export interface Integration {
  /** Break the quadrature at the first triggers whose rebuild meets so many triggers. */
  atMasses?: number[]
  quadrature?: Quadrature
}

/**
 * Visits what every kind of first trigger meets, with its chance: a quadrature over the mass before it, broken
 * at the gap that equals the rebuild time and where asked, and the miss. Durations are in units of the window
 * scale, or in seconds where there is no window.
 */
export function eachOverlap(
  model: Model,
  law: FirstTrigger,
  visit: (chance: number, overlap: Overlap, duration: number) => void,
  { atMasses = [], quadrature = FINE }: Integration = {}
): void {
  if (law.earlyShare === 0) {
    visit(1, overlapAfterMiss(model.rate, model.delta), model.delta)
    return
  }
  const { x0, x1, scale, mass } = law
  const w = 1 / model.beta
  const inTime = Math.min(mass, -x1 * exp(-w) * expm1(-(model.ttl - model.delta) / scale))
  const end = Math.min(mass, NEGLIGIBLE)
  const cuts = [0, Math.min(inTime, end), end]
  for (const wanted of atMasses) {
    const a = triggerMassAt(wanted, x1, w) - x0
    if (a > 0 && a < end) cuts.push(a)
  }
  cuts.sort((a, b) => a - b)
  for (let i = 1; i < cuts.length; i++) {
    const [from, to] = [cuts[i - 1], cuts[i]]
    eachNode(
      to - from,
      (left, right, weight) => {
        const chance = weight * exp(-from - left)
        if (chance < RARE) return
        const u = gapAtMass(law, from + left, mass - to + right) / scale
        visit(chance, overlapOf(x1, u, w), w)
      },
      quadrature
    )
  }
  if (mass < NEGLIGIBLE) visit(exp(-mass), overlapAfterMiss(x1, w), w)
}

/** x = x₁e^(−u) of the first trigger whose rebuild of length w meets this mass of triggers. */
function triggerMassAt(wanted: number, x1: number, w: number): number {
  const x = wanted / expm1(w)
  if (x <= x1 * exp(-w)) return x
  // It starts less than a rebuild before expiry: x₁(1 − e^(−u)) + x₁(w − u) falls with u.
  const [, u] = bisect((u) => overlapOf(x1, u, w).mass <= wanted, 0, w, { most: 60 })
  return x1 * exp(-u)
}
