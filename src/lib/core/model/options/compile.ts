/**
 * Makes functions of an expression: its value, bounds of its value over an interval, and the branch that it takes. All
 * arithmetic is the core's own, so results are the same to the last bit in every engine.
 */
import { exp, log, pow } from '../../math/fixed-math'
import { mentions, type Expression, type Operation, type Values } from './tree'

export type Value = (values: Values) => number

/** xʸ, also for a negative x with a whole y. */
function power(x: number, y: number): number {
  if (Number.isNaN(x)) return NaN
  if (!(x < 0)) return pow(x, y)
  if (!Number.isInteger(y)) return NaN
  return y % 2 === 0 ? pow(-x, y) : -pow(-x, y)
}

/** Half up, as Math.round does. */
const round = (x: number) => Math.floor(x + 0.5)

/** 1 or 0; what has no value is neither true nor false. */
const truthOf = (holds: (x: number, y: number) => boolean) => (x: number, y: number) =>
  Number.isNaN(x) || Number.isNaN(y) ? NaN : holds(x, y) ? 1 : 0

const ONE: Partial<Record<Operation, (x: number) => number>> = {
  negative: (x) => -x,
  not: (x) => (Number.isNaN(x) ? x : x === 0 ? 1 : 0),
  exp,
  log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  floor: Math.floor,
  ceil: Math.ceil,
  round
}

const TWO: Partial<Record<Operation, (x: number, y: number) => number>> = {
  '+': (x, y) => x + y,
  '-': (x, y) => x - y,
  '*': (x, y) => x * y,
  '/': (x, y) => x / y,
  '^': power,
  '<': truthOf((x, y) => x < y),
  '<=': truthOf((x, y) => x <= y),
  '>': truthOf((x, y) => x > y),
  '>=': truthOf((x, y) => x >= y),
  '==': truthOf((x, y) => x === y),
  '!=': truthOf((x, y) => x !== y),
  and: truthOf((x, y) => x !== 0 && y !== 0),
  or: truthOf((x, y) => x !== 0 || y !== 0)
}

/** The value of an expression; NaN where it has none. */
export function compile(tree: Expression): Value {
  if (typeof tree === 'number') return () => tree
  if (typeof tree === 'string') return (values) => values[tree]
  const operands = tree.to.map(compile)
  const [a, b, c] = operands
  const one = ONE[tree.of]
  if (one) return (values) => one(a(values))
  const two = TWO[tree.of]
  if (two) return (values) => two(a(values), b(values))
  if (tree.of === 'if')
    return (values) => {
      const test = a(values)
      return Number.isNaN(test) ? NaN : test !== 0 ? b(values) : c(values)
    }
  const extreme = tree.of === 'min' ? Math.min : Math.max
  if (operands.length === 2) return (values) => extreme(a(values), b(values))
  return (values) => extreme(...operands.map((operand) => operand(values)))
}

type Interval = readonly [low: number, high: number]
type Bounds = (low: Values, high: Values) => Interval

const ANY: Interval = [-Infinity, Infinity]
const EITHER: Interval = [0, 1]
const YES: Interval = [1, 1]
const NO: Interval = [0, 0]

const hull = (x: number, y: number): Interval =>
  Number.isNaN(x) || Number.isNaN(y) ? ANY : [Math.min(x, y), Math.max(x, y)]
/** An operation that rises or falls throughout in each operand has its extremes at the corners. */
function corners(two: (x: number, y: number) => number, [a, b]: Interval, [c, d]: Interval): Interval {
  const one = hull(two(a, c), two(b, c))
  if (one === ANY || Object.is(c, d)) return one
  const other = hull(two(a, d), two(b, d))
  return other === ANY ? ANY : [Math.min(one[0], other[0]), Math.max(one[1], other[1])]
}
const either = ([a, b]: Interval, [c, d]: Interval): Interval => {
  const [low, high] = [hull(a, c), hull(b, d)]
  return low === ANY || high === ANY ? ANY : [Math.min(low[0], high[0]), Math.max(low[1], high[1])]
}
const truth = (surely: boolean, possibly: boolean) => (surely ? YES : possibly ? EITHER : NO)
const isTrue = ([low, high]: Interval) => low > 0 || high < 0
const mayBeTrue = ([low, high]: Interval) => low !== 0 || high !== 0

