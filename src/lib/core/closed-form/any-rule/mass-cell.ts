/**
 * The integral of a rule over one cell as a polynomial, so that it is looked up instead of integrated anew: the function is
 * taken at the Chebyshev points, where its interpolation is next to the best (Trefethen, "Approximation Theory and
 * Approximation Practice", 2013, chapters 3, 4 and 19).
 */

/** Points of a cell: exact for polynomials of degree 15. */
const POINTS = 16

/** cos(mπ/32) for m from 0 to 63, by halving the angle: the square root is the same in every engine. */
const COSINES = (() => {
  let unit = 0
  for (let i = 0; i < 4; i++) unit = Math.sqrt((1 + unit) / 2)
  const quarter = [1, unit]
  for (let m = 2; m <= 16; m++) quarter.push(m === 16 ? 0 : 2 * unit * quarter[m - 1] - quarter[m - 2])
  const at = (m: number): number => (m > 32 ? at(64 - m) : m > 16 ? -quarter[32 - m] : quarter[m])
  return Array.from({ length: 64 }, (_, m) => at(m))
})()

/** Where in (−1, 1) the points are. */
const PLACES = Array.from({ length: POINTS }, (_, k) => COSINES[2 * k + 1])

export interface Cell {
  /** Gaps, s. */
  from: number
  to: number
  /** Mass from the write to `to`, and inside the cell. */
  before: number
  inside: number
  /** The integral from the middle, as a Chebyshev series. */
  series: Float64Array
}

/**
 * A cell with the function integrated over it.
 * @returns besides, how much the last terms of the series add, as a share of the integral
 */
export function cellOf(f: (x: number) => number, from: number, to: number): { cell: Cell; off: number } {
  const half = (to - from) / 2
  const middle = from + half
  const values = PLACES.map((place) => f(middle + half * place))
  const terms = new Float64Array(POINTS + 2)
  for (let j = 0; j < POINTS; j++) {
    let sum = 0
    for (let k = 0; k < POINTS; k++) sum += values[k] * COSINES[(j * (2 * k + 1)) % 64]
    terms[j] = ((j === 0 ? 1 : 2) / POINTS) * sum
  }
  const series = new Float64Array(POINTS + 1)
  for (let j = 1; j <= POINTS; j++)
    series[j] = (half * ((j === 1 ? 2 : 1) * terms[j - 1] - terms[j + 1])) / (2 * j)
  // Odd terms count twice between the two ends.
  let inside = 0
  for (let j = 1; j <= POINTS; j += 2) inside += 2 * series[j]
  const tail = Math.abs(terms[POINTS - 1]) + Math.abs(terms[POINTS - 2]) + Math.abs(terms[POINTS - 3])
  const cell = { from, to, before: 0, inside: Math.max(0, inside), series }
  return { cell, off: tail * (to - from) }
}

/** The integral from a place in the cell to its end `to`. */
export function massAbove({ from, to, inside, series }: Cell, gap: number): number {
  if (inside === 0 || gap >= to) return 0
  if (gap <= from) return inside
  // Clenshaw’s recurrence.
  const x = (gap - from - (to - gap)) / (to - from)
  let [next, afterNext] = [0, 0]
  for (let j = POINTS; j >= 1; j--) {
    const term = series[j] + 2 * x * next - afterNext
    afterNext = next
    next = term
  }
  const here = x * next - afterNext
  let end = 0
  for (let j = 1; j <= POINTS; j++) end += series[j]
  return Math.min(inside, Math.max(0, end - here))
}
