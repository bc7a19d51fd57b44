import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { HARNESS, OLD, STAMPEDE, TWO } from '../../../../../tests/support/go-harnesses'
import { has, run, temporaryFolder, withFiles, writeFiles } from '../../../../../tests/support/at-hand'
import { othersOf, programsOf, worksAsAProgram } from '../../../../../tests/support/snippet-behaviour'
import { factsWith } from '../../../../../tests/support/snippet-facts'
import { facts, STALE } from '../../../../../tests/support/snippet-options'
import { POLICIES } from '../../../../../tests/support/snippet-stampede'
import { keyNamed, tableWith } from '../../../../../tests/support/snippet-table'
import { go } from './go'

const FAKES = [
  ['\t"math/rand"\n', ''],
  ['rand.Float64()', 'dice'],
  ['time.Now()', 'instant'],
  ['time.Since(started)', 'instant.Sub(started)'],
  ['time.Until(entry.Expiry)', 'entry.Expiry.Sub(instant)']
]
const withFakes = (program: string) =>
  FAKES.slice(program.includes('rand.Float64()') ? 0 : 2).reduce((text, [from, to]) => {
    expect(text).toContain(from)
    return text.replaceAll(from, to)
  }, program)

const programs = () =>
  programsOf(go, {
    draws: (program) => [withFakes(program), HARNESS],
    stampede: (program) => [program, STAMPEDE],
    two: (program) => [withFakes(program), TWO],
    old: (program) => [program, OLD]
  })
/** Programs that need only compile. */
const others = () => [
  ...othersOf(go),
  ...[60, 0.001, 90.5, 1 / 3, 0.1 + 0.2, 315_360_000].map((ttl) => go(factsWith({ ttl, beta: ttl })))
]

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

  worksAsAProgram((name, args = [], input = '') => run(join(folder, 'all'), [name, ...args], { input }))

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
