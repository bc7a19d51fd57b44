/**
 * Tanh-sinh quadrature (Takahasi & Mori 1974). Its nodes approach both ends doubly exponentially, so it needs no adaptive
 * steps for poles and narrow features at an end.
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

/**
 * A rule of Gauss and Legendre on an interval of width 1.
 * @param half its positive nodes with their weights, of the interval from −1 to 1
 */
export const gaussLegendre = (half: readonly (readonly [node: number, weight: number])[]): Quadrature =>
  half.flatMap(([node, weight]) => {
    const [near, far] = [(1 - node) / 2, (1 + node) / 2]
    return [
      { left: near, right: far, weight: weight / 2 },
      { left: far, right: near, weight: weight / 2 }
    ]
  })

/** For figures: a relative error of about 1e-11 for functions that are analytic inside. */
export const FINE = quadrature(1 / 10)
/** For lines in a picture: a relative error of about 3e-5, with half the nodes. */
export const COARSE = quadrature(1 / 5)
/** The same nodes, for who draws a line and leaves out what nobody sees. */
export const DRAWN = quadrature(1 / 5)
/** For weighing one β against another: a relative error of about 1e-4. */
export const SKETCH = quadrature(1 / 4)
/**
 * The six-point Gauss-Legendre rule (Abramowitz & Stegun 25.4.30), for a sketch of a function without a kink or a narrow
 * feature inside: a third of the nodes of ROUGH, and better than it.
 */
export const SMOOTH = gaussLegendre([
  [0.9324695142031521, 0.1713244923791704],
  [0.6612093864662645, 0.3607615730481386],
  [0.2386191860831969, 0.467913934572691]
])
/** The twelve-point Gauss-Legendre rule (Abramowitz & Stegun 25.4.30): for functions that a polynomial of degree 20 follows. */
export const GAUSS = gaussLegendre([
  [0.1252334085114689, 0.2491470458134027],
  [0.3678314989981802, 0.2334925365383546],
  [0.5873179542866175, 0.20316742672306573],
  [0.7699026741943047, 0.16007832854334642],
  [0.9041172563704748, 0.10693932599531907],
  [0.9815606342467192, 0.04717533638651141]
])
/** For shades in a picture: a relative error of up to 4 %. */
export const ROUGH = quadrature(2 / 5)

/**
 * Visits the nodes of an interval of this width. `visit` gets the distances from both ends, each without the rounding
 * error of a subtraction, and the weight; the weights add up to the width. A width that is not above 0 has no nodes.
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
 * ∫ f over an interval of this width; f gets the distances from both ends. Split the interval where f has a kink.
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
