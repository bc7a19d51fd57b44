/** The rule of a cache as an expression of a language, for programs to take away. */
import type { Expression, Operation } from '#core'
import { betaFloat } from './literal'

/** How a language writes what differs from one to the other. */
export interface Dialect {
  /** A function of its library. */
  name: (of: Operation) => string
  /** `yes` where `test` holds, else `no`: numbers. */
  pick: (test: string, yes: string, no: string) => string
  and: string
  or: string
  not: string
  unequal: string
  power: (base: string, exponent: string) => string
}

const COMPARISONS: readonly Operation[] = ['<', '<=', '>', '>=', '==', '!=']
const SIGNS: readonly Operation[] = ['+', '-', '*', '/']
const LOGIC: readonly Operation[] = [...COMPARISONS, 'and', 'or', 'not']

const isTest = (tree: Expression): boolean => typeof tree === 'object' && LOGIC.includes(tree.of)

/** Without the parentheses around all of it: those that open first and close last, and not before. */
function bare(text: string): string {
  if (!text.startsWith('(')) return text
  let open = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') open++
    if (text[at] === ')') open--
    if (open === 0) return at === text.length - 1 ? text.slice(1, -1) : text
  }
  return text
}

/** A rule as a test, “left < 0.2·ttl”, or as the chance that a request refreshes. */
export function ruleCode(tree: Expression, dialect: Dialect): { test: boolean; code: string } {
  const value = (tree: Expression): string => {
    if (typeof tree === 'number') return tree < 0 ? `(${betaFloat(tree)})` : betaFloat(tree)
    if (typeof tree === 'string') return tree
    if (isTest(tree)) return dialect.pick(test(tree), '1.0', '0.0')
    const { of, to } = tree
    const all = to.map(value)
    if (SIGNS.includes(of)) return `(${all[0]} ${of} ${all[1]})`
    if (of === '^') return dialect.power(all[0], all[1])
    if (of === 'negative') return `(-${all[0]})`
    if (of === 'if') return dialect.pick(test(to[0]), all[1], all[2])
    if (of === 'round') return `${dialect.name('floor')}(${all[0]} + 0.5)`
    if (of === 'min' || of === 'max')
      return all.reduce((one, other) => `${dialect.name(of)}(${one}, ${bare(other)})`)
    return `${dialect.name(of)}(${bare(all[0])})`
  }
  const test = (tree: Expression): string => {
    if (typeof tree !== 'object' || !isTest(tree)) return `(${value(tree)} ${dialect.unequal} 0.0)`
    const { of, to } = tree
    if (of === 'not') return `(${dialect.not}${test(to[0])})`
    if (of === 'and' || of === 'or') return `(${test(to[0])} ${dialect[of]} ${test(to[1])})`
    return `(${value(to[0])} ${of === '!=' ? dialect.unequal : of} ${value(to[1])})`
  }
  if (isTest(tree)) return { test: true, code: bare(test(tree)) }
  // A choice binds weaker than the comparison with a random number that it becomes part of.
  const chooses = typeof tree === 'object' && tree.of === 'if'
  return { test: false, code: chooses ? value(tree) : bare(value(tree)) }
}

const AS_IN_C = { and: '&&', or: '||', not: '!', unequal: '!=' }

export const PYTHON: Dialect = {
  name: (of) => (['min', 'max', 'abs'].includes(of) ? of : `math.${of}`),
  pick: (test, yes, no) => `(${yes} if ${test} else ${no})`,
  and: 'and',
  or: 'or',
  not: 'not ',
  unequal: '!=',
  power: (base, exponent) => `(${base} ** ${exponent})`
}

export const TYPESCRIPT: Dialect = {
  ...AS_IN_C,
  unequal: '!==',
  name: (of) => `Math.${of}`,
  pick: (test, yes, no) => `(${test} ? ${yes} : ${no})`,
  power: (base, exponent) => `Math.pow(${base}, ${exponent})`
}

export const JAVA: Dialect = { ...TYPESCRIPT, unequal: '!=' }

export const GO: Dialect = {
  ...AS_IN_C,
  name: (of) => `math.${of[0].toUpperCase()}${of.slice(1)}`,
  pick: (test, yes, no) => `pick(${test}, ${yes}, ${no})`,
  power: (base, exponent) => `math.Pow(${base}, ${exponent})`
}

export const LUA: Dialect = {
  and: 'and',
  or: 'or',
  not: 'not ',
  unequal: '~=',
  name: (of) => `math.${of}`,
  pick: (test, yes, no) => `(${test} and ${yes} or ${no})`,
  power: (base, exponent) => `(${base} ^ ${exponent})`
}
