/**
 * The expected triggers before expiry under any rule, for Poisson requests: H(g) = r∫_g^T p(left) d(left), from the write
 * to the gap g. The rule may have steps and bends, which are found first; between them H is a polynomial in each of many
 * cells, so that it and its inverse cost next to nothing.
 */
import { asChance } from '../../model/expression/chance'
import { compile, compileBranch } from '../../model/expression/compile'
import type { Expression, Values } from '../../model/expression/tree'

/** What the mass depends on; times in seconds, the rate in 1/s. */
export interface MassModel {
  ttl: number
  delta: number
  beta: number
  rate: number
}

/** Gauss-Legendre on (−1, 1), 12 nodes: exact for polynomials of degree 23. */
const [NODES, WEIGHTS] = gaussLegendre(12)
/** A cell is split until two halves agree with the whole to this share of the cell’s own mass, or of all mass. */
const PRECISE = { own: 1e-13, all: 1e-17 }
const MOST_CELLS = 20_000
const MOST_STEPS = 4000

interface Cell {
  /** Gaps, s. */
  from: number
  to: number
  /** Mass from the write to `to`, and inside the cell. */
  before: number
  inside: number
  /** The mass from `to` down to the share x of the cell, Chebyshev coefficients in 1 − 2x. */
  shape: Float64Array | null
}

/** The mass of triggers as a function of the gap. */
export interface TriggerMass {
  ttl: number
  /** H(0): all of a lifetime. */
  total: number
  /** H(g), 0 at g = T. */
  at(gap: number): number
  /** H(a) − H(b) for a ≤ b, without the rounding error of a subtraction of large numbers. */
  between(a: number, b: number): number
  /** The gap at which this mass is reached. */
  gapAt(mass: number): number
  /** Gaps between which H is smooth, falling from T to 0. */
  cuts: readonly number[]
  /** r·p(g): triggers in a second at this gap. */
  rateAt(gap: number): number
}

/** @param tree a rule that has a value everywhere in (0, ttl) */
export function triggerMass(tree: Expression, { ttl, delta, beta, rate }: MassModel): TriggerMass {
  const value = compile(tree)
  const values: Values = { left: 0, age: 0, ttl, delta, beta }
  const set = (gap: number) => {
    values.left = gap
    values.age = ttl - gap
    return values
  }
  const rateAt = (gap: number) => rate * asChance(value(set(gap)))
  const branch = compileBranch(tree)
  const places = cutsOf((gap) => branch(set(gap)), ttl)
  const cells: Cell[] = []
  for (let i = 1; i < places.length; i++) cellsBetween(rateAt, places[i], places[i - 1], cells)
  let total = 0
  for (const cell of cells) {
    cell.before = total
    total += cell.inside
  }
  return { ttl, total, rateAt, cuts: places, ...lookUp(cells, total, rateAt) }
}

/** Where a rule may be anything but smooth, from T down to 0: its steps, and ever closer to both ends. */
function cutsOf(branch: (gap: number) => number, ttl: number): number[] {
  const found = new Set([0, ttl])
  // Rules are often narrow near expiry, and may begin with a vertical slope at the write.
  for (let share = 0.5; share > 1e-18; share /= 2) found.add(share * ttl)
  for (let share = 0.25; share > 1e-15; share /= 2) found.add(ttl - share * ttl)
  for (let i = 1; i < 256; i++) found.add((i / 256) * ttl)
  const grid = [...found].sort((a, b) => b - a)
  const cuts = [ttl]
  let steps = 0
  const search = (high: number, low: number, atHigh: number, atLow: number) => {
    if (atHigh === atLow || steps > MOST_STEPS) return
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) {
      steps++
      if (low > 0 && low < cuts[cuts.length - 1]) cuts.push(low)
      return
    }
    const at = branch(middle)
    search(high, middle, atHigh, at)
    search(middle, low, at, atLow)
  }
  for (let i = 1; i < grid.length; i++) {
    const [high, low] = [grid[i - 1], grid[i]]
    // Just inside, for at a step itself either side counts.
    const inset = (high - low) * 1e-9
    search(high - inset, low + inset, branch(high - inset), branch(low + inset))
    if (low < cuts[cuts.length - 1]) cuts.push(low)
  }
  return cuts
}

/** Adds the cells between two gaps, the larger gap first. */
function cellsBetween(rateAt: (gap: number) => number, from: number, to: number, cells: Cell[]): void {
  const split = (low: number, high: number, whole: number, depth: number) => {
    const middle = low + (high - low) / 2
    const [far, near] = [gauss(rateAt, middle, high), gauss(rateAt, low, middle)]
    const off = Math.abs(far + near - whole)
    if (depth > 40 || cells.length > MOST_CELLS || off <= PRECISE.own * whole + PRECISE.all) {
      cells.push({ from: low, to: high, before: 0, inside: far + near, shape: null })
      return
    }
    split(middle, high, far, depth + 1)
    split(low, middle, near, depth + 1)
  }
  split(from, to, gauss(rateAt, from, to), 0)
}

