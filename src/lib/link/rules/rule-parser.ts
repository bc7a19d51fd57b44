/** Reads a rule as people type it, with the parser of mathjs. It loads only where a link has a rule, for its size. */
import { type Expression, NAMES, OPERATIONS, type Operation, type RuleFault, ruleFault } from '#core'
import { create, parseDependencies } from 'mathjs/number'
import type {
  ConditionalNode,
  ConstantNode,
  FunctionNode,
  MathNode,
  OperatorNode,
  ParenthesisNode,
  RelationalNode,
  SymbolNode
} from 'mathjs'
import { echo } from '../echo'

/** What a rule knows of a key, s. */
export interface RuleTimes {
  ttl: number
  delta: number
  beta: number
}

type Read =
  | {
      ok: true
      tree: Expression
      /** What is wrong with it for such a key; null where nothing is. */
      faultAt: (times: RuleTimes) => RuleFault | null
    }
  | { ok: false; reason: string }

export type ReadRule = (text: string) => Read

// Only the parser: mathjs never evaluates anything.
const { parse } = create({ parseDependencies })

/** Why a rule is refused, as the end of a sentence. */
class Refusal extends Error {}

/** What mathjs calls the operations that stand between or before their operands. */
const OPERATORS: Record<string, Operation> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  pow: '^',
  unaryMinus: 'negative',
  smaller: '<',
  smallerEq: '<=',
  larger: '>',
  largerEq: '>=',
  equal: '==',
  unequal: '!=',
  and: 'and',
  or: 'or',
  not: 'not'
}

const FUNCTIONS: Record<string, Operation> = {
  exp: 'exp',
  log: 'log',
  ln: 'log',
  sqrt: 'sqrt',
  abs: 'abs',
  floor: 'floor',
  ceil: 'ceil',
  round: 'round',
  min: 'min',
  max: 'max',
  pow: '^'
}

const CONSTANTS: Record<string, number> = { pi: Math.PI, e: Math.E, true: 1, false: 0 }

/** Deeper than this nobody writes a rule. */
const DEEPEST = 40

/** The tree of a rule, or why it is refused. Never throws. */
export const parseRule: ReadRule = (text) => {
  if (text === '') return { ok: false, reason: 'it is empty' }
  try {
    const tree = treeOf(parse(text), 0)
    return { ok: true, tree, faultAt: (times) => ruleFault(tree, times) }
  } catch (error) {
    const reason = error instanceof Refusal ? error.message : 'it cannot be read as an expression'
    return { ok: false, reason }
  }
}

function treeOf(node: MathNode, depth: number): Expression {
  if (depth > DEEPEST) throw new Refusal('it is nested too deep')
  const inside = (one: MathNode) => treeOf(one, depth + 1)
  switch (node.type) {
    case 'ConstantNode':
      return constant((node as ConstantNode).value)
    case 'ParenthesisNode':
      return inside((node as ParenthesisNode).content)
    case 'SymbolNode':
      return named((node as SymbolNode).name)
    case 'OperatorNode': {
      const { fn, op, args } = node as OperatorNode
      if (fn === ('unaryPlus' as string)) return inside(args[0])
      return operation(OPERATORS, fn, op, args.map(inside))
    }
    case 'FunctionNode': {
      const { fn, args } = node as FunctionNode
      const name = fn.type === 'SymbolNode' ? fn.name : ''
      return operation(FUNCTIONS, name, name, args.map(inside))
    }
    case 'ConditionalNode': {
      const { condition, trueExpr, falseExpr } = node as ConditionalNode
      return { of: 'if', to: [condition, trueExpr, falseExpr].map(inside) }
    }
    case 'RelationalNode': {
      // a < b < c is a < b and b < c.
      const { conditionals, params } = node as RelationalNode & { conditionals: string[]; params: MathNode[] }
      const sides = params.map(inside)
      return conditionals
        .map((one, i) => operation(OPERATORS, one, one, [sides[i], sides[i + 1]]))
        .reduce((all, one) => ({ of: 'and', to: [all, one] }))
    }
    default:
      throw new Refusal(`it may hold only numbers, ${NAMES.join(', ')}, operators and a few functions`)
  }
}

function constant(value: unknown): Expression {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new Refusal(`${echo(String(value))} is not a number`)
  return value
}

function named(name: string): Expression {
  const known = NAMES.find((one) => one === name)
  if (known !== undefined) return known
  if (Object.hasOwn(CONSTANTS, name)) return CONSTANTS[name]
  throw new Refusal(`${echo(name)} is not known in a rule; it knows ${NAMES.join(', ')}, in seconds`)
}

function operation(
  table: Record<string, Operation>,
  name: string,
  shown: string,
  to: Expression[]
): Expression {
  if (!Object.hasOwn(table, name))
    throw new Refusal(`${echo(shown) || 'that function'} is not known in a rule`)
  const of = table[name]
  const [fewest, most] = OPERATIONS[of]
  if (to.length < fewest || to.length > most)
    throw new Refusal(`${echo(shown)} takes ${fewest === most ? fewest : `${fewest} to ${most}`} values`)
  return { of, to }
}
