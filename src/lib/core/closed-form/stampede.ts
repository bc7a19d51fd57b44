/**
 * Means over the law of the first trigger, for Poisson requests and a fixed rebuild time: how many duplicates start while
 * its rebuild runs, by how much they stretch the cycle, and how many requests wait.
 */
import { policyOf, startsDuplicates } from './coordination'
import { gapAtMass, type FirstTrigger } from './first-trigger'
import { bisect } from '../math/bisect'
import { exp, expm1 } from '../math/fixed-math'
import { noOverlap, overlapOf, overlapAfterMiss, type Overlap } from './overlap'
import { DRAWN, FINE, SKETCH, SMOOTH, type Quadrature } from '../math/quadrature'
import type { Model } from '../model/scenario'

/** With this trigger mass, the chance of no trigger is 1e-20. */
const NEGLIGIBLE = 46
/** First triggers less likely than this do not change a sum of doubles. */
const RARE = 1e-22
/** Below this chance the stretch is skipped: it takes most of the time, and does not differ much between first triggers. */
const SLIGHT = 1e-15
/**
 * What a sketch leaves out; the stretch is a small part of a cycle. With coalescing it takes nearly all of the time, and
 * stands for the first triggers that are left out as well.
 */
const IN_A_SKETCH = { rare: 1e-7, slight: 1e-4, slightCoalescing: 1e-3 }

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
 * Means over one cycle. The mass of triggers before the first one is exponential; a share e^(−mass) of the cycles has no
 * trigger before expiry and misses.
 * @param model Poisson arrivals and a fixed rebuild time; not checked
 */
export function stampede(model: Model, law: FirstTrigger, quadrature = FINE): Stampede {
  const policy = policyOf(model)
  const means = { duplicates: 0, stretch: 0, blocked: 0 }
  const sketched = quadrature === SKETCH || quadrature === DRAWN
  // A sketch is not asked for the requests that wait, and without duplicates nothing else is left.
  if (sketched && !startsDuplicates(model)) return means
  const thinned = sketched && model.coordination === 'coalesce'
  const slight = thinned ? IN_A_SKETCH.slightCoalescing : sketched ? IN_A_SKETCH.slight : SLIGHT
  const inner = sketched ? SMOOTH : quadrature
  const unit = law.earlyShare === 0 ? 1 : law.scale
  // With coalescing the integrand bends at 1 and 40 triggers per process; split it there where the window is wide.
  const { processes } = model
  const bends = model.coordination === 'coalesce' && law.x1 > 100 ? [processes, 40 * processes] : []
  let weighed = 0
  eachOverlap(
    model,
    law,
    (weight, overlap, duration) => {
      means.duplicates += weight * policy.duplicates(overlap.mass)
      if (weight > slight) {
        means.stretch += weight * unit * policy.stretch(overlap, duration, inner)
        weighed += weight
      }
      if (!sketched)
        means.blocked += weight * (1 + policy.duplicates(overlap.massEarly) + overlap.requestsLate)
    },
    { atMasses: bends, quadrature, rare: sketched ? IN_A_SKETCH.rare : RARE }
  )
  if (thinned && weighed > 0) means.stretch /= weighed
  return means
}

/** How to integrate over the law of the first trigger. */
interface Integration {
  /** Split the quadrature at the first triggers whose rebuild meets these masses of triggers. */
  atMasses?: number[]
  quadrature?: Quadrature
  /** First triggers less likely than this are left out. */
  rare?: number
}

/**
 * Visits the nodes of a quadrature over the mass before the first trigger, each with its chance and its overlap, which
 * holds until the next, and then the miss. The quadrature is split at the gap that equals the rebuild time, and at
 * `atMasses`. Durations are in units of the window scale, or in seconds where there is no window.
 */
export function eachOverlap(
  model: Model,
  law: FirstTrigger,
  visit: (chance: number, overlap: Overlap, duration: number) => void,
  { atMasses = [], quadrature = FINE, rare = RARE }: Integration = {}
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
  const overlap = noOverlap()
  for (let i = 1; i < cuts.length; i++) {
    const [from, to] = [cuts[i - 1], cuts[i]]
    const width = to - from
    if (!(width > 0)) continue
    for (let k = 0; k < quadrature.length; k++) {
      const { left, right, weight } = quadrature[k]
      const chance = width * weight * exp(-from - width * left)
      if (chance < rare) continue
      const u = gapAtMass(law, from + width * left, mass - to + width * right) / scale
      visit(chance, overlapOf(x1, u, w, overlap), w)
    }
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
