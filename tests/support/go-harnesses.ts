/** What runs the programs in Go: each with what it prints, in the package of the program. */
import { DELTA } from './snippet-options'
import { CALLERS } from './snippet-stampede'
import { TWO_KEYS } from './snippet-table'
import { TTL } from './xfetch-rule'

/** Reads random numbers and refreshes a value, or not, for each; it has its own clock and random source. */
export const HARNESS = `package xfetch

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
export const STAMPEDE = `package xfetch

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
export const OLD = `package xfetch

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
	panics := make(chan bool)
	Fetch[int](expired(4*time.Second), "page", func() (int, error) {
		defer close(panics)
		panic("no database")
	})
	<-panics
	late, _ := Fetch[int](expired(6*time.Second), "page", slow)
	_, err := Fetch[int](expired(6*time.Second), "page", fails)
	fmt.Print(at, " ", stored.Value, " ", kept, " ", late)
	if err != nil {
		fmt.Print(" raises")
	}
}
`

/** Requests for two keys, one after the other. */
export const TWO = `package xfetch

import (
	"fmt"
	"time"
)

var instant = time.Unix(1700000000, 123456789)
var dice = 0.5

type store map[string]Entry[int]

func (s store) Get(key string) (Entry[int], bool) {
	entry, ok := s[key]
	return entry, ok
}

func (s store) Set(key string, entry Entry[int], ttl time.Duration) { s[key] = entry }

func (s store) Lock(key, holder string, ttl time.Duration) bool { return true }

func (s store) Unlock(key, holder string) {}

func Run() {
	cache, made := store{}, map[string]int{}
	fetch := func(key string, later time.Duration) {
		instant = instant.Add(later * time.Second)
		Fetch[int](cache, key, Keys[key], func() (int, error) {
			instant = instant.Add(500 * time.Millisecond)
			made[key]++
			return made[key], nil
		})
		fmt.Println(made[key])
	}
${TWO_KEYS.map(([name, later]) => `\tfetch("${name}", ${later})`).join('\n')}
}
`
