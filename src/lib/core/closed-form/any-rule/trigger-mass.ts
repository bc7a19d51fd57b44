/**
 * The expected triggers before expiry under any rule, for Poisson requests: H(g) = r∫_g^T p(left) d(left), from the write
 * to the gap g. The rule may have steps and bends, which are found first; between them it is integrated in cells that are
 * small enough for a polynomial.
 */
import { asChance } from '../../model/options/chance'
import { compile, compileBranch, type Value } from '../../model/options/compile'
import type { Expression, Values } from '../../model/options/tree'
import { Cells, EIGHT, SIXTEEN, type Points } from './mass-cell'

/** What the mass depends on; times in seconds, the rate in 1/s. */
export interface MassModel {
  ttl: number
  /** From the write to the expiry; the lifetime unless given. */
  life?: number
  delta: number
  beta: number
  rate: number
}

/** Rounding of a gap, as a share of it, and a few times what that changes in the mass of a cell. */
const ROUNDING = 4e-16
/** A cell with less mass than this is not split for laws. */
const NOTHING = 1e-17
const MOST_CELLS = 20_000
const MOST_STEPS = 4000

/** The mass of triggers as a function of the gap. */
export interface TriggerMass {
  /** From the write to the expiry, s. */
  ttl: number
  /** H(0): all of a lifetime. */
  total: number
  /** H(g), 0 at g = T. */
  at(gap: number): number
  /** H(a) − H(b) for a ≤ b, without the rounding error of a subtraction of large numbers. */
  between(a: number, b: number): number
  /** The gap at which this mass is reached. */
  gapAt(mass: number): number
  /** Whether the gap is a smooth function of the mass everywhere. */
  isSmooth?: true
  /** Gaps at which the rule has a step or a bend, in falling order. */
  bends: readonly number[]
  /** r·p(g): triggers in a second at this gap. */
  rateAt(gap: number): number
}

/** How closely to look at a rule. */
export interface Closeness {
  /** Of a cell. */
  points: Points
  /** A cell is split until the last terms of its series are below this share of its own mass. */
  own: number
  /** The lifetime is cut into so many even parts, besides ever smaller ones at both ends. */
  parts: number
  /** Down to this share of the lifetime. */
  least: number
  /** The most halvings of a cell. */
  depth: number
  /** Steps and bends are found to this share of the lifetime; 0 for the last bit. */
  bends: number
  /** A cell with less mass than this is not split; NOTHING unless given. */
  nothing?: number
  /** The gap of a mass is found to this share of it. */
  gap: number
}

/** For laws. */
const FINELY: Closeness = {
  points: SIXTEEN,
  own: 1e-13,
  parts: 256,
  least: 1e-15,
  depth: 40,
  bends: 0,
  gap: 1e-15
}
/** For laws that are means over very many lifetimes: fewer parts at first, and as many as it takes. */
export const OF_MANY: Closeness = { ...FINELY, own: 1e-12, parts: 16, least: 1e-12 }
/** For weighing one β against another: a relative error of about 1e-4. */
export const WEIGHED: Closeness = {
  points: EIGHT,
  own: 1e-4,
  parts: 8,
  least: 1e-5,
  depth: 14,
  bends: 1e-10,
  gap: 1e-9
}

/** Gaps at which a lifetime is cut, from the write to the expiry, and those of them at which the rule steps or bends. */
export interface Places {
  cuts: number[]
  bends: number[]
}

/** The values of the names at a gap, in one object. */
function valuesOf({ ttl, life = ttl, delta, beta }: MassModel): (gap: number) => Values {
  const values: Values = { left: 0, age: 0, ttl, delta, beta }
  return (gap) => {
    values.left = gap
    values.age = life - gap
    return values
  }
}

/**
 * @param branch from compileBranch
 * @param closely steps and bends are found to this share of the lifetime; 0 for the last bit
 * @param cuts between which they are looked for, each for itself
 */
export function placesOf(branch: Value, model: MassModel, closely: number, cuts: number[]): Places {
  const set = valuesOf(model)
  return bendsBetween((gap) => branch(set(gap)), cuts, closely * cuts[0])
}

/** Where a lifetime is cut under any rule, from T down to 0: ever closer to both ends. */
export function evenCuts({ ttl, life = ttl }: MassModel, { parts, least }: Closeness): number[] {
  const found = new Set([0, life])
  // Rules are often narrow near expiry, and may begin with a vertical slope at the write.
  for (let share = 0.5; share > least * 1e-3; share /= 2) found.add(share * life)
  for (let share = 0.25; share > least; share /= 2) found.add(life - share * life)
  for (let i = 1; i < parts; i++) found.add((i / parts) * life)
  return [...found].sort((a, b) => b - a)
}

