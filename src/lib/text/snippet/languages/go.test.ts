import { describe, expect, it } from 'vitest'
import { has, run, withFiles } from '../../../../../tests/support/at-hand'
import { factsWith, HOSTILE_NAMES } from '../../../../../tests/support/snippet-facts'
import { asLines, followsTheRule, fromLines, TTL } from '../../../../../tests/support/xfetch-rule'
import { go } from './go'

const MODULE = 'module xfetch\n\ngo 1.18\n'

/** Reads random numbers and refreshes a value, or not, for each; it has its own clock and random source. */
const HARNESS = `package main

import "fmt"
import "time"

var instant = time.Unix(1700000000, 123456789)
var dice float64

type store map[string]Entry[int]

func (s store) Get(key string) (Entry[int], bool) {
	entry, ok := s[key]
	return entry, ok
}

func (s store) Set(key string, entry Entry[int], ttl time.Duration) {
	if ttl < TTL {
		panic("the store drops the entry before it expires")
	}
	s[key] = entry
}

func seconds(s float64) time.Duration { return time.Duration(s * 1e9) }

func main() {
	var delta, gap float64
	for {
		if n, _ := fmt.Scan(&delta, &gap, &dice); n < 3 {
			return
		}
		made := 0
		rebuild := func() (int, error) {
			instant = instant.Add(seconds(delta))
			made++
			return made, nil
		}
		cache := store{}
		Fetch[int](cache, "page", rebuild)
		instant = instant.Add(seconds(${TTL} - gap))
		value, _ := Fetch[int](cache, "page", rebuild)
		fmt.Println(made, value)
	}
}
`

const replacements = [
  ['package xfetch', 'package main'],
  ['\t"math/rand"\n', ''],
  ['rand.Float64()', 'dice'],
  ['time.Now()', 'instant'],
  ['time.Since(started)', 'instant.Sub(started)'],
  ['time.Until(entry.Expiry)', 'entry.Expiry.Sub(instant)']
]

const withFakes = (snippet: string) =>
  replacements.reduce((text, [from, to]) => {
    expect(text).toContain(from)
    return text.replaceAll(from, to)
  }, snippet)

describe.skipIf(!has('go', [1, 18], 'version'))('the Go snippet', () => {
  followsTheRule((beta, draws) =>
    withFiles(
      { 'go.mod': MODULE, 'fetch.go': withFakes(go(factsWith({ beta }))), 'main.go': HARNESS },
      (cwd) => fromLines(run('go', ['run', '.'], { cwd, input: asLines(draws) }))
    )
  )

  it('passes go vet, whatever the names and the lifetime are', () => {
    const name = HOSTILE_NAMES.join(' ')
    const ttls = [60, 0.001, 90.5, 1 / 3, 0.1 + 0.2, 315_360_000]
    for (const ttl of ttls) {
      const snippet = go(factsWith({ ttl, beta: ttl, name, url: name, coordination: 'coalesce' }))
      withFiles({ 'go.mod': MODULE, 'fetch.go': snippet }, (cwd) => run('go', ['vet', '.'], { cwd }))
    }
  }, 120_000)
})

it.skipIf(!has('gofmt', [0, 0], '-h'))('gofmt leaves the Go snippet as it is', () => {
  for (const coordination of ['none', 'lock'] as const) {
    const snippet = go(factsWith({ coordination }))
    expect(run('gofmt', [], { input: snippet })).toBe(snippet)
  }
})
