/** β in the hand: what a place on an axis, a press of a key or a dragged window makes of it. */
import { PARAMETERS, type WindowModel, bisect, firstTrigger, geometricMean, log10, pow } from '#core'

const { max } = PARAMETERS.beta
/** The smallest β above nothing that a hand can mean; below lies 0. */
const LEAST = 0.1

/** The largest β that a dragged window means. */
const FURTHEST = 1000

/** To three digits so that links stay short, in its limits. */
export function heldBeta(beta: number): number {
  return beta < LEAST / 2 ? 0 : Number(Math.min(max, Math.max(LEAST, beta)).toPrecision(3))
}

/** A press of an arrow key, of whatever is held: a twentieth of a decade, 12 %. */
const stepped = (value: number, steps: number) => value * pow(10, steps / 20)

/**
 * β so many presses of an arrow key, + or − away; below the least is 0. A β that is a whole number of steps above the
 * least goes to the like, so that rounding does not add up and the way back ends where it began.
 */
export function nudgedBeta(beta: number, steps: number): number {
  if (steps === 0) return beta
  if (beta <= 0) return steps > 0 ? heldBeta(stepped(LEAST, steps - 1)) : 0
  const place = Math.round(20 * log10(beta / LEAST))
  const next = heldBeta(stepped(LEAST, place)) === beta ? stepped(LEAST, place + steps) : stepped(beta, steps)
  return steps < 0 && next < LEAST * 0.95 ? 0 : heldBeta(next)
}

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
const nudgedDelta = (delta: number, steps: number) => heldDelta(stepped(delta, steps))
export const nudgedTtl = (ttl: number, steps: number) => heldTtl(stepped(ttl, steps))

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
