/** Where a condition begins to hold, by bisection, and where a function crosses zero, by secants and bisection. */
import { exp, log } from './fixed-math'

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

/** Evaluations of the Illinois method before plain halving. */
const QUICK = 14

/**
 * Narrows a bracket of positive numbers, on a logarithmic axis, to where `f` crosses zero: by the secant with the Illinois
 * rule (Dowell & Jarratt 1971), and by halves where that is slow.
 * @param f above 0 at `low` and at most 0 at `high`; may be ±Infinity
 * @returns the ends of the last bracket, whose ratio is at most `ratio`
 */
export function crossing(
  f: (x: number) => number,
  low: number,
  high: number,
  ratio: number
): [low: number, high: number] {
  let [a, b] = [log(low), log(high)]
  let [fa, fb] = [f(low), f(high)]
  const enough = log(ratio)
  for (let i = 0; i < 100 && b - a > enough; i++) {
    const share = fa / (fa - fb)
    const quick = i < QUICK && share > 0 && share < 1
    // A guess lies a little beyond the zero that is expected, so that both ends come near.
    const middle = quick ? a + (b - a) * share : (a + b) / 2
    const inset = Math.min((b - a) / 4, enough / 3)
    const x = Math.min(
      b - inset,
      Math.max(a + inset, middle + (Math.abs(fb) < Math.abs(fa) ? -1 : 1) * inset)
    )
    const value = f(exp(x))
    if (value > 0) {
      fa = value
      a = x
      if (quick) fb /= 2
    } else {
      fb = value
      b = x
      if (quick) fa /= 2
    }
  }
  return [exp(a), exp(b)]
}
