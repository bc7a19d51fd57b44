/**
 * The integral of a rule over one cell as a polynomial, so that it is looked up instead of integrated anew: the function is
 * taken at the Chebyshev points, where its interpolation is next to the best (Trefethen, "Approximation Theory and
 * Approximation Practice", 2013, chapters 3, 4 and 19).
 */

/** cos(mπ/32) for m from 0 to 63, by halving the angle: the square root is the same in every engine. */
const COSINES = (() => {
  let unit = 0
  for (let i = 0; i < 4; i++) unit = Math.sqrt((1 + unit) / 2)
  const quarter = [1, unit]
  for (let m = 2; m <= 16; m++) quarter.push(m === 16 ? 0 : 2 * unit * quarter[m - 1] - quarter[m - 2])
  const at = (m: number): number => (m > 32 ? at(64 - m) : m > 16 ? -quarter[32 - m] : quarter[m])
  return Array.from({ length: 64 }, (_, m) => at(m))
})()

/** How a cell is followed: exact for polynomials of one degree less than it has points. */
export interface Points {
  count: number
  /** Where in (−1, 1) the points are. */
  places: readonly number[]
  /** Row by row, what each value counts in each term. */
  matrix: Float64Array
  /** Cells are many, and made one after another: they share what is only needed meanwhile. */
  values: Float64Array
  terms: Float64Array
  series: Float64Array
}

/** @param count a power of two, at most 16 */
function chebyshev(count: number): Points {
  const cosine = (m: number) => COSINES[((16 / count) * m) % 64]
  return {
    count,
    places: Array.from({ length: count }, (_, k) => cosine(2 * k + 1)),
    matrix: Float64Array.from({ length: count * count }, (_, i) =>
      cosine(Math.floor(i / count) * (2 * (i % count) + 1))
    ),
    values: new Float64Array(count),
    terms: new Float64Array(count + 2),
    series: new Float64Array(count + 1)
  }
}

/** For laws. */
export const SIXTEEN = chebyshev(16)
/** For weighing one β against another. */
export const EIGHT = chebyshev(8)
/** For a function that is constant in each cell. */
export const ONE = chebyshev(1)

/** Room for so many cells at first. */
const ROOM = 64

/**
 * The cells of a lifetime, in the order of falling gaps. A rule may have thousands, at each of many β: their numbers stand
 * in a few arrays, as an object for each takes several times as long.
 */
export class Cells {
  /** Gaps, s. */
  from = new Float64Array(ROOM)
  to = new Float64Array(ROOM)
  /** Mass from the write to the cell, and inside it. */
  before = new Float64Array(ROOM)
  inside = new Float64Array(ROOM)
  /** The integral from the middle, as a Chebyshev series, and the sum of that. */
  private series: Float64Array<ArrayBuffer>
  private end = new Float64Array(ROOM)
  count = 0
  /** Of all cells. */
  total = 0
  private readonly terms: number

  constructor(private readonly points: Points) {
    this.terms = points.count + 1
    this.series = new Float64Array(ROOM * this.terms)
  }

  /**
   * Integrates a function over a cell.
   * @param enough whether the cell need not be split, by what the last terms of the series add and by the integral
   * @returns false where it must be; then it is not among the cells
   */
  add(
    f: (x: number) => number,
    from: number,
    to: number,
    enough: (off: number, inside: number) => boolean
  ): boolean {
    const { count, places, matrix, values, terms, series } = this.points
    const half = (to - from) / 2
    const middle = from + half
    for (let k = 0; k < count; k++) values[k] = f(middle + half * places[k])
    for (let j = 0; j < count; j++) {
      let sum = 0
      for (let k = 0; k < count; k++) sum += values[k] * matrix[j * count + k]
      terms[j] = ((j === 0 ? 1 : 2) / count) * sum
    }
    for (let j = 1; j <= count; j++)
      series[j] = (half * ((j === 1 ? 2 : 1) * terms[j - 1] - terms[j + 1])) / (2 * j)
    // Odd terms count twice between the two ends.
    let inside = 0
    for (let j = 1; j <= count; j += 2) inside += 2 * series[j]
    inside = Math.max(0, inside)
    const tail =
      count === 1 ? 0 : Math.abs(terms[count - 1]) + Math.abs(terms[count - 2]) + Math.abs(terms[count - 3])
    if (!enough(tail * (to - from), inside)) return false
    if (this.count === this.from.length) this.widen()
    const at = this.count++
    const own = at * this.terms
    let end = 0
    for (let j = 1; j <= count; j++) {
      this.series[own + j] = series[j]
      end += series[j]
    }
    this.from[at] = from
    this.to[at] = to
    this.before[at] = this.total
    this.inside[at] = inside
    this.end[at] = end
    this.total += inside
    return true
  }

  private widen(): void {
    const wider = (array: Float64Array<ArrayBuffer>) => {
      const wide = new Float64Array(2 * array.length)
      wide.set(array)
      return wide
    }
    this.from = wider(this.from)
    this.to = wider(this.to)
    this.before = wider(this.before)
    this.inside = wider(this.inside)
    this.series = wider(this.series)
    this.end = wider(this.end)
  }

  /** The integral from a gap in a cell to the end `to` of that. */
  massAbove(cell: number, gap: number): number {
    const from = this.from[cell]
    const to = this.to[cell]
    const inside = this.inside[cell]
    if (inside === 0 || gap >= to) return 0
    if (gap <= from) return inside
    // Clenshaw’s recurrence.
    const x = (gap - from - (to - gap)) / (to - from)
    const { series, terms } = this
    const own = cell * terms
    let next = 0
    let afterNext = 0
    for (let j = terms - 1; j >= 1; j--) {
      const term = series[own + j] + 2 * x * next - afterNext
      afterNext = next
      next = term
    }
    const here = x * next - afterNext
    return Math.min(inside, Math.max(0, this.end[cell] - here))
  }
}
