/**
 * What the program of every language does, whatever its options. Each program has a name: a compiler takes as long for one
 * as for all, so all are compiled at once.
 */
import { expect, it } from 'vitest'
import type { SnippetFacts } from '../../src/lib/text/snippet/facts'
import { factsWith, HOSTILE_NAMES } from './snippet-facts'
import { DELTA, draws, facts, ruleOf, RULES, SERVED_STALE, STALE } from './snippet-options'
import { POLICIES, withstandsStampedes, type Policy } from './snippet-stampede'
import { keyNamed, TABLE, tableWith } from './snippet-table'
import { asLines, BETA, followsTheRule, fromLines } from './xfetch-rule'

type Write = (facts: SnippetFacts) => string
type Program = [program: string, harness: string]

const drawn = (beta: number) => `drawn${String(beta).replace('.', '_')}`

/**
 * Every program by its name, and what runs it.
 * @param harnessed a program with what asks it request by request, by fifty callers at once, for two keys, for an old value
 */
export const programsOf = (
  write: Write,
  harnessed: Record<'draws' | 'stampede' | 'two' | 'old', (program: string) => Program>,
  policies: readonly Policy[] = POLICIES
): Record<string, Program> =>
  Object.fromEntries([
    ...[BETA, 0].map((beta) => [drawn(beta), harnessed.draws(write(factsWith({ beta })))]),
    ...RULES.map(([text], i) => [`rule${i}`, harnessed.draws(write(facts({ rule: ruleOf(text) })))]),
    ...policies.flatMap((coordination) => [
      [coordination, harnessed.stampede(write(factsWith({ coordination })))],
      [`table_${coordination}`, harnessed.two(write(tableWith({ coordination })))],
      [`stale_${coordination}`, harnessed.old(write(facts({ coordination, stale: STALE })))]
    ])
  ])

/** Programs that need only compile: with hostile names, and with all options at once. */
export function othersOf(write: Write, policies: readonly Policy[] = POLICIES): string[] {
  const name = HOSTILE_NAMES.join(' ')
  const table = HOSTILE_NAMES.map((name) => keyNamed(name, { stale: name.length }))
  const rule = ruleOf(RULES[4][0])
  return [
    write(factsWith({ name, url: name, coordination: 'coalesce' })),
    ...policies.flatMap((coordination) => [
      write(tableWith({ coordination, table, rule })),
      write(facts({ coordination, stale: STALE, rule }))
    ])
  ]
}

/** @param printed what the program of this name prints */
export function worksAsAProgram(
  printed: (name: string, args?: string[], input?: string) => string,
  policies: readonly Policy[] = POLICIES
) {
  followsTheRule((beta, draws) => fromLines(printed(drawn(beta), [], asLines(draws))))

  withstandsStampedes((policy) => JSON.parse(printed(policy, policy === 'none' ? ['all'] : [])), policies)

  it.each(RULES.map(([text, chance], i) => [text, chance, i] as const))(
    'refreshes by the rule %s',
    (_, chance, i) => {
      const asked = draws(chance)
      const lines = asLines(asked.map(({ left, dice }) => ({ delta: DELTA, gap: left, random: dice })))
      expect(fromLines(printed(`rule${i}`, [], lines))).toEqual(asked.map(({ due }) => due))
    },
    60_000
  )

  it.each(policies)(
    'serves the old value while it rebuilds it, and waits after the window, with coordination: %s',
    (policy) => expect(printed(`stale_${policy}`)).toBe(SERVED_STALE),
    60_000
  )

  it.each(policies)(
    'has the β and the TTL of each of two keys, with coordination: %s',
    (policy) => expect(printed(`table_${policy}`).trim().split('\n').map(Number)).toEqual(TABLE),
    60_000
  )
}
