import { computedFor, header, lockMilliseconds, servesStale, settingFor, waitMilliseconds } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaFloat, ESCAPES, goDuration, quoted } from '../literal'
import { GO, ruleCode } from '../rule-code'

/** In the order of gofmt, each with what shows that it is used. */
const IMPORTS: [line: string, used: RegExp][] = [
  ['\tcrand "crypto/rand"', /\bcrand\./],
  ['\t"encoding/hex"', /\bhex\./],
  ['\t"errors"', /\berrors\./],
  ['\t"math"', /\bmath\./],
  ['\t"math/rand"', /\brand\./],
  ['\t"sync"', /\bsync\./],
  ['\t"time"', /\btime\./]
]

const constants = (facts: SnippetFacts) =>
  facts.coordination === 'lock'
    ? `
// A lock expires after lockTTL, in case its holder has died; callers without it look again every lockWait.
const (
	lockTTL  = ${goDuration(lockMilliseconds(facts) / 1000)}
	lockWait = ${goDuration(waitMilliseconds(facts) / 1000)}
)
`
    : ''

const STORE = {
  none: '',
  coalesce: '',
  lock: `
	// Lock takes the lock of key unless it is taken: SET lock:key holder NX PX milliseconds in Redis.
	Lock(key, holder string, ttl time.Duration) bool
	// Unlock frees the lock of key if this is still its holder.
	Unlock(key, holder string)`
}

const SAYS = {
  none: '',
  coalesce: `
// In this process one goroutine at a time rebuilds a key. The others return the old value if it is still valid;
// otherwise they wait for the new one.`,
  lock: `
// One caller at a time rebuilds a key. Callers without the lock return the old value if it is still valid;
// otherwise they wait for the new one.`
}

/** How functions take the settings of a key and hand them on, and what they are called: constants where there is one key. */
interface Settings {
  take: string
  pass: string
  of: string
}
const ONE: Settings = { take: '', pass: '', of: '' }
const EACH: Settings = { take: 'setting Setting, ', pass: 'setting, ', of: 'setting.' }

const call = (coordination: SnippetFacts['coordination'], { pass }: Settings) =>
  ({
    none: `refresh(store, key, ${pass}rebuild)`,
    coalesce: `coalesced(store, key, ${pass}rebuild, entry, valid)`,
    lock: `locked(store, key, ${pass}rebuild, entry, valid)`
  })[coordination]

/** Go's zero time is before every expiry. */
const newest = ({ take, pass }: Settings) => `
// newest rebuilds the value unless that has been done since the first look, which saw entry.
func newest[V any](store Store[V], key string, ${take}rebuild func() (V, error), entry Entry[V]) (V, error) {
	again, ok := store.Get(key)
	if ok && again.Expiry.After(entry.Expiry) && time.Now().Before(again.Expiry) {
		return again.Value, nil
	}
	return refresh(store, key, ${pass}rebuild)
}
`

const coordinated = (settings: Settings) => {
  const { take, pass } = settings
  return {
    none: '',
    coalesce: `
// flights has the rebuilds in this process, by flightKey.
var flights sync.Map

type flightKey[V any] string

type flight[V any] struct {
	done  chan struct{}
	value V
	err   error
}

func coalesced[V any](store Store[V], key string, ${take}rebuild func() (V, error), entry Entry[V], valid bool) (V, error) {
	own := &flight[V]{done: make(chan struct{}), err: errors.New("xfetch: the rebuild panicked")}
	if other, busy := flights.LoadOrStore(flightKey[V](key), own); busy {
		if valid {
			return entry.Value, nil
		}
		first := other.(*flight[V])
		<-first.done
		return first.value, first.err
	}
	defer func() {
		flights.Delete(flightKey[V](key))
		close(own.done)
	}()
	own.value, own.err = newest(store, key, ${pass}rebuild, entry)
	return own.value, own.err
}
${newest(settings)}`,
    lock: `
func locked[V any](store Store[V], key string, ${take}rebuild func() (V, error), entry Entry[V], valid bool) (V, error) {
	var token [16]byte
	crand.Read(token[:])
	holder := hex.EncodeToString(token[:])
	for !store.Lock(key, holder, lockTTL) {
		if valid {
			return entry.Value, nil
		}
		time.Sleep(lockWait)
		if again, ok := store.Get(key); ok && time.Now().Before(again.Expiry) {
			return again.Value, nil
		}
	}
	defer store.Unlock(key, holder)
	return newest(store, key, ${pass}rebuild, entry)
}
${newest(settings)}`
  }
}

/** The rule of the cache as a function; '' for the paper’s, which is written in its place. */
function due({ rule }: SnippetFacts): string {
  if (!rule) return ''
  const { test, code } = ruleCode(rule.tree, GO)
  const pick = code.includes('pick(')
    ? `
func pick(test bool, yes, no float64) float64 {
	if test {
		return yes
	}
	return no
}
`
    : ''
  return `
func due(left, age, ttl, delta, beta float64) bool {
	return left <= 0 || ${test ? `(${code})` : `rand.Float64() < ${code}`}
}
${pick}`
}

