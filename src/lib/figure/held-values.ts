/** Values that the user drags or steps with arrow keys: rounded so that links stay short, and in their limits. */
import { PARAMETERS, type WindowModel, bisect, firstTrigger, geometricMean } from '#core'
import { heldBeta, LEAST, nudgedBeta, stepped } from './held-beta'

/** The largest β that a dragged window sets. */
const FURTHEST = 1000

/** A duration (s) or a rate (1/s) as it is dragged, and after some presses of an arrow key: to two digits, in its limits. */
function toTwoDigits(parameter: 'delta' | 'rate' | 'ttl') {
  const { min, max } = PARAMETERS[parameter]
  const held = (value: number) => Number(Math.min(max, Math.max(min, value)).toPrecision(2))
  return { held, nudged: (value: number, steps: number) => held(stepped(value, steps)) }
}

/** What can be dragged. */
export const HELD = {
  beta: { held: heldBeta, nudged: nudgedBeta },
  delta: toTwoDigits('delta'),
  rate: toTwoDigits('rate'),
  ttl: toTwoDigits('ttl')
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
