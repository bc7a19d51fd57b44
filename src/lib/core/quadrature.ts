/**
 * Tanh-sinh quadrature (Takahasi & Mori 1974): nodes crowd towards both ends doubly exponentially, so
 * features and logarithms near an end are resolved at any scale without adaptive steps.
 */

const STEP = 1 / 10
const REACH = 3.7

const nodes: { left: number; right: number; weight: number }[] = []
for (let i = -Math.round(REACH / STEP); i <= Math.round(REACH / STEP); i++) {
  const t = i * STEP
  const s = Math.PI * Math.sinh(t)
  const left = 1 / (1 + Math.exp(-s))
  const right = 1 / (1 + Math.exp(s))
  nodes.push({ left, right, weight: STEP * Math.PI * Math.cosh(t) * left * right })
}

/**
 * Visits the nodes of an interval of this width, with their weights (which sum to the width). Each is told
 * by its distance from the left and from the right end, both exact however close, so that none is subtracted.
 */
export function eachNode(
  width: number,
  visit: (fromLeft: number, fromRight: number, weight: number) => void
): void {
  if (!(width > 0)) return
  for (const { left, right, weight } of nodes) visit(width * left, width * right, width * weight)
}

/**
 * ∫ f over an interval of this width; about 1e-11 relative for functions that are analytic inside.
 * Break the interval at kinks.
 */
export function integrate(width: number, f: (fromLeft: number, fromRight: number) => number): number {
  let sum = 0
  eachNode(width, (left, right, weight) => (sum += weight * f(left, right)))
  return sum
}