/** For laws. @param tree a rule that has a value everywhere in (0, ttl) */
export function triggerMass(tree: Expression, model: MassModel, closeness = FINELY): TriggerMass {
  const places = placesOf(compileBranch(tree), model, FINELY.bends, evenCuts(model, FINELY))
  if (closeness === FINELY) return massBetween(compile(tree), model, closeness, places)
  const cuts = [...new Set([...evenCuts(model, closeness), ...places.bends])].sort((a, b) => b - a)
  return massBetween(compile(tree), model, closeness, { ...places, cuts })
}

/** @param value of the rule */
export function massBetween(
  value: Value,
  model: MassModel,
  closeness: Closeness,
  { cuts, bends }: Places
): TriggerMass {
  const { ttl, life = ttl, rate } = model
  const set = valuesOf(model)
  const rateAt = (gap: number) => rate * asChance(value(set(gap)))
  const cells = new Cells(closeness.points)
  for (let i = 1; i < cuts.length; i++) cellsBetween(rateAt, cuts[i], cuts[i - 1], cells, closeness)
  return { ttl: life, total: cells.total, rateAt, bends, ...lookUp(cells, rateAt, closeness.gap) }
}

/** @param closely a bend is found to so many seconds; 0 for the last bit */
function bendsBetween(branch: (gap: number) => number, grid: number[], closely: number): Places {
  const cuts = [grid[0]]
  const bends: number[] = []
  const search = (high: number, low: number, atHigh: number, atLow: number) => {
    if (atHigh === atLow || bends.length > MOST_STEPS) return
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high || high - low < closely) {
      bends.push(low)
      if (low < cuts[cuts.length - 1]) cuts.push(low)
      return
    }
    const at = branch(middle)
    search(high, middle, atHigh, at)
    search(middle, low, at, atLow)
  }
  let above = 0
  for (let i = 1; i < grid.length; i++) {
    const [high, low] = [grid[i - 1], grid[i]]
    // Just inside, for at a step itself either side counts.
    const inset = (high - low) * 1e-9
    const [first, last] = [branch(high - inset), branch(low + inset)]
    // A step may lie on the grid itself.
    if (i > 1 && first !== above) bends.push(high)
    search(high - inset, low + inset, first, last)
    above = last
    if (low < cuts[cuts.length - 1]) cuts.push(low)
  }
  return { cuts, bends }
}

/** Adds the cells between two gaps, the larger gap first. */
function cellsBetween(
  rateAt: (gap: number) => number,
  from: number,
  to: number,
  cells: Cells,
  { own, depth: most, nothing = NOTHING }: Closeness
): void {
  const split = (low: number, high: number, depth: number) => {
    const enough = (off: number, inside: number) =>
      depth > most ||
      cells.count > MOST_CELLS ||
      off <= (own + (ROUNDING * high) / (high - low)) * inside + nothing
    if (cells.add(rateAt, low, high, enough)) return
    const middle = low + (high - low) / 2
    split(middle, high, depth + 1)
    split(low, middle, depth + 1)
  }
  split(from, to, 0)
}

function lookUp(cells: Cells, rateAt: (gap: number) => number, closely: number) {
  // Laws keep their last bits.
  const coarsely = closely > FINELY.gap
  const { before, count, from, inside, to, total } = cells
  /** The cell that holds a gap; cells are in the order of falling gaps. */
  const cellAt = (gap: number) => {
    let low = 0
    let high = count - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (from[middle] <= gap) high = middle
      else low = middle + 1
    }
    return low
  }
  const at = (gap: number) => {
    const cell = cellAt(gap)
    return before[cell] + cells.massAbove(cell, gap)
  }
  return {
    at,
    between(a: number, b: number): number {
      if (a >= b) return 0
      const near = cellAt(a)
      const far = cellAt(b)
      if (near === far) return Math.max(0, cells.massAbove(near, a) - cells.massAbove(near, b))
      const apart = before[near] - before[far] - inside[far]
      // Where nothing triggers rounding may leave less than nothing.
      return Math.max(0, inside[far] - cells.massAbove(far, b) + apart + cells.massAbove(near, a))
    },
    gapAt(mass: number): number {
      if (mass >= total) return 0
      let [low, high] = [0, count - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if (before[middle] + inside[middle] >= mass) high = middle
        else low = middle + 1
      }
      const cell = low
      const [all, start] = [inside[cell], before[cell]]
      let [near, far] = [from[cell], to[cell]]
      let gap = near + (far - near) * (coarsely ? (start + all - mass) / all : 0.5)
      // Newton’s method, kept inside the bracket.
      for (let i = 0; i < 100 && far > near; i++) {
        const over = start + cells.massAbove(cell, gap) - mass
        if (coarsely && Math.abs(over) <= closely * all) return gap
        if (over >= 0) near = gap
        else far = gap
        const next = gap + over / rateAt(gap)
        const closer = next > near && next < far ? next : near + (far - near) / 2
        if (Math.abs(closer - gap) <= closely * gap) return closer
        gap = closer
      }
      return gap
    }
  }
}
