/** Values that the user drags or steps with arrow keys: rounded so that links stay short, and in their limits. */
import { PARAMETERS, type WindowModel, bisect, firstTrigger, geometricMean } from '#core'
import { heldBeta, LEAST, nudgedBeta, stepped } from './held-beta'

export { heldBeta, nudgedBeta }

/** The largest β that a dragged window sets. */
const FURTHEST = 1000

/** A rate (1/s) to two digits, in its limits. */
export const heldRate = (rate: number) =>
  Number(Math.min(PARAMETERS.rate.max, Math.max(PARAMETERS.rate.min, rate)).toPrecision(2))

export const nudgedRate = (rate: number, steps: number) => heldRate(stepped(rate, steps))

const heldTime = (parameter: 'delta' | 'ttl') => (seconds: number) => {
  const { min, max } = PARAMETERS[parameter]
  return Number(Math.min(max, Math.max(min, seconds)).toPrecision(2))
}
/** A duration (s) to two digits, in its limits. */
const heldDelta = heldTime('delta')
export const heldTtl = heldTime('ttl')
export const nudgedTtl = (ttl: number, steps: number) => heldTtl(stepped(ttl, steps))

/** The parameters that can be swept. */
export const HELD = {
  beta: { held: heldBeta, nudged: nudgedBeta },
  delta: { held: heldDelta, nudged: (delta: number, steps: number) => heldDelta(stepped(delta, steps)) },
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
