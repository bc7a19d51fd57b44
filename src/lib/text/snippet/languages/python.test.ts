import { describe, expect, it } from 'vitest'
import { has, run, withFiles } from '../../../../../tests/support/at-hand'
import { factsWith, HOSTILE_NAMES } from '../../../../../tests/support/snippet-facts'
import { asLines, followsTheRule, fromLines } from '../../../../../tests/support/xfetch-rule'
import { python } from './python'

/** Runs the snippet as a module, with the test's clock and random source, and then the code in `after`. */
const HARNESS = `
import random, sys, time

class Clock:
    now = 1.7e9
    dice = 0.5

time.time = lambda: Clock.now
time.perf_counter = lambda: Clock.now - 1.6e9
random.random = lambda: Clock.dice

class Cache(dict):
    def set(self, key, entry, seconds):
        self[key] = entry
        self.seconds = seconds

made = 0

def rebuild(delta):
    def make():
        global made
        made += 1
        Clock.now += delta
        return made
    return make

from snippet import xfetch
`

const perform = (snippet: string, after: string, input = '') =>
  withFiles({ 'snippet.py': snippet, 'harness.py': HARNESS + after }, (cwd) =>
    run('python3', ['harness.py'], { input, cwd })
  )

describe.skipIf(!has('python3', [3, 6]))('the Python snippet', () => {
  followsTheRule((beta, draws) =>
    fromLines(
      perform(
        python(factsWith({ beta })),
        `
for line in sys.stdin:
    delta, gap, Clock.dice = map(float, line.split())
    cache, made = Cache(), 0
    xfetch(cache, "page", rebuild(delta))
    Clock.now = cache["page"][2] - gap
    value = xfetch(cache, "page", rebuild(delta))
    print(made, value)
`,
        asLines(draws)
      )
    )
  )

  it('stores the value, Δ and the expiry, and keeps the entry longer than the value lives', () => {
    const kept = perform(
      python(factsWith({ ttl: 90.5 })),
      `
cache = Cache()
xfetch(cache, "page", rebuild(0.25))
value, delta, expiry = cache["page"]
print(value, delta, expiry - Clock.now, cache.seconds)
`
    )
    expect(kept.trim()).toBe('1 0.25 90.5 92')
  })

  it('compiles with every hostile name, and executes none of them', () => {
    const files = Object.fromEntries(
      HOSTILE_NAMES.map((name, i) => [`hostile${i}.py`, python(factsWith({ name, url: name }))])
    )
    const names = withFiles({ ...files, 'all.py': importAll(HOSTILE_NAMES.length) }, (cwd) =>
      run('python3', ['all.py'], { cwd })
    )
    expect(names.trim()).toBe("['BETA', 'TTL', 'math', 'random', 'time', 'xfetch']")
  })
})

/** Imports every module, and prints the names that they define. */
const importAll = (count: number) => `
import importlib
names = set()
for i in range(${count}):
    names |= {n for n in dir(importlib.import_module(f"hostile{i}")) if not n.startswith("__")}
print(sorted(names))
`
