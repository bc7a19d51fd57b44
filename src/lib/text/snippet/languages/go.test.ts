import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { has, run, withFiles } from '../../../../../tests/support/at-hand'
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
import {
  CALLERS,
  POLICIES,
  withstandsStampedes,
  type Stampede
} from '../../../../../tests/support/snippet-stampede'
import { asLines, BETA, followsTheRule, fromLines, TTL } from '../../../../../tests/support/xfetch-rule'
import { go } from './go'

/** Reads random numbers and refreshes a value, or not, for each; it has its own clock and random source. */
const HARNESS = `package xfetch

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

func Run() {
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

/** Fifty goroutines on a store that counts how often it is read. */
const STAMPEDE = `package xfetch

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

type shared struct {
	mutex   sync.Mutex
	entries map[string]Entry[int]
	locks   map[string]string
	looks   int32
}

func (s *shared) Get(key string) (Entry[int], bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	atomic.AddInt32(&s.looks, 1)
	entry, ok := s.entries[key]
	return entry, ok
}

func (s *shared) Set(key string, entry Entry[int], ttl time.Duration) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.entries[key] = entry
}

func (s *shared) Lock(key, holder string, ttl time.Duration) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if _, taken := s.locks[key]; taken {
		return false
	}
	s.locks[key] = holder
	return true
}

func (s *shared) Unlock(key, holder string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.locks[key] == holder {
		delete(s.locks, key)
	}
}

func empty() *shared {
	return &shared{entries: map[string]Entry[int]{}, locks: map[string]string{}}
}

// So long a rebuild makes every request due.
func valid() *shared {
	s := empty()
	s.entries["page"] = Entry[int]{Value: 1, Delta: 1 << 62, Expiry: time.Now().Add(time.Minute)}
	return s
}

func callAll(s *shared, rebuild func() (int, error), count int, value int) (*sync.WaitGroup, *int32) {
	var group sync.WaitGroup
	var got int32
	for i := 0; i < count; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			if v, err := Fetch[int](s, "page", rebuild); err == nil && v == value {
				atomic.AddInt32(&got, 1)
			}
		}()
	}
	return &group, &got
}

func Run() {
	fails := func() (int, error) { return 0, errors.New("no database") }
	served := 0
	for i := 0; i < 200; i++ {
		if v, err := Fetch[int](valid(), "page", fails); err == nil && v == 1 {
			served++
		}
	}
	_, err := Fetch[int](empty(), "page", fails)

	var made int32
	store := empty()
	group, fresh := callAll(store, func() (int, error) {
		atomic.AddInt32(&made, 1)
		for atomic.LoadInt32(&store.looks) < ${CALLERS} {
			runtime.Gosched()
		}
		return 2, nil
	}, ${CALLERS}, 2)
	group.Wait()
	cold := []int32{made, *fresh}

	made = 0
	end := make(chan struct{})
	refresh := func() (int, error) {
		atomic.AddInt32(&made, 1)
		<-end
		return 2, nil
	}
	due := valid()
	first, _ := callAll(due, refresh, 1, 2)
	for atomic.LoadInt32(&made) < 1 {
		runtime.Gosched()
	}
	others, old := callAll(due, refresh, ${CALLERS - 1}, 1)
	if len(os.Args) > 2 {
		for atomic.LoadInt32(&made) < ${CALLERS} {
			runtime.Gosched()
		}
		close(end)
	}
	others.Wait()
	if len(os.Args) == 2 {
		close(end)
	}
	first.Wait()
	text, _ := json.Marshal(map[string]any{
		"served": served, "raises": err != nil, "cold": cold, "early": []int32{made, *old},
	})
	fmt.Println(string(text))
}
`

/** Values that expired 4 s and 6 s ago. */
const OLD = `package xfetch

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"
)

type shelf struct {
	mutex sync.Mutex
	entry Entry[int]
}

func (s *shelf) Get(key string) (Entry[int], bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.entry, true
}

func (s *shelf) Set(key string, entry Entry[int], ttl time.Duration) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.entry = entry
}

func (s *shelf) Lock(key, holder string, ttl time.Duration) bool { return true }

func (s *shelf) Unlock(key, holder string) {}

func expired(ago time.Duration) *shelf {
	return &shelf{entry: Entry[int]{Value: 1, Delta: ${DELTA * 1000} * time.Millisecond, Expiry: time.Now().Add(-ago)}}
}

func Run() {
	end := make(chan struct{})
	slow := func() (int, error) {
		<-end
		return 2, nil
	}
	fails := func() (int, error) { return 0, errors.New("no database") }
	old := expired(4 * time.Second)
	at, _ := Fetch[int](old, "page", slow)
	close(end)
	stored, _ := old.Get("page")
	for ; stored.Value != 2; stored, _ = old.Get("page") {
		runtime.Gosched()
	}
	kept, _ := Fetch[int](expired(4*time.Second), "page", fails)
	late, _ := Fetch[int](expired(6*time.Second), "page", slow)
	_, err := Fetch[int](expired(6*time.Second), "page", fails)
	fmt.Print(at, " ", stored.Value, " ", kept, " ", late)
	if err != nil {
		fmt.Print(" raises")
	}
}
`

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
      [`stale_${coordination}`, [go(facts({ coordination, stale: STALE })), OLD]]
    ])
  )
})
/** Programs that need only compile. */
const others = () => {
  const name = HOSTILE_NAMES.join(' ')
  const ttls = [60, 0.001, 90.5, 1 / 3, 0.1 + 0.2, 315_360_000]
  return [
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
  const folder = mkdtempSync(join(tmpdir(), 'snippet-'))
  beforeAll(() => {
    const all = programs()
    const files = {
      'go.mod': 'module xfetch\n\ngo 1.18\n',
      'main.go': main(Object.keys(all)),
      ...Object.fromEntries(
        Object.entries(all).flatMap(([name, [program, harness]]) => [
          [`${name}/fetch.go`, program],
          [`${name}/harness.go`, harness]
        ])
      ),
      ...Object.fromEntries(others().map((program, i) => [`other${i}/fetch.go`, program]))
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
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

  it('passes go vet, whatever the names, the lifetime and the options are', () => {
    run('go', ['vet', './...'], { cwd: folder })
  }, 120_000)
})

it.skipIf(!has('gofmt', [0, 0], '-h'))('gofmt leaves the Go snippet as it is', () => {
  const all = POLICIES.flatMap((coordination) => [
    facts({ coordination }),
    facts({ coordination, stale: STALE })
  ])
  const files = Object.fromEntries(all.map((facts, i) => [`fetch${i}.go`, go(facts)]))
  expect(withFiles(files, (cwd) => run('gofmt', ['-d', '.'], { cwd }))).toBe('')
})
