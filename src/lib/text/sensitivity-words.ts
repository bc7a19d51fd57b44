/** What would move the best β, in words. */
import { type KeyAdvice, type Sensitivity, roundTo, strongest } from '#core'
import { fullDown, fullUp, inFull, rangeInFull, THIN } from './words'

export const INPUTS = { rate: 'request rate', delta: 'rebuild time' }

/** The best β for what was entered, if that were known to be true: what the sensitivities compare with. */
const bestOf = ({ choice }: KeyAdvice) => choice && roundTo(choice.ifExact, 2, Math.round)

/** Which input moves the best β most. */
export function moves(one: KeyAdvice, sensitivities: Sensitivity[]): string {
  const best = bestOf(one)
  if (best === null || sensitivities.length === 0) return ''
  const most = strongest(best, sensitivities)
  if (most === null) return 'Half or twice the request rate or the rebuild time does not change the best β.'
  const alike = (['rate', 'delta'] as const).every((input) => {
    const own = strongest(
      best,
      sensitivities.filter((other) => other.input === input)
    )
    return own !== null && own.ratio === most.ratio && own.ratio !== Infinity
  })
  if (alike) return 'The request rate and the rebuild time move it alike: measure both well.'
  const changed = `${most.factor > 1 ? 'twice' : 'half'} the ${INPUTS[most.input]}`
  return most.ratio === Infinity
    ? `The ${INPUTS[most.input]} decides: at ${changed} no β keeps your limits.`
    : `The ${INPUTS[most.input]} moves it most: measure that one well.`
}

/** The best β if the inputs were known to be these, as rows of a table. */
export const sensitivityRows = (one: KeyAdvice, sensitivities: Sensitivity[]) => [
  { label: 'what you entered', ...answer({ ...one, beta: bestOf(one) }) },
  ...sensitivities.map((other) => ({
    label: `${other.factor > 1 ? 'twice' : 'half'} the ${INPUTS[other.input]}`,
    ...answer(other)
  }))
]

function answer({ beta, low, high }: Pick<KeyAdvice, 'beta' | 'low' | 'high'>) {
  const best = beta === null ? 'none' : inFull(beta, 4)
  if (low !== null && high !== null && low <= high)
    return { beta: best, bounds: rangeInFull(low, high).join(' to ') }
  // One limit asks for a larger β than the other allows.
  const limits = [
    ...(low === null ? [] : [`≥${THIN}${fullUp(low, 2)}`]),
    ...(high === null ? [] : [`≤${THIN}${fullDown(high, 2)}`])
  ]
  return { beta: best, bounds: limits.length > 0 ? limits.join(' and ') : '–' }
}