const BOUNDS: Record<Operation, (...of: Interval[]) => Interval> = {
  '+': ([a, b], [c, d]) => hull(a + c, b + d),
  '-': ([a, b], [c, d]) => hull(a - d, b - c),
  '*': (x, y) => corners(TWO['*']!, x, y),
  '/': (x, y) => (y[0] <= 0 && y[1] >= 0 ? ANY : corners(TWO['/']!, x, y)),
  '^': (x, y) => (x[0] < 0 ? ANY : corners(power, x, y)),
  negative: ([a, b]) => [-b, -a],
  '<': ([a, b], [c, d]) => truth(b < c, a < d),
  '<=': ([a, b], [c, d]) => truth(b <= c, a <= d),
  '>': ([a, b], [c, d]) => truth(a > d, b > c),
  '>=': ([a, b], [c, d]) => truth(a >= d, b >= c),
  '==': ([a, b], [c, d]) => truth(a === b && c === d && a === c, a <= d && c <= b),
  '!=': ([a, b], [c, d]) => truth(b < c || d < a, !(a === b && c === d && a === c)),
  and: (x, y) => truth(isTrue(x) && isTrue(y), mayBeTrue(x) && mayBeTrue(y)),
  or: (x, y) => truth(isTrue(x) || isTrue(y), mayBeTrue(x) || mayBeTrue(y)),
  not: (x) => truth(!mayBeTrue(x), !isTrue(x)),
  if: (test, then, other) => (isTrue(test) ? then : mayBeTrue(test) ? either(then, other) : other),
  exp: ([a, b]) => [exp(a), exp(b)],
  log: ([a, b]) => [log(Math.max(0, a)), log(Math.max(0, b))],
  sqrt: ([a, b]) => [Math.sqrt(Math.max(0, a)), Math.sqrt(Math.max(0, b))],
  abs: ([a, b]) => (a <= 0 && b >= 0 ? [0, Math.max(-a, b)] : hull(Math.abs(a), Math.abs(b))),
  floor: ([a, b]) => [Math.floor(a), Math.floor(b)],
  ceil: ([a, b]) => [Math.ceil(a), Math.ceil(b)],
  round: ([a, b]) => [round(a), round(b)],
  min: (...of) => [Math.min(...of.map(([low]) => low)), Math.min(...of.map(([, high]) => high))],
  max: (...of) => [Math.max(...of.map(([low]) => low)), Math.max(...of.map(([, high]) => high))]
}

/** Bounds of an expression while every name is between its values, by interval arithmetic (Moore 1966). */
export function compileBounds(tree: Expression): Bounds {
  if (typeof tree === 'number') return () => [tree, tree]
  if (typeof tree === 'string') return (low, high) => [low[tree], high[tree]]
  const operands = tree.to.map(compileBounds)
  const of = BOUNDS[tree.of]
  if (operands.length === 1) return (low, high) => of(operands[0](low, high))
  if (operands.length === 2) return (low, high) => of(operands[0](low, high), operands[1](low, high))
  return (low, high) => of(...operands.map((operand) => operand(low, high)))
}

const COMPARISONS: readonly Operation[] = ['<', '<=', '>', '>=', '==', '!=', 'and', 'or', 'not']
const STEPS: readonly Operation[] = ['floor', 'ceil', 'round']

/** Whether an expression is constant between the places where it branches. */
export function isStepwise(tree: Expression): boolean {
  if (typeof tree !== 'object') return tree !== 'left' && tree !== 'age'
  return COMPARISONS.includes(tree.of) || STEPS.includes(tree.of) || tree.to.every(isStepwise)
}

/** All branches, those that are the same at every β, or the others. */
export type BranchKind = 'all' | 'fixed' | 'moving'

/**
 * Which branch an expression takes: a number that changes wherever a comparison turns, a rounded number steps, or `min`,
 * `max`, `abs` and the clamp to 0…1 bend. Between two changes the expression is smooth.
 */
export function compileBranch(tree: Expression, kind: BranchKind = 'all'): Value {
  const value = compile(tree)
  const nested = branches(tree).filter(({ moves }) => kind === 'all' || moves === (kind === 'moving'))
  return (values) => {
    let hash = 0
    if (kind !== 'fixed') {
      const now = value(values)
      hash = now <= 0 ? 1 : now >= 1 ? 2 : now > 0 ? 3 : 4
    }
    for (const { at } of nested) hash = (Math.imul(hash, 31) + at(values)) | 0
    return hash
  }
}

/** A place where an expression branches. */
interface Branch {
  at: Value
  /** Whether it depends on β. */
  moves: boolean
}

/** One function for each place where the expression branches. */
function branches(tree: Expression): Branch[] {
  if (typeof tree !== 'object') return []
  const { of, to } = tree
  const operands = to.map(compile)
  const inner = to.flatMap(branches)
  const here = (at: Value, by: Expression = tree) => [...inner, { at, moves: mentions(by, 'beta') }]
  if (COMPARISONS.includes(of) || STEPS.includes(of)) return here(compile(tree))
  if (of === 'abs') return here((values) => (operands[0](values) < 0 ? 1 : 2))
  if (of === 'min' || of === 'max') {
    const value = compile(tree)
    return here((values) => {
      const now = value(values)
      return operands.findIndex((operand) => operand(values) === now)
    })
  }
  if (of === 'if') return here((values) => (operands[0](values) !== 0 ? 1 : 2), to[0])
  return inner
}