function gauss(f: (x: number) => number, from: number, to: number): number {
  const half = (to - from) / 2
  let sum = 0
  for (let i = 0; i < NODES.length; i++) sum += WEIGHTS[i] * f(from + half * (1 + NODES[i]))
  return half * sum
}

function lookUp(cells: Cell[], total: number, rateAt: (gap: number) => number) {
  /** The cell that holds a gap; cells are in the order of falling gaps. */
  const cellAt = (gap: number) => {
    let [low, high] = [0, cells.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (cells[middle].from <= gap) high = middle
      else low = middle + 1
    }
    return cells[low]
  }
  const within = (cell: Cell, gap: number): number => {
    if (cell.inside === 0 || gap >= cell.to) return 0
    if (gap <= cell.from) return cell.inside
    cell.shape ??= shapeOf(rateAt, cell)
    return clenshaw(cell.shape, 1 - (2 * (cell.to - gap)) / (cell.to - cell.from))
  }
  const at = (gap: number) => {
    const cell = cellAt(gap)
    return cell.before + within(cell, gap)
  }
  return {
    at,
    between(a: number, b: number): number {
      if (a >= b) return 0
      const [near, far] = [cellAt(a), cellAt(b)]
      if (near === far) return Math.max(0, within(near, a) - within(far, b))
      return far.inside - within(far, b) + (near.before - far.before - far.inside) + within(near, a)
    },
    gapAt(mass: number): number {
      if (mass >= total) return 0
      let [low, high] = [0, cells.length - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if (cells[middle].before + cells[middle].inside >= mass) high = middle
        else low = middle + 1
      }
      const cell = cells[low]
      let [near, far] = [cell.from, cell.to]
      for (let i = 0; i < 80; i++) {
        const middle = near + (far - near) / 2
        if (middle <= near || middle >= far) break
        if (cell.before + within(cell, middle) >= mass) near = middle
        else far = middle
      }
      return near + (far - near) / 2
    }
  }
}

/** As many coefficients as the quadrature has digits for. */
const DEGREE = 16

/** The mass from the far end of a cell, interpolated at the Chebyshev points. */
function shapeOf(rateAt: (gap: number) => number, { from, to }: Cell): Float64Array {
  const half = (to - from) / 2
  const values = COSINES.map((x) => gauss(rateAt, from + half * (1 + x), to))
  return Float64Array.from({ length: DEGREE + 1 }, (_, k) => {
    let sum = 0
    for (let j = 0; j <= DEGREE; j++)
      sum += (j === 0 || j === DEGREE ? 0.5 : 1) * values[j] * COSINES[(k * j) % (2 * DEGREE) > DEGREE ? 2 * DEGREE - ((k * j) % (2 * DEGREE)) : (k * j) % (2 * DEGREE)]
    return ((k === 0 || k === DEGREE ? 1 : 2) / DEGREE) * sum
  })
}

/** cos(πj/DEGREE), by the half-angle formula, so that every engine has the same bits: DEGREE is a power of two. */
const COSINES = cosines(DEGREE)

function cosines(n: number): number[] {
  if (n === 2) return [1, 0, -1]
  const half = cosines(n / 2)
  return Array.from({ length: n + 1 }, (_, j) => {
    if (j % 2 === 0) return half[j / 2]
    const full = j <= n / 2 ? half[j] : -half[n - j]
    const root = Math.sqrt(Math.max(0, (1 + (j <= n / 2 ? full : -full * -1)) / 2))
    return j <= n / 2 ? root : -Math.sqrt(Math.max(0, (1 + full * -1 * -1) / 2))
  })
}

function clenshaw(shape: Float64Array, x: number): number {
  let [a, b] = [0, 0]
  for (let k = DEGREE; k > 0; k--) [a, b] = [2 * x * a - b + shape[k], a]
  return x * a - b + shape[0]
}

/** Nodes and weights by Newton’s method on the Legendre polynomial. */
function gaussLegendre(n: number): [number[], number[]] {
  const nodes: number[] = []
  const weights: number[] = []
  for (let i = 0; i < n; i++) {
    // Bracketed by the zeros of the polynomial one degree below would be safer; this start is close enough for n ≤ 64.
    let x = startOf(i, n)
    let slope = 1
    for (let turn = 0; turn < 100; turn++) {
      let [before, now] = [1, x]
      for (let k = 2; k <= n; k++) [before, now] = [now, ((2 * k - 1) * x * now - (k - 1) * before) / k]
      slope = (n * (x * now - before)) / (x * x - 1)
      const step = now / slope
      x -= step
      if (Math.abs(step) < 1e-16) break
    }
    nodes.push(x)
    weights.push(2 / ((1 - x * x) * slope * slope))
  }
  return [nodes, weights]
}
