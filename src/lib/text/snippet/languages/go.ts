import { computedFor, guard, header, lockMilliseconds } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaFloat, goDuration } from '../literal'

export const go = (facts: SnippetFacts): string => `${header('//', facts)}

package xfetch

import (
	"math"
	"math/rand"
	"time"
)

// Beta is for ${computedFor(facts)}.
const Beta = ${betaFloat(facts.beta)}

// TTL is how long a value lives, counted from its write.
const TTL = ${goDuration(facts.ttl)}

// Entry is a value, how long its rebuild took, and when it expires.
type Entry[V any] struct {
	Value  V
	Delta  time.Duration
	Expiry time.Time
}

// Store keeps an entry at least for the ttl given to Set.
type Store[V any] interface {
	Get(key string) (Entry[V], bool)
	Set(key string, entry Entry[V], ttl time.Duration)
}

// Fetch returns the value of key; rebuild makes it where it is missing or due for a refresh.
func Fetch[V any](store Store[V], key string, rebuild func() (V, error)) (V, error) {
	if entry, ok := store.Get(key); ok {
		// 1 - Float64() is in (0, 1], so its logarithm is finite.
		early := -entry.Delta.Seconds() * Beta * math.Log(1-rand.Float64())
		if early < time.Until(entry.Expiry).Seconds() {
			return entry.Value, nil
		}
	}
${guard('\t//', facts, {
  coalesce: 'golang.org/x/sync/singleflight',
  lock: `Redis, SET lock:key 1 NX PX ${lockMilliseconds(facts)}`
})}	started := time.Now()
	value, err := rebuild()
	if err != nil {
		return value, err
	}
	entry := Entry[V]{Value: value, Delta: time.Since(started), Expiry: time.Now().Add(TTL)}
	// A store that counts in whole seconds must not drop the entry before it expires.
	store.Set(key, entry, TTL+time.Second)
	return value, nil
}

// page, err := xfetch.Fetch[Page](store, "page", loadPage)
`
