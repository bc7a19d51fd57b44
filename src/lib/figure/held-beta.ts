/** β in the hand: what a place on an axis, a press of a key or a dragged window makes of it. */
import { PARAMETERS, type WindowModel, bisect, firstTrigger, geometricMean, pow } from '#core'

const { max } = PARAMETERS.beta
/** The smallest β above nothing that a hand can mean; below lies 0. */
const LEAST = 0.1

/** The largest β that a dragged window means. */
const FURTHEST = 1000

/** To three digits so that links stay short, in its limits. */
export function heldBeta(beta: number): number {
  return beta < LEAST / 2 ? 0 : Number(Math.min(max, Math.max(LEAST, beta)).toPrecision(3))
}

/** One press of an arrow key: a twentieth of a decade, and from the least to 0. */
export function nudgedBeta(beta: number, steps: number): number {
  if (steps === 0) return beta
  if (beta <= 0) return steps > 0 ? heldBeta(LEAST * pow(10, (steps - 1) / 20)) : 0
  const next = beta * pow(10, steps / 20)
  return steps < 0 && beta > 0 && next < LEAST * 0.95 ? 0 : heldBeta(next)
}

/** A rate (1/s) to two digits, in its limits. */
export const heldRate = (rate: number) =>
  Number(Math.min(PARAMETERS.rate.max, Math.max(PARAMETERS.rate.min, rate)).toPrecision(2))

/** One press of an arrow key is a twentieth of a decade, 12 %: more than rounding to two digits takes back. */
export const nudgedRate = (rate: number, steps: number) => heldRate(rate * pow(10, steps / 20))

const heldTime = (parameter: 'delta' | 'ttl') => (seconds: number) => {
  const { min, max } = PARAMETERS[parameter]
  return Number(Math.min(max, Math.max(min, seconds)).toPrecision(2))
}
/** A duration (s) to two digits, in its limits. */
export const heldDelta = heldTime('delta')
export const heldTtl = heldTime('ttl')
export const nudgedDelta = (delta: number, steps: number) => heldDelta(delta * pow(10, steps / 20))
export const nudgedTtl = (ttl: number, steps: number) => heldTtl(ttl * pow(10, steps / 20))

/** What can be swept, in the hand. */
export const HELD = {
  beta: { held: heldBeta, nudged: nudgedBeta },
  delta: { held: heldDelta, nudged: nudgedDelta },
  rate: { held: heldRate, nudged: nudgedRate }
}

/** Mean time (s) before expiry at which early cycles are refreshed; 0 where none is. */
function meanGap(model: WindowModel): number {
  const { earlyShare, meanGapOrZero } = firstTrigger(model)
  return earlyShare > 0 ? meanGapOrZero / earlyShare : 0
}

/**
 * The β by which the key’s early cycles are refreshed at this mean gap: the inverse of E[G | early], which grows
 * with β. 0…1000, to three digits; the end that is nearer where the gap is out of reach.
 * @param gap s
 */
export function betaForGap(model: Omit<WindowModel, 'beta'>, gap: number): number {
  if (!(gap > meanGap({ ...model, beta: LEAST / 2 }))) return 0
  // Thirty halvings of five decades leave a part in 10⁸, far below the three digits that are kept.
  const [low, high] = bisect((beta) => !(meanGap({ ...model, beta }) < gap), LEAST / 2, FURTHEST, {
    divide: geometricMean,
    most: 30
  })
  return heldBeta(geometricMean(low, high))
}
