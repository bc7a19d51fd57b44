/**
 * The expected triggers before expiry under any rule, for Poisson requests: H(g) = r∫_g^T p(left) d(left), from the write
 * to the gap g. The rule may have steps and bends, which are found first; between them it is integrated in cells that are
 * small enough for a Gauss quadrature.
 */
import { asChance } from '../../model/options/chance'
import { compile, compileBranch } from '../../model/options/compile'
import type { Expression, Values } from '../../model/options/tree'

/** What the mass depends on; times in seconds, the rate in 1/s. */
export interface MassModel {
  ttl: number
  delta: number
  beta: number
  rate: number
}

/** Gauss-Legendre on (−1, 1), the right half of 12 nodes: exact for polynomials of degree 23. */
const NODES = [
  0.1252334085114689, 0.3678314989981802, 0.5873179542866175, 0.7699026741943047, 0.9041172563704748,
  0.9815606342467192
]
const WEIGHTS = [
  0.2491470458134027, 0.2334925365383546, 0.20316742672306573, 0.16007832854334642, 0.10693932599531907,
  0.04717533638651141
]
type Gauss = readonly [nodes: readonly number[], weights: readonly number[]]
const TWELVE: Gauss = [NODES, WEIGHTS]
/** Of 3 nodes, the right half; the middle one counts twice: for cells in which a cubic is good enough. */
const THREE: Gauss = [
  [0, 0.7745966692414834],
  [0.4444444444444444, 0.5555555555555556]
]

/** A cell with less mass than this is not split for laws. */
const NOTHING = 1e-17
const MOST_CELLS = 20_000
const MOST_STEPS = 4000

interface Cell {
  /** Gaps, s. */
  from: number
  to: number
  /** Mass from the write to `to`, and inside the cell. */
  before: number
  inside: number
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
  /** Gaps at which the rule has a step or a bend. */
  bends: readonly number[]
  /** r·p(g): triggers in a second at this gap. */
  rateAt(gap: number): number
}

/** How closely to look at a rule. */
interface Closeness {
  /** A cell is split until two halves agree with the whole to this share of the cell’s own mass. */
  own: number
  /** The lifetime is cut into so many even parts, besides ever smaller ones at both ends. */
  parts: number
  /** Down to this share of the lifetime. */
  least: number
  /** The most halvings of a cell. */
  depth: number
  /** Whether steps and bends are found to the last bit. */
  bends: boolean
  /** Cells are small enough for a cubic to this share of the total mass; absent where they are integrated anew. */
  cubic?: number
  /** A cell with less mass than this is not split; NOTHING unless given. */
  nothing?: number
}

/** For laws. */
const FINELY: Closeness = { own: 1e-13, parts: 256, least: 1e-15, depth: 40, bends: true }
/** For weighing one β against another: a relative error of about 1e-4, and looked up in a table of cubics. */
export const WEIGHED: Closeness = { own: 1e-5, parts: 8, least: 1e-5, depth: 14, bends: true, cubic: 3e-4 }

/**
 * @param tree a rule that has a value everywhere in (0, ttl)
 * @param closeness FINELY unless given
 */
export function triggerMass(
  tree: Expression,
  { ttl, delta, beta, rate }: MassModel,
  closeness = FINELY
): TriggerMass {
  const value = compile(tree)
  const values: Values = { left: 0, age: 0, ttl, delta, beta }
  const set = (gap: number) => {
    values.left = gap
    values.age = ttl - gap
    return values
  }
  const rateAt = (gap: number) => rate * asChance(value(set(gap)))
  const branch = compileBranch(tree)
  const { places, bends } = placesOf((gap) => branch(set(gap)), ttl, closeness)
  const cells: Cell[] = []
  for (let i = 1; i < places.length; i++) cellsBetween(rateAt, places[i], places[i - 1], cells, closeness)
  let total = 0
  for (const cell of cells) {
    cell.before = total
    total += cell.inside
  }
  const found = closeness.cubic ? cubics(cells, total, rateAt) : lookUp(cells, total, rateAt)
  return { ttl, total, rateAt, bends, ...found }
}

/** Where to cut the lifetime, from T down to 0: at steps and bends of the rule, and ever closer to both ends. */
function placesOf(
  branch: (gap: number) => number,
  ttl: number,
  { parts, least, bends: exactly, cubic }: Closeness
): { places: number[]; bends: number[] } {
  const found = new Set([0, ttl])
  // Rules are often narrow near expiry, and may begin with a vertical slope at the write.
  for (let share = 0.5; share > least * 1e-3; share /= 2) found.add(share * ttl)
  for (let share = 0.25; share > least; share /= 2) found.add(ttl - share * ttl)
  for (let i = 1; i < parts; i++) found.add((i / parts) * ttl)
  const grid = [...found].sort((a, b) => b - a)
  const places = [ttl]
  const bends: number[] = []
  const near = cubic ? ttl * 1e-10 : 0
  const search = (high: number, low: number, atHigh: number, atLow: number) => {
    if (atHigh === atLow || bends.length > MOST_STEPS) return
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high || high - low < near) {
      bends.push(low)
      if (low < places[places.length - 1]) places.push(low)
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
    if (exactly) search(high - inset, low + inset, branch(high - inset), branch(low + inset))
    if (low < places[places.length - 1]) places.push(low)
  }
  return { places, bends }
}

