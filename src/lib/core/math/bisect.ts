/** Bisection: where a condition begins to hold. */

/** Divides a bracket in the middle. */
export const halfway = (low: number, high: number) => (low + high) / 2
/** Divides a bracket of positive numbers in the middle of a logarithmic axis. Their product must not over- or underflow. */
export const geometricMean = (low: number, high: number) => Math.sqrt(low * high)
/** Divides a bracket of whole numbers. */
export const wholeMiddle = (low: number, high: number) => Math.floor((low + high) / 2)

interface Bisection {
  /** How to divide the bracket: `halfway` unless given. */
  divide?: (low: number, high: number) => number
  /** Divide at most so many times. */
  most?: number
  /** Stop as soon as the bracket is narrow enough; unless given, when no number lies between its ends. */
  enough?: (low: number, high: number) => boolean
}

/**
 * No bracket of doubles can be divided more often. Each `halfway` halves the bracket's width, which is below 2¹⁰²⁴ and
 * at least the smallest double, 2⁻¹⁰⁷⁴: at most 2098 times. `geometricMean` halves the logarithm of the ratio of the
 * ends, which is below 2098·ln 2 and at least 2⁻⁵³: at most 64 times. `wholeMiddle` halves a width below 2⁵³: 53 times.
 * A few times more are for rounding.
 */
const MOST = 2110

/**
 * Narrows a bracket to the place where a condition begins to hold. The condition is monotone: where it holds, it also
 * holds at every larger number. It is taken not to hold at `low` and to hold at `high`, and is evaluated at neither.
 * @param holds the condition
 * @param low finite
 * @param high finite, at least `low`
 * @returns the ends of the last bracket: the condition does not hold at the first and holds at the second, or the end is
 * the one that was given. The bracket is as narrow as `enough` asks; after n divisions by `halfway` it is 2⁻ⁿ of the
 * given one. There are at most `most` evaluations, and never more than MOST.
 */
export function bisect(
  holds: (x: number) => boolean,
  low: number,
  high: number,
  { divide = halfway, most = MOST, enough = () => false }: Bisection = {}
): [low: number, high: number] {
  for (let n = 0; n < most && !enough(low, high); n++) {
    const middle = divide(low, high)
    if (!(middle > low && middle < high)) break
    if (holds(middle)) high = middle
    else low = middle
  }
  return [low, high]
}
