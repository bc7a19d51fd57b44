/** A job that refreshes by the clock, whether anybody asks or not. It is no scenario: no request starts its rebuilds. */
import { log, log1p } from '../math/fixed-math'
import { lognormalQuantile, normalCdf } from '../math/lognormal'
import { modelOf } from '../model/model-of'
import { hourOf } from '../model/figures'
import type { Key, Scenario } from '../model/scenario'
import { undefended } from './defences'
import type { Measures } from './measures'

export interface BackgroundJob {
  /** s from start to start. */
  every: number
  measures: Measures
}

/**
 * It starts a rebuild every T(1 − j) − ρ − q seconds, with q the quantile 1 − ε of the rebuild time D, so that a share ε of
 * the values expires before the next one is written. Requests wait for E[(D − q)⁺] of each period then. For a lognormal D
 * with ln D of standard deviation σ and z = Φ⁻¹(1 − ε): E[(D − q)⁺] = Δ·Φ(σ − z) − q·ε (Johnson, Kotz & Balakrishnan,
 * "Continuous Univariate Distributions" 1, 1994, 14.3); with a fixed D it is 0.
 * @returns null where the shortest lifetime leaves no time for a rebuild
 */
export function jobOf(scenario: Scenario, key: Key): BackgroundJob | null {
  const base = undefended(scenario, key)
  const model = modelOf(base, base.keys[0])
  const { delta, deltaCv } = model
  const law = { mean: delta, cv: deltaCv }
  const reserve = lognormalQuantile(law, 1 - scenario.late)
  const every = model.ttl * (1 - scenario.jitter) - model.resolution - reserve
  if (!(every > 0)) return null
  const uncovered = deltaCv > 0 ? excess(delta, deltaCv, reserve) : 0
  return {
    every,
    measures: {
      rebuildsPerHour: hourOf(model) / every,
      inFlightMaxMean: 1,
      inFlightMaxP99: 1,
      blockedShare: uncovered / every,
      waitP99: null,
      staleShare: 0,
      lateShare: deltaCv > 0 ? scenario.late : 0,
      lifetimeShare: 1 - every / model.ttl,
      collapse: null
    }
  }
}

function excess(delta: number, cv: number, over: number): number {
  const sigma = Math.sqrt(log1p(cv * cv))
  // The square of a tiny cv is 0.
  if (sigma === 0) return 0
  const z = log(over / delta) / sigma + sigma / 2
  return Math.max(0, delta * normalCdf(sigma - z) - over * (1 - normalCdf(z)))
}