const paper = ({ of }: Settings) => `	// 1 - Float64() is in (0, 1], so its logarithm is finite.
	if valid && -entry.Delta.Seconds()*${of}Beta*math.Log(1-rand.Float64()) < left {
		return entry.Value, nil
	}`
const other = ({
  of
}: Settings) => `	if valid && !due(left, ${of}TTL.Seconds()-left, ${of}TTL.Seconds(), math.Max(entry.Delta.Seconds(), 1e-9), ${of}Beta) {
		return entry.Value, nil
	}`

const FOREGROUND = (call: string) => `	value, err := ${call}
	if err != nil && valid {
		return entry.Value, nil // The refresh failed, and the old value is still good.
	}
	return value, err`
/** With stale values nobody waits who can have one, and so neither does who starts the rebuild. */
const BACKGROUND = (call: string) => `	if !valid {
		return ${call}
	}
	// Where it fails the old value is still good, and the next request tries again.
	go func() {
		defer func() { recover() }() // A panic here would end the process.
		${call}
	}()
	return entry.Value, nil`

export function go(facts: SnippetFacts): string {
  const body = bodyOf(facts)
  const imports = IMPORTS.flatMap(([line, used]) => (used.test(body) ? [line] : []))
  return `${header('//', facts)}

package xfetch

import (
${imports.join('\n')}
)

${body}`
}

/** What the program knows of its keys: β and times of one, or a table of them. */
function constantsOf(facts: SnippetFacts): string {
  const { table, stale = 0 } = facts
  const isStale = servesStale(facts)
  if (table)
    return `// Setting is for a key: its beta, how long its value lives, counted from its write${isStale ? ', and for how long after' : '.'}
${isStale ? '// that it is still served while it is rebuilt.\n' : ''}type Setting struct {
	Beta${isStale ? ' ' : ''} float64
	TTL${isStale ? ' ' : ''}  time.Duration${isStale ? '\n	Stale time.Duration' : ''}
}

// Keys has the setting of each key.
var Keys = map[string]Setting{
${table.map((key) => `	// For ${settingFor(facts, key).slice(4)}.\n	${quoted(key.name, ESCAPES.go)}: {Beta: ${betaFloat(key.beta)}, TTL: ${goDuration(key.ttl)}${isStale ? `, Stale: ${goDuration(key.stale ?? 0)}` : ''}},\n`).join('')}}
`
  return `// Beta is for ${computedFor(facts)}.
const Beta = ${betaFloat(facts.beta)}

// TTL is how long a value lives, counted from its write.
const TTL = ${goDuration(facts.ttl)}
${
  isStale
    ? `
// Stale is for how long an expired value is still served while it is rebuilt.
const Stale = ${goDuration(stale)}
`
    : ''
}`
}

function bodyOf(facts: SnippetFacts): string {
  const { coordination, rule, table } = facts
  const isStale = servesStale(facts)
  const settings = table ? EACH : ONE
  const { take, of } = settings
  return `${constantsOf(facts)}${constants(facts)}
// Entry is a value, how long its rebuild took, and when it expires.
type Entry[V any] struct {
	Value  V
	Delta  time.Duration
	Expiry time.Time
}

// Store keeps an entry at least for the ttl given to Set.
type Store[V any] interface {
	Get(key string) (Entry[V], bool)
	Set(key string, entry Entry[V], ttl time.Duration)${STORE[coordination]}
}

// Fetch returns the value of key; rebuild makes it where it is missing or due for a refresh.${SAYS[coordination]}
func Fetch[V any](store Store[V], key string, ${take}rebuild func() (V, error)) (V, error) {
	entry, ok := store.Get(key)
	left := time.Until(entry.Expiry).Seconds()
	valid := ok && left > ${isStale ? `-${of}Stale.Seconds()` : '0'}
${(rule ? other : paper)(settings)}
${(isStale ? BACKGROUND : FOREGROUND)(call(coordination, settings))}
}
${due(facts)}${coordinated(settings)[coordination]}
func refresh[V any](store Store[V], key string, ${take}rebuild func() (V, error)) (V, error) {
	started := time.Now()
	value, err := rebuild()
	if err != nil {
		return value, err
	}
	entry := Entry[V]{Value: value, Delta: time.Since(started), Expiry: time.Now().Add(${of}TTL)}
	// A store that counts in whole seconds must not drop the entry before it expires.
	store.Set(key, entry, ${of}TTL+${isStale ? `${of}Stale+` : ''}time.Second)
	return value, nil
}

// page, err := xfetch.Fetch[Page](store, "page", ${table ? `xfetch.Keys[${quoted(facts.name, ESCAPES.go)}], ` : ''}loadPage)
`
}
