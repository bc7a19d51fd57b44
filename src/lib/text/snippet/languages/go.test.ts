import { describe, expect, it } from 'vitest'
import { has, run, withFiles } from '../../../../../tests/support/at-hand'
import { factsWith, HOSTILE_NAMES } from '../../../../../tests/support/snippet-facts'
import {
  CALLERS,
  POLICIES,
  withstandsStampedes,
  type Stampede
} from '../../../../../tests/support/snippet-stampede'
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

/** Fifty goroutines on a store that counts how often it is read. */
const STAMPEDE = `package main

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

func main() {
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
	if len(os.Args) > 1 {
		for atomic.LoadInt32(&made) < ${CALLERS} {
			runtime.Gosched()
		}
		close(end)
	}
	others.Wait()
	if len(os.Args) == 1 {
		close(end)
	}
	first.Wait()
	text, _ := json.Marshal(map[string]any{
		"served": served, "raises": err != nil, "cold": cold, "early": []int32{made, *old},
	})
	fmt.Println(string(text))
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

  withstandsStampedes((policy) => {
    const snippet = go(factsWith({ coordination: policy })).replace('package xfetch', 'package main')
    return withFiles({ 'go.mod': MODULE, 'fetch.go': snippet, 'main.go': STAMPEDE }, (cwd) => {
      const all = policy === 'none' ? ['all'] : []
      return JSON.parse(run('go', ['run', '.', ...all], { cwd })) as Stampede
    })
  })

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
  for (const coordination of POLICIES) {
    const snippet = go(factsWith({ coordination }))
    expect(run('gofmt', [], { input: snippet })).toBe(snippet)
  }
})