/** Adds the cells between two gaps, the larger gap first. */
function cellsBetween(
  rateAt: (gap: number) => number,
  from: number,
  to: number,
  cells: Cell[],
  { own, depth: most, cubic, nothing = NOTHING }: Closeness
): void {
  const nodes = cubic ? THREE : TWELVE
  const split = (low: number, high: number, whole: number, depth: number) => {
    const middle = low + (high - low) / 2
    const [far, near] = [gauss(rateAt, middle, high, nodes), gauss(rateAt, low, middle, nodes)]
    const off = Math.abs(far + near - whole)
    if (
      depth > most ||
      cells.length > MOST_CELLS ||
      (off <= own * whole + nothing &&
        (!cubic || isCubic(low, high, far, whole, rateAt, cubic * whole + nothing)))
    ) {
      cells.push({ from: low, to: high, before: 0, inside: far + near })
      return
    }
    split(middle, high, far, depth + 1)
    split(low, middle, near, depth + 1)
  }
  split(from, to, gauss(rateAt, from, to, nodes), 0)
}

/** Just inside a cell, for at a step itself either side counts. */
const inside = (from: number, to: number) => (to - from) * 1e-9

/** Whether the cubic through both ends meets the mass in the middle. */
function isCubic(
  low: number,
  high: number,
  far: number,
  whole: number,
  rateAt: (gap: number) => number,
  most: number
): boolean {
  const inset = inside(low, high)
  const slopes = rateAt(high - inset) - rateAt(low + inset)
  const half = whole / 2 + ((high - low) * slopes) / 8
  return Math.abs(half - far) <= most
}

function gauss(f: (x: number) => number, from: number, to: number, [nodes, weights] = TWELVE): number {
  const half = (to - from) / 2
  const middle = from + half
  let sum = 0
  for (let i = 0; i < nodes.length; i++)
    sum += weights[i] * (f(middle - half * nodes[i]) + f(middle + half * nodes[i]))
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
    return gauss(rateAt, gap, cell.to)
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
      if (near === far) return near.inside === 0 ? 0 : gauss(rateAt, a, b)
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
      let gap = near + (far - near) / 2
      // Newton’s method, kept inside the bracket.
      for (let i = 0; i < 100 && far > near; i++) {
        const over = cell.before + within(cell, gap) - mass
        if (over >= 0) near = gap
        else far = gap
        const next = gap + over / rateAt(gap)
        const closer = next > near && next < far ? next : near + (far - near) / 2
        if (Math.abs(closer - gap) <= 1e-15 * gap) return closer
        gap = closer
      }
      return gap
    }
  }
}

/** The mass between the cells as cubics (Hermite), in time that does not depend on the rule. */
function cubics(cells: Cell[], total: number, rateAt: (gap: number) => number) {
  const count = cells.length
  const ends = cells.map(({ from, to }) => {
    const inset = inside(from, to)
    return [rateAt(to - inset), rateAt(from + inset)] as const
  })
  /** Mass from the far end of a cell to a gap inside it. */
  const within = (i: number, gap: number) => {
    const { from, to, inside } = cells[i]
    const width = to - from
    const t = (to - gap) / width
    if (!(t > 0)) return 0
    if (t >= 1) return inside
    const [first, last] = ends[i]
    const [a, b] = [first * width, last * width]
    const value = t * (a + t * (3 * inside - 2 * a - b + t * (a + b - 2 * inside)))
    return Math.min(inside, Math.max(0, value))
  }
  const cellAt = (gap: number) => {
    let [low, high] = [0, count - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (cells[middle].from <= gap) high = middle
      else low = middle + 1
    }
    return low
  }
  const at = (gap: number) => {
    const i = cellAt(gap)
    return cells[i].before + within(i, gap)
  }
  return {
    at,
    between: (a: number, b: number) => (a >= b ? 0 : Math.max(0, at(a) - at(b))),
    gapAt(mass: number): number {
      if (mass >= total) return 0
      let [low, high] = [0, count - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if (cells[middle].before + cells[middle].inside >= mass) high = middle
        else low = middle + 1
      }
      const { from, to, before } = cells[low]
      let [near, far] = [from, to]
      for (let i = 0; i < 30 && far - near > 1e-7 * to; i++) {
        const gap = near + (far - near) / 2
        if (before + within(low, gap) >= mass) near = gap
        else far = gap
      }
      return near + (far - near) / 2
    }
  }
}

/** The same triggers at another request rate. */
export function timesRate(mass: TriggerMass, factor: number): TriggerMass {
  if (factor === 1) return mass
  const { ttl, total, bends, at, between, gapAt, rateAt } = mass
  return {
    ttl,
    bends,
    total: total * factor,
    at: (gap) => at(gap) * factor,
    between: (a, b) => between(a, b) * factor,
    gapAt: (wanted) => gapAt(wanted / factor),
    rateAt: (gap) => rateAt(gap) * factor
  }
}
