/** The chance that a request refreshes, as an expression: a tree of plain data, which threads send to each other. */

/** What an expression may name: times in seconds, and β. */
export const NAMES = ['left', 'age', 'ttl', 'delta', 'beta'] as const
export type Name = (typeof NAMES)[number]

/** A value for each name. `left` is the time to expiry, `age` the time since the write, `ttl` the lifetime. */
export type Values = Record<Name, number>

/** Every operation, with the fewest and the most operands. A comparison is 1 where it holds, else 0. */
export const OPERATIONS = {
  '+': [2, 2],
  '-': [2, 2],
  '*': [2, 2],
  '/': [2, 2],
  '^': [2, 2],
  negative: [1, 1],
  '<': [2, 2],
  '<=': [2, 2],
  '>': [2, 2],
  '>=': [2, 2],
  '==': [2, 2],
  '!=': [2, 2],
  and: [2, 2],
  or: [2, 2],
  not: [1, 1],
  if: [3, 3],
  exp: [1, 1],
  log: [1, 1],
  sqrt: [1, 1],
  abs: [1, 1],
  floor: [1, 1],
  ceil: [1, 1],
  round: [1, 1],
  min: [1, 16],
  max: [1, 16]
} as const satisfies Record<string, readonly [number, number]>
export type Operation = keyof typeof OPERATIONS

/** A number, a name, or an operation with its operands. */
export type Expression = number | Name | { of: Operation; to: Expression[] }

/** Whether an expression has this name in it. */
export const mentions = (tree: Expression, name: Name): boolean =>
  tree === name || (typeof tree === 'object' && tree.to.some((operand) => mentions(operand, name)))

/** The chance that a request refreshes early: the paper's, e^(−left/(beta·delta)), or an expression as it was typed. */
export type ChanceRule = { kind: 'paper' } | { kind: 'expression'; text: string; tree: Expression }
