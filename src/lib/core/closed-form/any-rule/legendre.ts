/** How well a polynomial follows a function. */
import { GAUSS, integrate, type Quadrature } from '../../math/quadrature'

/** Pₙ(x) by Bonnet’s recurrence. */
function legendre(degree: number, x: number): number {
  let [before, now] = [1, x]
  for (let n = 1; n < degree; n++) [before, now] = [now, ((2 * n + 1) * x * now - n * before) / (n + 1)]
  return now
}

/** What the value at each node counts in the last three terms of a series through the nodes of GAUSS. */
const LAST = [GAUSS.length - 3, GAUSS.length - 2, GAUSS.length - 1].map((degree) =>
  GAUSS.map(({ left, weight }) => (2 * degree + 1) * weight * legendre(degree, 2 * left - 1))
)

/**
 * The last three terms of a function’s series in Legendre polynomials, added up without their signs. Where they are small
 * against the function a polynomial follows it (Trefethen, "Approximation Theory and Approximation Practice", 2013, chapter
 * 8), and GAUSS integrates it with a much smaller error, but for a bend, where the error is about as large.
 * @param values of the function at the nodes of GAUSS, in their order
 */
export function lastTerms(values: readonly number[]): number {
  let sum = 0
  for (const terms of LAST) {
    let term = 0
    for (let i = 0; i < terms.length; i++) term += terms[i] * values[i]
    sum += Math.abs(term)
  }
  return sum
}

/**
 * ∫ f over an interval of this width, by twelve values where a polynomial follows f.
 * @param f gets the distances from both ends
 * @param otherwise the quadrature where none does
 * @param unseen last terms that make no difference, in the unit of the integral
 */
export function followed(
  width: number,
  f: (fromLeft: number, fromRight: number) => number,
  otherwise: Quadrature,
  unseen: number
): number {
  const values = GAUSS.map(({ left, right }) => f(width * left, width * right))
  return width * lastTerms(values) <= unseen
    ? width * GAUSS.reduce((sum, { weight }, i) => sum + weight * values[i], 0)
    : integrate(width, f, otherwise)
}
