/** β as the user drags or steps it. By itself, because its slider is there before the figures. */
import { PARAMETERS, log10, pow } from '#core'

const { max } = PARAMETERS.beta
/** The smallest β above 0 that can be dragged to. */
export const LEAST = 0.1

/** To three digits so that links stay short, in its limits. */
export function heldBeta(beta: number): number {
  return beta < LEAST / 2 ? 0 : Number(Math.min(max, Math.max(LEAST, beta)).toPrecision(3))
}

/** A press of an arrow key: a twentieth of a decade, 12 %. */
export const stepped = (value: number, steps: number) => value * pow(10, steps / 20)

/**
 * β after so many presses of an arrow key, + or −; 0 below the least. From a β that is a whole number of steps above
 * the least, a press leads to another one, so that rounding does not add up and the way back ends where it began.
 */
export function nudgedBeta(beta: number, steps: number): number {
  if (steps === 0) return beta
  if (beta <= 0) return steps > 0 ? heldBeta(stepped(LEAST, steps - 1)) : 0
  const place = Math.round(20 * log10(beta / LEAST))
  const next = heldBeta(stepped(LEAST, place)) === beta ? stepped(LEAST, place + steps) : stepped(beta, steps)
  return steps < 0 && next < LEAST * 0.95 ? 0 : heldBeta(next)
}
