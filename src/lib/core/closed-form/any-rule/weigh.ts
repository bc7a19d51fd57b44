/**
 * What one β does to a cache with options, good enough to weigh it against another and to look for the β that keep a
 * limit: the laws of option-law.ts to about 1e-3, in a fraction of a millisecond. Only what the advice asks is computed.
 */
import { exp, expm1 } from '../../math/fixed-math'
import { SMOOTH, eachNode, type Quadrature } from '../../math/quadrature'
import { NO_OPTIONS } from '../../model/options/cache-options'
import { hourOf } from '../../model/figures'
import type { Model } from '../../model/scenario'
import { lifetimes } from './lifetimes'
import type { Life } from './lives'
import { gapQuantile, lateShare, startsOf } from './option-law'
import { paperMass } from './paper-mass'
import { After, NO_MORE, stretchOf } from './starts'
import { timesRate, type Masses } from './weighed-mass'

/** The mass of first triggers is cut here: the chance of a first trigger falls as e^(−mass). */
const CUTS = [0, 0.3, 1, 2.5, 6, 14]
const NEGLIGIBLE = 25
/** Four nodes of Gauss and Legendre on an interval of width 1, for figures that are smooth in the lifetime. */
const FOUR: Quadrature = [
  [0.8611363115940526, 0.3478548451374538],
  [0.3399810435848563, 0.6521451548625461]
].flatMap(([node, weight]) => {
  const [near, far] = [(1 - node) / 2, (1 + node) / 2]
  return [
    { left: near, right: far, weight: weight / 2 },
    { left: far, right: near, weight: weight / 2 }
  ]
})
/** Of the bends of a rule those nearest to expiry count. */
const MOST_BENDS = 16

/** The triggers of a model at a request rate of 1/s: cases that differ in nothing but the rate share them. */
export type Lives = Life[]

/** @param model with any rate of the cases @param masses of its rule; null for the paper’s */
export function livesAt(model: Model, masses: Masses | null): Lives {
  const { jitter } = model.options ?? NO_OPTIONS
  const nodes = lifetimes(model.ttl, jitter, [model.delta], FOUR)
  if (!masses)
    return nodes.map(({ ttl, weight }) => ({ weight, triggers: paperMass({ ...model, ttl, rate: 1 }) }))
  const triggers = masses(
    model,
    nodes.map(({ ttl }) => ttl)
  )
  return nodes.map(({ weight }, i) => ({ weight, triggers: triggers[i] }))
}

const atRate = (lives: Lives, { rate }: Model): Life[] =>
  lives.map(({ weight, triggers }) => ({ weight, triggers: timesRate(triggers, rate) }))

/** Shares of one β. */
export interface Shares {
  /** P(G + S < Δ). */
  late: number
  /** p95 of the gap over the lifetime; 0 where no cycle is early. */
  lifetime: number
  /** The chance that a cycle’s first trigger comes within one rebuild time after the write, while others may still run. */
  overlap: number
}

export function sharesOf(model: Model, lives: Lives): Shares {
  const own = atRate(lives, model)
  const { stale } = model.options ?? NO_OPTIONS
  const sum = (of: (life: Life) => number) => own.reduce((total, one) => total + one.weight * of(one), 0)
  const early = sum(({ triggers }) => -expm1(-triggers.total))
  return {
    late: sum((life) => lateShare(life, model.rate, model.delta - stale)),
    lifetime: (gapQuantile(own, early, 0.95) ?? 0) / model.ttl,
    overlap:
      startsOf(model) === NO_MORE
        ? 0
        : sum(({ triggers }) => -expm1(-triggers.at(Math.max(0, triggers.ttl - model.delta))))
  }
}

/** Every first trigger with its chance; a miss has gap 0. */
function eachFirst(lives: Life[], model: Model, visit: (chance: number, after: After, gap: number) => void) {
  const { delta, rate } = model
  for (const { weight: share, triggers } of lives) {
    const { total, ttl, bends } = triggers
    const end = Math.min(total, NEGLIGIBLE)
    const near = bends.slice(-MOST_BENDS)
    const kinks = [delta, ...near, ...near.map((bend) => bend + delta)]
    const cuts = [...CUTS, ...kinks.filter((gap) => gap > 0 && gap < ttl).map((gap) => triggers.at(gap))]
    const places = [...new Set([...cuts.filter((mass) => mass < end), end])].sort((a, b) => a - b)
    for (let i = 1; i < places.length; i++)
      eachNode(
        places[i] - places[i - 1],
        (left, _, weight) => {
          const mass = places[i - 1] + left
          const gap = Math.min(ttl, triggers.gapAt(mass))
          visit(share * weight * exp(-mass), new After(triggers, gap, rate, delta), gap)
        },
        SMOOTH
      )
    if (total < NEGLIGIBLE) visit(share * exp(-total), new After(triggers, 0, rate, delta), 0)
  }
}

/** Rebuilds per hour of all instances, and the mean gap of the early cycles, s. */
export function costOf(model: Model, lives: Lives): { cost: number; gapMean: number } {
  const { delta, rate, ttl } = model
  const starts = startsOf(model)
  let [gaps, duplicates, stretch, early] = [0, 0, 0, 0]
  eachFirst(atRate(lives, model), model, (chance, after, gap) => {
    gaps += chance * gap
    if (gap > 0) early += chance
    duplicates += chance * starts.mean(after.mass)
    if (chance > 1e-6) stretch += chance * stretchOf(starts, after, SMOOTH)
  })
  const cycle = ttl + delta - gaps + (1 - early) / rate + stretch
  return { cost: (hourOf(model) / cycle) * (1 + duplicates), gapMean: early > 0 ? gaps / early : 0 }
}

/** The share of cycles with more than so many rebuilds in flight at once. */
export function shareAbove(model: Model, lives: Lives, most: number): number {
  const starts = startsOf(model)
  if (starts.most(Infinity) < most) return 0
  let above = 0
  eachFirst(atRate(lives, model), model, (chance, after) => {
    above += chance * (1 - starts.atMost(most - 1, after.mass))
  })
  return above
}
