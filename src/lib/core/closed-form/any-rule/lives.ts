/**
 * How a cycle begins: with which lifetime, and which stored Δ. The laws of a cycle hold given its beginning, and are averaged
 * over these. Lifetimes with jitter are uniform; a rebuild time that varies is lognormal; where the expiry is coarse,
 * phases.ts has the times that are cut off.
 */
import { lognormalNodes, lognormalQuantiles, lognormalSigma, type LognormalNode } from '../../math/lognormal'
import { exp, log } from '../../math/fixed-math'
import { COARSE, eachNode } from '../../math/quadrature'
import { NO_OPTIONS } from '../../model/options/cache-options'
import { storedDelta } from '../../model/deviations'
import type { Model } from '../../model/scenario'
import { lifetimes } from './lifetimes'
import { paperMass } from './paper-mass'
import { ruleTree } from './rule-tree'
import { triggerMass, type Closeness, type TriggerMass } from './trigger-mass'

/** The triggers of one beginning, with its share among all. */
export interface Life {
  weight: number
  triggers: TriggerMass
}

/** Steps of the trapezoidal rule in standard deviations of ln D. */
const STEP = { fine: 0.15, middle: 0.3, coarse: 0.6 }
const REACH = 7.2

/**
 * The rebuild times, as nodes of a quadrature.
 * @param closeness `fine` for functions that change much within a standard deviation, such as quantiles
 */
export function durationsOf({ delta, deltaCv }: Model, closeness: keyof typeof STEP): LognormalNode[] {
  const step = STEP[closeness]
  return lognormalNodes({ mean: delta, cv: deltaCv }, Math.round(REACH / step), (n) => n * step)
}

/**
 * The mean of a function of the rebuild time.
 * @param bends rebuild times at which the function bends, s
 */
export function meanOverDurations(
  { delta, deltaCv }: Model,
  bends: number[],
  f: (seconds: number) => number
) {
  if (deltaCv === 0) return f(delta)
  const law = { mean: delta, cv: deltaCv }
  const [{ p50 }, sigma] = [lognormalQuantiles(law), lognormalSigma(law)]
  const cuts = [-REACH, 0, REACH, ...bends.filter((at) => at > 0).map((at) => log(at / p50) / sigma)]
    .filter((z) => Math.abs(z) <= REACH)
    .sort((a, b) => a - b)
  let [sum, total] = [0, 0]
  for (let i = 1; i < cuts.length; i++)
    eachNode(
      cuts[i] - cuts[i - 1],
      (left, _, weight) => {
        const z = cuts[i - 1] + left
        const share = weight * exp((-z * z) / 2)
        total += share
        sum += share * f(p50 * exp(sigma * z))
      },
      COARSE
    )
  return sum / total
}

/**
 * The triggers of a lifetime.
 * @param life from the write to the expiry, s
 * @param closeness of the triggers under an expression; those of a single lifetime unless given
 */
export function triggersOf(
  model: Model,
  ttl: number,
  life = ttl,
  stored = model.delta,
  closeness?: Closeness
): TriggerMass {
  const rule = ruleTree(model)
  const { beta, rate } = model
  const mass = { ttl, life, delta: stored, beta, rate }
  return rule === null ? paperMass({ ...mass, ttl: life }) : triggerMass(rule, mass, closeness)
}

/** How a cycle may begin: with a lifetime and a stored Δ, both in seconds. */
interface Beginning {
  ttl: number
  stored: number
  weight: number
}

/** The beginnings of a model with an exact expiry. @param closely for quantiles; jitter smoothes enough by itself, and an expression takes long */
export function beginningsOf(model: Model, closely = false): Beginning[] {
  const { jitter, stale } = model.options ?? NO_OPTIONS
  // Where rebuild times vary as well there is no need to look as closely at lifetimes.
  const bends = model.deltaCv > 0 ? [] : [model.ttl, model.delta, model.delta - stale]
  const closer = jitter > 0 ? 'coarse' : ruleTree(model) === null ? 'fine' : 'middle'
  return durationsOf(model, closely ? closer : 'coarse').flatMap((duration) => {
    const stored = storedDelta(duration.value, model.deviations?.storedDelta)
    return lifetimes(model.ttl, jitter, bends).map(({ ttl, weight }) => ({
      ttl,
      stored,
      weight: weight * duration.weight
    }))
  })
}

export const livesOf = (model: Model, closely = false): Life[] =>
  beginningsOf(model, closely).map(({ ttl, stored, weight }) => ({
    weight,
    triggers: triggersOf(model, ttl, ttl, stored)
  }))

/**
 * The chance that a refresh is late: the value stops being served before the write, P(G + S < Δ).
 * @param needed Δ − S, s
 */
export function lateShare({ triggers: { ttl, total, at } }: Life, rate: number, needed: number): number {
  if (needed >= ttl) return 1
  return needed > 0 ? exp(-at(needed)) : exp(-total + rate * needed)
}
