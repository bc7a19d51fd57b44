/** One program for several keys, for the tests of every language. */
import type { KeyFacts, SnippetFacts } from '../../src/lib/text/snippet/facts'
import { factsWith } from './snippet-facts'

export const keyNamed = (name: string, change: Partial<KeyFacts> = {}): KeyFacts => ({
  name,
  beta: 1.9,
  ttl: 60,
  delta: 0.5,
  rate: 100,
  good: true,
  ...change
})

/** One key whose β makes every request refresh, and one whose β makes none. */
export const tableWith = (change: Partial<SnippetFacts> = {}): SnippetFacts =>
  factsWith({
    table: [keyNamed('hot', { beta: 1e6 }), keyNamed('cold', { beta: 0, ttl: 600 })],
    ...change
  })

/** Requests one after the other: for a key, so many seconds after the one before. Random numbers are 0.5, rebuilds take 0.5 s. */
export const TWO_KEYS: [name: string, later: number][] = [
  ['hot', 0],
  ['hot', 0],
  ['cold', 0],
  ['cold', 0],
  ['cold', 100],
  ['cold', 500]
]
/** How often the key of each request has been made after it. */
export const TABLE = [1, 2, 1, 1, 1, 2]
