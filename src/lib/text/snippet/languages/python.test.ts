import { describe, expect, it } from 'vitest'
import { has, run, withFiles } from '../../../../../tests/support/at-hand'
import { programsOf, worksAsAProgram } from '../../../../../tests/support/snippet-behaviour'
import { factsWith, HOSTILE_NAMES } from '../../../../../tests/support/snippet-facts'
import { DELTA } from '../../../../../tests/support/snippet-options'
import { PYTHON_CACHE, runPython } from '../../../../../tests/support/snippet-programs'
import { CALLERS } from '../../../../../tests/support/snippet-stampede'
import { TWO_KEYS } from '../../../../../tests/support/snippet-table'
import { python } from './python'

/** Takes the snippet as a module, with the test's clock and random source. */
const HARNESS = `
import random, sys, time

class Clock:
    now = 1.7e9
    dice = 0.5

time.time = lambda: Clock.now
time.perf_counter = lambda: Clock.now - 1.6e9
random.random = lambda: Clock.dice

${PYTHON_CACHE}
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

/** Fifty threads on a cache that counts how often it is read. */
const STAMPEDE = `
import json, sys, threading, time

${PYTHON_CACHE}
class Counting(Cache):
    def __init__(self, *entries):
        super().__init__(*entries)
        self.looks, self.changed = 0, threading.Condition()
    def get(self, key):
        with self.changed:
            self.looks += 1
            self.changed.notify_all()
            return super().get(key)
    def wait_for_looks(self, count):
        with self.changed:
            assert self.changed.wait_for(lambda: self.looks >= count, 30)

from snippet import xfetch

class Down(Exception):
    pass

def fails():
    raise Down

# So long a rebuild makes every request due.
def valid(seconds=60.0):
    return Counting({"page": ("old", 1e9, time.time() + seconds)})

def call_all(cache, rebuild, count):
    values = []
    threads = [
        threading.Thread(target=lambda: values.append(xfetch(cache, "page", rebuild))) for _ in range(count)
    ]
    for thread in threads:
        thread.start()
    return threads, values

served = sum(xfetch(valid(), "page", fails) == "old" for _ in range(200))

try:
    xfetch(Counting(), "page", fails)
    raises = False
except Down:
    raises = True

cache, made = Counting(), []
def cold_rebuild():
    made.append(1)
    cache.wait_for_looks(${CALLERS})
    return "new"
threads, values = call_all(cache, cold_rebuild, ${CALLERS})
for thread in threads:
    thread.join(30)
cold = [len(made), values.count("new")]

cache, made, begun, go_on = valid(), [], threading.Event(), threading.Event()
def early_rebuild():
    made.append(1)
    begun.set()
    go_on.wait(30)
    return "new"
first, _ = call_all(cache, early_rebuild, 1)
begun.wait(30)
others, values = call_all(cache, early_rebuild, ${CALLERS - 1})
if "all" in sys.argv:
    while len(made) < ${CALLERS}:
        cache.wait_for_looks(0)
    go_on.set()
for thread in others:
    thread.join(30)
go_on.set()
first[0].join(30)
early = [len(made), values.count("old")]
print(json.dumps({"served": served, "raises": raises, "cold": cold, "early": early}))
`

/** Reads random numbers and refreshes a value, or not, for each. */
const DRAWS = `${HARNESS}
for line in sys.stdin:
    delta, gap, Clock.dice = map(float, line.split())
    cache, made = Cache(), 0
    xfetch(cache, "page", rebuild(delta))
    Clock.now = cache["page"][2] - gap
    value = xfetch(cache, "page", rebuild(delta))
    print(made, value)
`

/** Values that expired 4 s and 6 s ago. */
const OLD = `
import threading, time
${PYTHON_CACHE}
from snippet import xfetch
def at(left): return Cache(page=(1, ${DELTA}, time.time() + left))
end, ended = threading.Event(), []
def slow():
    end.wait(30)
    return 2
def fails(): raise KeyError
cache = at(-4)
print(xfetch(cache, "page", slow), end=" ")
end.set()
while cache["page"][0] != 2: time.sleep(0.001)
print(cache["page"][0], xfetch(at(-4), "page", fails), xfetch(at(-6), "page", lambda: 2), end=" ")
try: xfetch(at(-6), "page", fails)
except KeyError: print("raises", end="")
`

/** Requests for two keys, one after the other. */
const TWO = `${HARNESS}
from snippet import KEYS
cache, counts = Cache(), {}
for name, later in ${JSON.stringify(TWO_KEYS)}:
    Clock.now += later
    made = counts.get(name, 0)
    xfetch(cache, name, rebuild(0.5), **KEYS[name])
    counts[name] = made
    print(made)
`

describe.skipIf(!has('python3', [3, 8]))('the Python snippet', () => {
  const all = programsOf(python, {
    draws: (program) => [program, DRAWS],
    stampede: (program) => [program, STAMPEDE],
    two: (program) => [program, TWO],
    old: (program) => [program, OLD]
  })
  worksAsAProgram((name, args = [], input = '') => runPython(...all[name], input, args))

  it('stores the value, Δ and the expiry, and keeps the entry longer than the value lives', () => {
    const kept = runPython(
      python(factsWith({ ttl: 90.5 })),
      `${HARNESS}
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
    expect(names.trim()).toBe("['BETA', 'TTL', '_rebuild', 'math', 'random', 'time', 'xfetch']")
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
