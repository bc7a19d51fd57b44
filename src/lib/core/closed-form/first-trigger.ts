/**
 * The law of a cycle's first trigger: how long before expiry a key is refreshed.
 *
 * Poisson requests at rate r, each triggering with chance e^(−g/k) at gap g before expiry, make triggers a
 * Poisson process whose mass between gap g and the write is x₁e^(−g/k) − x₀, with k = βΔ, x₁ = rk and
 * x₀ = x₁e^(−T/k). Everything below is that one fact. The rule: Vattani, Chierichetti, Lowenstein,
 * PVLDB 8(8), 2015, figure 3. For a hot key the gap follows a Gumbel law, scale k and location k·ln(rk).
 */
import { ein, scaledE1 } from '../math/exponential-integral'
import { exp, expm1, log, log1p } from '../math/fixed-math'
import { integrate } from '../math/quadrature'
import type { Model } from '../model/scenario'

/** What the law needs of a model. */
export type WindowModel = Pick<Model, 'ttl' | 'delta' | 'rate' | 'beta'>

export interface FirstTrigger {
  /** T, s. */
  ttl: number
  /** k = βΔ, s: the time constant of the early-refresh window. */
  scale: number
  /** x₁ = rk: triggers per window scale at expiry. */
  x1: number
  /** x₀ = x₁e^(−T/k): the same right after the write. */
  x0: number
  /** x₁ − x₀: expected triggers in one lifetime. */
  mass: number
  /** 1 − e^(x₀−x₁). */
  earlyShare: number
  /** e^(x₀ − x₁e^(−1/β)): the value expires before its refresh is written. */
  lateShare: number
  /** E[G⁺], s: the mean gap with 0 for cycles that miss. */
  meanGapOrZero: number
}

/** The law without its mean, which takes longest to compute. */
type TriggerLaw = Omit<FirstTrigger, 'meanGapOrZero'>

/**
 * The law of a model's first trigger.
 * @param model ttl and delta in seconds with delta ≤ ttl, rate in 1/s, beta ≥ 0; not checked
 */
export function firstTrigger(model: WindowModel): FirstTrigger {
  const law = trigger(model)
  const { ttl, scale, x0, x1, mass } = law
  return { ...law, meanGapOrZero: mass > 0 ? meanGapOrZero(ttl, scale, x0, x1, mass) : 0 }
}

/** As firstTrigger, without the mean: enough for shares and quantiles. */
export function trigger(model: WindowModel): TriggerLaw {
  const { ttl, delta, rate, beta } = model
  const scale = beta * delta
  const x1 = rate * scale
  // No request comes in a window this narrow: its chance is below 1e-280.
  if (x1 < 1e-280) {
    return { ttl, scale: 0, x1: 0, x0: 0, mass: 0, earlyShare: 0, lateShare: 1 }
  }
  const x0 = x1 * exp(-ttl / scale)
  const mass = -x1 * expm1(-ttl / scale)
  return {
    ttl,
    scale,
    x1,
    x0,
    mass,
    earlyShare: -expm1(-mass),
    lateShare: exp(x1 * exp(-1 / beta) * expm1(-(ttl - delta) / scale))
  }
}

/**
 * The share of refreshes that are written only after the value may no longer be served, P(G + S < Δ).
 * @param needed Δ − S, s, at most T: below 0 where a value is served for longer after its expiry than a rebuild takes
 */
export function lateShareOf({ ttl, scale, x1, mass }: TriggerLaw, rate: number, needed: number): number {
  if (needed <= 0) return exp(rate * needed - mass)
  return scale === 0 ? 1 : exp(x1 * exp(-needed / scale) * expm1(-(ttl - needed) / scale))
}

/**
 * E[G⁺] = T − k·e^(x₀)·(E₁(x₀) − E₁(x₁)) = k·∫ (1 − e^(x₀−x))/x dx over (x₀, x₁), in the form that does not
 * cancel: with Ein while x₀ is small, with scaled E₁ when it is not, and the integral itself when the lifetime is
 * short against the window.
 */
function meanGapOrZero(ttl: number, scale: number, x0: number, x1: number, mass: number): number {
  if (x0 <= 1 && ttl > scale) {
    return scale * (exp(x0) * (ein(x1) - ein(x0)) - expm1(x0) * (ttl / scale))
  }
  if (mass > 2) return ttl - scale * (scaledE1(x0) - exp(-mass) * scaledE1(x1))
  return scale * integrate(mass, (a) => -expm1(-a) / (x0 + a))
}

/**
 * The gap (s) before which the trigger mass since the write is `a`, in 0…mass: solves x₁e^(−g/k) = x₀ + a.
 * @param rest mass − a, where the caller knows it more exactly than by subtraction
 */
export function gapAtMass(law: TriggerLaw, a: number, rest = law.mass - a): number {
  const { scale, x0, x1 } = law
  return rest < x1 / 2 ? -scale * log1p(-rest / x1) : scale * log(x1 / (x0 + a))
}

/**
 * The gap (s) that a share `p` of the early cycles stays below; null when no cycle is early.
 * k·ln(x₁ / (x₀ − ln(p(1−m) + m))), m = e^(x₀−x₁).
 */
export function gapQuantile(law: TriggerLaw, p: number): number | null {
  if (law.earlyShare === 0) return null
  const a = -log1p(-(1 - p) * law.earlyShare)
  const rest = law.mass < 1 ? log1p(p * expm1(law.mass)) : law.mass - a
  return Math.min(law.ttl, gapAtMass(law, a, rest))
}

/** P(G ≤ g): no trigger earlier than gap g (s); 0 below g = 0 counts the cycles that miss, so this starts at m. */
export function gapCdf(law: FirstTrigger, gap: number): number {
  if (law.earlyShare === 0) return 1
  return exp(law.x0 - law.x1 * exp(-gap / law.scale))
}

/** Density (1/s) of the first trigger at this gap (s), over all cycles: it integrates to earlyShare. */
export function gapDensity(law: FirstTrigger, gap: number): number {
  if (law.earlyShare === 0) return 0
  const x = law.x1 * exp(-gap / law.scale)
  return (x / law.scale) * exp(law.x0 - x)
}
