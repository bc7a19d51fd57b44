/** Where a monotone function crosses zero, in few evaluations. */
import { exp, log } from './fixed-math'

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
