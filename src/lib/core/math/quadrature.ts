/**
 * Tanh-sinh quadrature (Takahasi & Mori 1974): nodes crowd towards both ends doubly exponentially, so
 * features and logarithms near an end are resolved at any scale without adaptive steps.
 */
import { cosh, exp, sinh } from './fixed-math'

const REACH = 3.7

/** Nodes and weights of an interval of width 1, as distances from both ends. */
export type Quadrature = readonly { left: number; right: number; weight: number }[]

function quadrature(step: number): Quadrature {
  const count = Math.round(REACH / step)
  return Array.from({ length: 2 * count + 1 }, (_, i) => {
    const t = (i - count) * step
    const s = Math.PI * sinh(t)
    const left = 1 / (1 + exp(-s))
    const right = 1 / (1 + exp(s))
    return { left, right, weight: step * Math.PI * cosh(t) * left * right }
  })
}

/** For figures: about 1e-11 relative for functions that are analytic inside. */
export const FINE = quadrature(1 / 10)
/** For lines in a picture: about 3e-5, in half the nodes. */
export const COARSE = quadrature(1 / 5)
/** For shades in a picture: within 4 %. */
export const ROUGH = quadrature(2 / 5)

/**
 * Visits the nodes of an interval of this width, with their weights (which sum to the width). Each is told
 * by its distance from the left and from the right end, both exact however close, so that none is subtracted.
 */
export function eachNode(
  width: number,
  visit: (fromLeft: number, fromRight: number, weight: number) => void,
  quadrature = FINE
): void {
  if (!(width > 0)) return
  for (const { left, right, weight } of quadrature) visit(width * left, width * right, width * weight)
}

/**
 * ∫ f over an interval of this width. Break the interval at kinks.
 */
export function integrate(
  width: number,
  f: (fromLeft: number, fromRight: number) => number,
  quadrature = FINE
): number {
  let sum = 0
  eachNode(width, (left, right, weight) => (sum += weight * f(left, right)), quadrature)
  return sum
}
