/**
 * The rule of implementations that put the age a of the value where Δ belongs: in a lifetime L, a request triggers with
 * chance e^(−(L − a)/(βa)). As a function of the share u = a/L the integral of the chance is the same for every value, so
 * it is computed once. A Gauss-Legendre quadrature in ln u, where the integrand is smooth, adds up stretches in which
 * neither u nor the chance changes much.
 */
import { bisect, wholeMiddle } from '../math/bisect'
import { exp, log } from '../math/fixed-math'
import type { Rule } from './rule'

/** In one stretch the chance grows by e^GROWTH at most, and the age by e. */
const GROWTH = 2
const E = 2.718281828459045

/** Nodes and weights of the ten-point Gauss-Legendre rule on (−1, 1), the positive half (Abramowitz & Stegun 25.4.30). */
const NODES = [
  0.1488743389816312, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717
]
const WEIGHTS = [
  0.2955242247147529, 0.2692667193099963, 0.2190863625159821, 0.1494513491505806, 0.0666713443086881
]

/** A smaller β is taken as 0: its window is only a few units in the last place of the lifetime. */
const NARROWEST = 1e-15
/**
 * A bound on the number of stretches. Each ends where the exponent has fallen by GROWTH, where the age has grown by e, or
 * at 1. The exponent begins at `reach`, so it ends at most reach/GROWTH stretches; the age begins at 1/(1 + β·reach), so it
 * ends at most ln(1 + β·reach). For β ≥ NARROWEST rounding shortens a stretch by less than half: hence the factor 2.
 */
const mostStretches = (beta: number, reach: number) => 2 * (reach / GROWTH + log(1 + beta * reach)) + 4

/** The chance that a request triggers at this share of the lifetime. */
const chanceAt = (beta: number, share: number) => exp((1 - 1 / share) / beta)

/** ∫ e^(−(1 − u)/(βu)) du between two shares of one stretch. */
function integral(beta: number, from: number, to: number): number {
  if (to <= from) return 0
  const half = log(to / from) / 2
  const middle = Math.sqrt(from * to)
  let sum = 0
  for (let i = 0; i < NODES.length; i++) {
    const ratio = exp(half * NODES[i])
    const [older, younger] = [middle * ratio, middle / ratio]
    sum += WEIGHTS[i] * (older * chanceAt(beta, older) + younger * chanceAt(beta, younger))
  }
  return half * sum
}

interface Stretches {
  /** Ends of the stretches, as shares: from the share at which a request may first trigger to 1. */
  ends: number[]
  /** The integral up to each end. */
  masses: number[]
}

function stretchesOf(beta: number, reach: number): Stretches {
  const ends = [1 / (1 + beta * reach)]
  const masses = [0]
  const most = mostStretches(beta, reach)
  for (let i = 0; ends[i] < 1; i++) {
    if (i > most) throw new Error(`The rule's own audit failed: more than ${most} stretches at β ${beta}`)
    // The exponent 1/(βu) − 1/β falls by GROWTH.
    const inverse = 1 / ends[i] - GROWTH * beta
    ends.push(Math.min(1, ends[i] * E, inverse > 1 ? 1 / inverse : 1))
    masses.push(masses[i] + integral(beta, ends[i], ends[i + 1]))
  }
  return { ends, masses }
}

export class AgeRule implements Rule {
  private lifetime = 0
  private readonly beta: number
  private readonly ends: number[]
  private readonly masses: number[]

  /**
   * @param beta 0 or above
   * @param reach the largest exponent −ln(chance) at which a request may trigger
   */
  constructor(beta: number, reach: number) {
    this.beta = beta < NARROWEST ? 0 : beta
    const { ends, masses } = stretchesOf(this.beta, reach)
    this.ends = ends
    this.masses = masses
  }

  store(_delta: number, lifetime: number): void {
    this.lifetime = lifetime
  }

  chance(toExpiry: number): number {
    if (toExpiry <= 0) return 1
    const age = this.lifetime - toExpiry
    return age > 0 ? exp(-toExpiry / (this.beta * age)) : 0
  }

  /** The share of its lifetime that the value has lived; at least the share at which a request may first trigger. */
  private shareAt(toExpiry: number): number {
    return Math.min(1, Math.max(this.ends[0], 1 - toExpiry / this.lifetime))
  }

  get farthest(): number {
    return Math.max(0, this.lifetime * (1 - this.ends[0]))
  }

  /** The index of the stretch that holds a share. */
  private stretchOf(share: number): number {
    return lastNotAbove(this.ends, share, this.ends.length - 2)
  }

  blockEnd(toExpiry: number): number {
    if (this.beta === 0) return 0
    const end = this.ends[this.stretchOf(this.shareAt(toExpiry)) + 1]
    return Math.min(toExpiry, Math.max(0, this.lifetime * (1 - end)))
  }

  between(from: number, to: number, rate: number): number {
    const { beta, lifetime, ends, masses } = this
    const expired = rate * Math.max(0, Math.min(from, 0) - to)
    if (from <= 0 || beta === 0) return expired
    const [start, end] = [this.shareAt(from), this.shareAt(Math.max(to, 0))]
    const [first, last] = [this.stretchOf(start), this.stretchOf(end)]
    const early =
      first === last
        ? integral(beta, start, end)
        : integral(beta, start, ends[first + 1]) +
          (masses[last] - masses[first + 1]) +
          integral(beta, ends[last], end)
    return expired + rate * lifetime * early
  }

  inverse(from: number, e: number, rate: number): number {
    const { beta, lifetime, ends, masses } = this
    if (from <= 0 || beta === 0) return Math.min(from, 0) - e / rate
    const wanted = e / (rate * lifetime)
    const start = this.shareAt(from)
    const first = this.stretchOf(start)
    const here = integral(beta, start, ends[first + 1])
    const at = (share: number) => Math.min(from, lifetime * (1 - share))
    if (wanted < here) return at(this.solve(start, ends[first + 1], wanted))
    // Search the stretches after this one.
    const target = masses[first + 1] + (wanted - here)
    const all = masses[masses.length - 1]
    if (target >= all) return (all - target) * lifetime
    const last = lastNotAbove(masses, target, masses.length - 2)
    return at(this.solve(ends[last], ends[last + 1], target - masses[last]))
  }

  /** The share between `from` and `to` at which the integral from `from` on is `mass`: Newton's method in a bracket. */
  private solve(from: number, to: number, mass: number): number {
    const { beta } = this
    let [low, high] = [from, to]
    let share = Math.min(to, from + mass / chanceAt(beta, to))
    for (let i = 0; i < 60; i++) {
      const off = integral(beta, from, share) - mass
      if (off > 0) high = share
      else low = share
      const step = off / chanceAt(beta, share)
      if (Math.abs(step) <= 4e-16 * share) break
      const next = share - step
      share = next > low && next < high ? next : (low + high) / 2
    }
    return share
  }
}

/** The largest index up to `most` whose value is at most x; 0 if there is none. The values ascend. */
function lastNotAbove(values: readonly number[], x: number, most: number): number {
  return bisect((index) => values[index] > x, 0, Math.max(0, most) + 1, { divide: wholeMiddle })[0]
}
