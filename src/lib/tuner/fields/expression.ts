import { create, parseDependencies } from 'mathjs/number'
import type { ConstantNode, FunctionNode, MathNode, OperatorNode, ParenthesisNode, SymbolNode } from 'mathjs'
import { echo } from '$lib/link/echo'
import { kindOf } from '$lib/link/quantity/parse-quantity'
import type { Parsed } from '$lib/link/quantity/parse-quantity'
import type { Unit } from '$lib/link/quantity/units'
import { alike, nameOf, over, dimensionless, raised, times } from './dimension'
import type { Dimensioned } from './dimension'
import { meaningOf } from './vocabulary'

// Only the parser of mathjs, in its build for numbers, which has less than half the size of the build with units.
// mathjs never evaluates anything: the functions below compute the few kinds of node that are allowed.
const { parse } = create({ parseDependencies })

/** Why an expression is refused, as the end of a sentence. */
class Refusal extends Error {}

/**
 * Works out an expression such as `3 * 80 ms` or `1000 / 5 min`; values as from `parseQuantity`.
 * A number and the unit behind it belong together: 1000 / 5 min is 1000 in every five minutes.
 * Knows + − * / ^, parentheses, min, max, sqrt, abs, round, pi, e, and the units of plain quantities;
 * anything else is refused by name. Never throws. Text longer than a line should not get here.
 */
export function readExpression(text: string, unit: Unit): Parsed {
  const wanted = unit === 's' ? 1 : unit === '1/s' ? -1 : 0
  const refuse = (why: string): Parsed => ({
    ok: false,
    reason: `${echo(text)} is not ${kindOf(unit)}: ${why}`
  })
  try {
    const { value, power } = workOut(parse(withUnitsBound(text)))
    if (!Number.isFinite(value)) return refuse('it has no finite value')
    if (power !== wanted && power !== 0) return refuse(`it is ${nameOf(power)}`)
    return { ok: true, value: tidy(value), bare: power !== wanted && value !== 0 }
  } catch (error) {
    const comma = /\d,\d/.test(text) ? '; write decimals with a point' : ''
    return refuse((error instanceof Refusal ? error.message : 'it cannot be read') + comma)
  }
}

const NUMBER = String.raw`(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+|(?![eE][+-]?\d))`
const NAME = String.raw`[a-zA-Z\u00b5\u03bc]+`
/** A run of numbers with units; a name before a parenthesis is a function. */
const BOUND = new RegExp(`(?<![\\w.])(?:${NUMBER}\\s*${NAME}(?![a-zA-Z\\u00b5\\u03bc]|\\s*\\()\\s*)+`, 'g')

/** Puts parentheses round each number with its unit: `1 h 30 min * 2` becomes `(1 h+30 min) * 2`. */
function withUnitsBound(text: string): string {
  const ascii = text
    .replace(/\bper\b|\ban?(?=\s+[a-z]+\s*$)/gi, '/')
    .replace(/[\u00d7\u00b7]/g, '*')
    .replace(/\u00f7/g, '/')
    .replace(/\u2212/g, '-')
    .replace(/(?<=\d)_(?=\d)/g, '')
  return ascii
    .replace(BOUND, (run) => `(${run.trim().replace(/(?<=[a-zA-Z\u00b5\u03bc])\s*(?=[\d.])/g, '+')}) `)
    .replace(/\u00b5/g, '\u03bc')
}

/** Removes rounding errors in the last digits: 3 * 0.1 s is 0.3 s. */
function tidy(value: number): number {
  const wiped = Number(value.toPrecision(15))
  return `${wiped}`.length + 3 < `${value}`.length ? wiped : value
}

function workOut(node: MathNode): Dimensioned {
  switch (node.type) {
    case 'ConstantNode': {
      const { value } = node as ConstantNode
      if (typeof value !== 'number') throw new Refusal(`${echo(String(value))} is not a number`)
      return dimensionless(value)
    }
    case 'ParenthesisNode':
      return workOut((node as ParenthesisNode).content)
    case 'SymbolNode':
      return named((node as SymbolNode).name)
    case 'OperatorNode':
      return operation(node as OperatorNode)
    case 'FunctionNode':
      return call(node as FunctionNode)
    default:
      throw new Refusal('only numbers, units and + - * / ^ are worked out')
  }
}

function named(name: string): Dimensioned {
  const meaning = meaningOf(name)
  if (meaning === undefined) throw new Refusal(`${echo(name)} is not known here`)
  return meaning
}

function operation({ op, args, implicit }: OperatorNode): Dimensioned {
  // Without this, `1 h 30` would be thirty hours.
  if (implicit && args[1].type === 'ConstantNode') throw new Refusal(`something is missing at ${args[1]}`)
  const [a, b] = args.map(workOut)
  switch (b === undefined ? `unary ${op}` : op) {
    case 'unary -':
      return { ...a, value: -a.value }
    case 'unary +':
      return a
    case '+':
      return agreed(alike([a, b], sum))
    case '-':
      return agreed(alike([a, b], difference))
    case '*':
      return times(a, b)
    case '/':
      return over(a, b)
    case '^':
      return power(a, b)
    default:
      throw new Refusal(`${op} is not known here`)
  }
}

const sum = (a: number, b: number) => a + b
const difference = (a: number, b: number) => a - b

function power(base: Dimensioned, exponent: Dimensioned): Dimensioned {
  const result = raised(base, exponent)
  if (result === null) throw new Refusal('an exponent is a plain number of at most 64')
  return result
}

const functions = new Map<string, (...values: number[]) => number>([
  ['min', Math.min],
  ['max', Math.max],
  ['abs', Math.abs]
])

function call({ fn, args }: FunctionNode): Dimensioned {
  const name = fn.type === 'SymbolNode' ? fn.name : ''
  const of = functions.get(name)
  const values = args.map(workOut)
  if (of !== undefined) return agreed(alike(values, of))
  const [value, ...more] = values
  if (name === 'sqrt' && more.length === 0) return { value: Math.sqrt(value.value), power: value.power / 2 }
  if (name === 'round' && more.length === 0) {
    if (value.power !== 0) throw new Refusal('only a plain number can be rounded')
    return dimensionless(Math.round(value.value))
  }
  throw new Refusal(`${echo(name) || 'that function'} is not known here`)
}

function agreed(value: Dimensioned | null): Dimensioned {
  if (value === null) throw new Refusal('it mixes durations, rates or plain numbers')
  return value
}
