/**
 * The laws that /learn/model derives, as functions of their few variables: limits for hot keys, and inverses of the
 * core's closed form. Seconds and requests per second; sources are in core.
 */
import { type WindowModel, bisect, exp, expm1, firstTrigger, geometricMean, log, pow } from '#core'

/** γ, the mean of the standard Gumbel law (Euler and Mascheroni). */
const EULER = 0.5772156649015329

/** The chance that one request triggers with this much left (s), where the window scale is k = βΔ (s). */
export const chanceOf = (left: number, scale: number) => (scale > 0 ? exp(-left / scale) : left > 0 ? 0 : 1)

/** Mean gap (s) of a hot key: k(ln(rk) + γ). */
export const gumbelMean = (rate: number, scale: number) => scale * (log(rate * scale) + EULER)

/** Late share of a key with `heat` = rΔ requests in a rebuild and a long lifetime: e^(−rΔ·β·e^(−1/β)). */
export const hotLateShare = (heat: number, beta: number) =>
  beta > 0 ? exp(-heat * beta * exp(-1 / beta)) : 1

/** How many requests must come in a lifetime less a rebuild for a late share this small, at any β: ln(1/ε). */
export const fewestRequests = (late: number) => -log(late)

/** Mean stampede size of a hot key without coordination. */
export const hotSizeMean = (beta: number) => exp(1 / beta)

/** P(S = n) of a hot key without coordination: geometric. */
export const hotSizeShare = (beta: number, n: number) => exp(-1 / beta) * pow(-expm1(-1 / beta), n - 1)

/** Mean duplicates of a hot key with this many coalescing processes: (P − 1)c/(P + c), c = e^(1/β) − 1. */
export function hotCoalesced(beta: number, processes: number): number {
  const alone = expm1(1 / beta)
  return Number.isFinite(alone) ? ((processes - 1) * alone) / (processes + alone) : processes - 1
}

/** The smallest β whose late share is at most `late`; null if 1000 is not enough. */
export function leastBeta(model: Omit<WindowModel, 'beta'>, late: number): number | null {
  const lateAt = (beta: number) => firstTrigger({ ...model, beta }).lateShare
  if (lateAt(1000) > late) return null
  return bisect((beta) => lateAt(beta) <= late, 1e-3, 1000, { divide: geometricMean, most: 50 })[1]
}
