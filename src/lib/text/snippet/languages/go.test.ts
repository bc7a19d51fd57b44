import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { HARNESS, OLD, STAMPEDE, TWO } from '../../../../../tests/support/go-harnesses'
import { has, run, temporaryFolder, withFiles, writeFiles } from '../../../../../tests/support/at-hand'
import { factsWith, HOSTILE_NAMES } from '../../../../../tests/support/snippet-facts'
import {
  DELTA,
  draws,
  facts,
  ruleOf,
  RULES,
  SERVED_STALE,
  STALE
} from '../../../../../tests/support/snippet-options'
import { POLICIES, withstandsStampedes, type Stampede } from '../../../../../tests/support/snippet-stampede'
import { keyNamed, TABLE, tableWith } from '../../../../../tests/support/snippet-table'
import { asLines, BETA, followsTheRule, fromLines } from '../../../../../tests/support/xfetch-rule'
import { go } from './go'

const FAKES = [
  ['\t"math/rand"\n', ''],
  ['rand.Float64()', 'dice'],
  ['time.Now()', 'instant'],
  ['time.Since(started)', 'instant.Sub(started)'],
  ['time.Until(entry.Expiry)', 'entry.Expiry.Sub(instant)']
]
/** @param random whether the program draws */
const withFakes = (snippet: string, random = true) =>
  FAKES.slice(random ? 0 : 2).reduce((text, [from, to]) => {
    expect(text).toContain(from)
    return text.replaceAll(from, to)
  }, snippet)

const drawn = (beta: number) => `drawn${String(beta).replace('.', '_')}`
const isDrawn = (text: string) => go(facts({ rule: ruleOf(text) })).includes('rand.Float64()')
/** Every program, and what runs it; a package each, because the compiler takes as long for one as for all. */
const programs = (): Record<string, [program: string, harness: string]> => ({
  ...Object.fromEntries(
    [BETA, 0].map((beta) => [drawn(beta), [withFakes(go(factsWith({ beta }))), HARNESS]])
  ),
  ...Object.fromEntries(
    RULES.map(([text], i) => [
      `rule${i}`,
      [withFakes(go(facts({ rule: ruleOf(text) })), isDrawn(text)), HARNESS]
    ])
  ),
  ...Object.fromEntries(
    POLICIES.flatMap((coordination) => [
      [coordination, [go(factsWith({ coordination })), STAMPEDE]],
      [`table_${coordination}`, [withFakes(go(tableWith({ coordination }))), TWO]],
      [`stale_${coordination}`, [go(facts({ coordination, stale: STALE })), OLD]]
    ])
  )
})
/** Programs that need only compile. */
const others = () => {
  const name = HOSTILE_NAMES.join(' ')
  const ttls = [60, 0.001, 90.5, 1 / 3, 0.1 + 0.2, 315_360_000]
  const table = HOSTILE_NAMES.map((name) => keyNamed(name, { stale: name.length }))
  return [
    ...POLICIES.map((coordination) => go(tableWith({ coordination, table, rule: ruleOf(RULES[4][0]) }))),
    ...ttls.map((ttl) => go(factsWith({ ttl, beta: ttl, name, url: name, coordination: 'coalesce' }))),
    ...POLICIES.map((coordination) => go(facts({ coordination, stale: STALE, rule: ruleOf(RULES[4][0]) })))
  ]
}

const main = (names: string[]) => `package main

import (
	"os"
${names.map((name) => `\t${name} "xfetch/${name}"`).join('\n')}
)

func main() {
	switch os.Args[1] {
${names.map((name) => `\tcase "${name}":\n\t\t${name}.Run()`).join('\n')}
	}
}
`

describe.skipIf(!has('go', [1, 18], 'version'))('the Go snippet', () => {
  const folder = temporaryFolder()
  beforeAll(() => {
    const all = programs()
    writeFiles(folder, {
      'go.mod': 'module xfetch\n\ngo 1.18\n',
      'main.go': main(Object.keys(all)),
      ...Object.fromEntries(
        Object.entries(all).flatMap(([name, [program, harness]]) => [
          [`${name}/fetch.go`, program],
          [`${name}/harness.go`, harness]
        ])
      ),
      ...Object.fromEntries(others().map((program, i) => [`other${i}/fetch.go`, program]))
    })
    run('go', ['build', '-o', 'all', '.'], { cwd: folder })
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const printed = (args: string[], input = '') => run(join(folder, 'all'), args, { input })

  followsTheRule((beta, draws) => fromLines(printed([drawn(beta)], asLines(draws))))

  withstandsStampedes(
    (policy) => JSON.parse(printed([policy, ...(policy === 'none' ? ['all'] : [])])) as Stampede
  )

  it.each(RULES.map(([text, chance], i) => [text, chance, i] as const))(
    'refreshes by the rule %s',
    (_, chance, i) => {
      const asked = draws(chance)
      const lines = asLines(asked.map(({ left, dice }) => ({ delta: DELTA, gap: left, random: dice })))
      expect(fromLines(printed([`rule${i}`], lines))).toEqual(asked.map(({ due }) => due))
    }
  )

  it.each(POLICIES)(
    'serves the old value while it rebuilds it, and waits after the window, with coordination: %s',
    (policy) => expect(printed([`stale_${policy}`])).toBe(SERVED_STALE)
  )

  it.each(POLICIES)('has the β and the TTL of each of two keys, with coordination: %s', (policy) => {
    expect(
      printed([`table_${policy}`])
        .trim()
        .split('\n')
        .map(Number)
    ).toEqual(TABLE)
  })

  it('passes go vet, whatever the names, the lifetime and the options are', () => {
    run('go', ['vet', './...'], { cwd: folder })
  }, 120_000)
})

it.skipIf(!has('gofmt', [0, 0], '-h'))('gofmt leaves the Go snippet as it is', () => {
  const all = POLICIES.flatMap((coordination) => [
    facts({ coordination }),
    facts({ coordination, stale: STALE }),
    tableWith({ coordination }),
    tableWith({ coordination, table: [keyNamed('hot'), keyNamed('a "longer" name', { stale: 90 })] })
  ])
  const files = Object.fromEntries(all.map((facts, i) => [`fetch${i}.go`, go(facts)]))
  expect(withFiles(files, (cwd) => run('gofmt', ['-d', '.'], { cwd }))).toBe('')
})
