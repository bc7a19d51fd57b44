/** Caches with options, for the programs of every language: rules with their chances, and a window of stale values. */
import { parseRule } from '../../src/lib/link/rules/rule-parser'
import type { SnippetFacts } from '../../src/lib/text/snippet/facts'
import { factsWith } from './snippet-facts'
import { BETA, TTL } from './xfetch-rule'

type Rule = NonNullable<SnippetFacts['rule']>
type Chance = (of: { left: number; age: number; ttl: number; delta: number; beta: number }) => number

export function ruleOf(text: string): Rule {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(parsed.reason)
  return { text, tree: parsed.tree }
}

/** Rules from the field, and one of every kind of operation, each as JavaScript has it. */
export const RULES: [text: string, chance: Chance][] = [
  ['left < 0.2*ttl', ({ left, ttl }) => Number(left < 0.2 * ttl)],
  ['(age/ttl)^beta', ({ age, ttl, beta }) => (age / ttl) ** beta],
  ['exp(-beta*left/delta)', ({ beta, left, delta }) => Math.exp((-beta * left) / delta)],
  ['exp(-floor(left)/beta)', ({ left, beta }) => Math.exp(-Math.floor(left) / beta)],
  [
    'left < 5 and not (age > 58) ? min(1, 2/left, 0.9) : max(0, abs(1 - left/10)^3)',
    ({ left, age }) =>
      left < 5 && !(age > 58) ? Math.min(1, 2 / left, 0.9) : Math.max(0, Math.abs(1 - left / 10) ** 3)
  ],
  [
    '(left < 1) * 0.5 + (left >= 1) / (1 + sqrt(left))',
    ({ left }) => (left < 1 ? 0.5 : 1 / (1 + Math.sqrt(left)))
  ],
  ['exp(-round(left)/beta)', ({ left, beta }) => Math.exp(-Math.floor(left + 0.5) / beta)],
  [
    'left < 1 or left > 50 ? log(1 + left)/5 : 0',
    ({ left }) => (left < 1 || left > 50 ? Math.log(1 + left) / 5 : 0)
  ]
]
export const DELTA = 0.5
const LEFTS = [0.25, 0.9, 1.5, 3.3, 7.4, 11.9, 12.1, 30, 55]
/** Just below the chance, and just above: the random number that refreshes, and the one that does not. */
export const draws = (chance: Chance) =>
  LEFTS.flatMap((left) => {
    const p = Math.min(1, chance({ left, age: TTL - left, ttl: TTL, delta: DELTA, beta: BETA }))
    return [p - 1e-4, p + 1e-4].flatMap((dice) =>
      dice > 0 && dice < 1 ? [{ left, dice, due: dice < p }] : []
    )
  })
export const facts = (change: Partial<SnippetFacts>) =>
  factsWith({ beta: BETA, ttl: TTL, delta: DELTA, ...change })

export const STALE = 5
/**
 * What a program prints: of a value that expired 4 s ago and is rebuilt behind its caller, what that caller gets and what is
 * then stored; what a caller gets if that rebuild fails; and of a value that expired 6 s ago, what a caller gets, and what
 * if its rebuild fails.
 */
export const SERVED_STALE = '1 2 1 2 raises'
