import { computedFor, header, lockMilliseconds, servesStale, settingFor, waitMilliseconds } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaFloat, ESCAPES, quoted, secondsFloat, secondsNumber } from '../literal'
import { PYTHON, ruleCode } from '../rule-code'

const IMPORTS = {
  none: '',
  coalesce: '\nfrom concurrent.futures import Future',
  lock: ''
}

const state = (facts: SnippetFacts) =>
  ({
    none: '',
    coalesce: '\n_flights = {}  # the rebuilds in this process, by key\n',
    lock: `LOCK = ${Math.ceil(lockMilliseconds(facts) / 1000)}  # seconds after which a lock expires, in case its holder has died
WAIT = ${secondsNumber(waitMilliseconds(facts) / 1000)}  # seconds between two looks at a locked key
`
  })[facts.coordination]

const DOC = {
  none: '',
  coalesce: `
    In this process one thread at a time rebuilds a key. The others return the old value if it
    is still valid; otherwise they wait for the new one.
`,
  lock: `    cache.add(key, value, seconds) stores only a missing key, and says whether it did.

    One caller at a time rebuilds a key. Callers without the lock return the old value if it is
    still valid; otherwise they wait for the new one.
`
}

const call = (coordination: SnippetFacts['coordination'], keep: string) =>
  ({
    none: `_rebuild(cache, key, rebuild, ${keep})`,
    coalesce: `_coalesced(cache, key, rebuild, ${keep}, entry, valid)`,
    lock: `_locked(cache, key, rebuild, ${keep}, entry, valid)`
  })[coordination]

const NEWER = `        again = cache.get(key)  # It may have been rebuilt since the first look.
        known = 0.0 if entry is None else entry[2]
        if again is not None and again[2] > max(known, time.time()):
`

const coordinated = (keep: string) => ({
  none: '',
  coalesce: `

def _coalesced(cache, key, rebuild, ${keep}, entry, valid):
    own = Future()
    flight = _flights.setdefault(key, own)
    if flight is not own:
        return entry[0] if valid else flight.result()
    try:
${NEWER}            value = again[0]
        else:
            value = _rebuild(cache, key, rebuild, ${keep})
        own.set_result(value)
        return value
    except BaseException as error:
        own.set_exception(error)
        raise
    finally:
        del _flights[key]
`,
  lock: `

def _locked(cache, key, rebuild, ${keep}, entry, valid):
    lock = "lock:" + key
    while not cache.add(lock, 1, LOCK):
        if valid:
            return entry[0]
        time.sleep(WAIT)
        again = cache.get(key)
        if again is not None and time.time() < again[2]:
            return again[0]
    until = time.monotonic() + LOCK
    try:
${NEWER}            return again[0]
        return _rebuild(cache, key, rebuild, ${keep})
    finally:
        if time.monotonic() < until:  # Later, the lock may be another caller's.
            cache.delete(lock)
`
})

/** The rule of the cache as a function; '' for the paper’s, which is written in its place. */
function due({ rule }: SnippetFacts): string {
  if (!rule) return ''
  const { test, code } = ruleCode(rule.tree, PYTHON)
  return `

def _due(left, ttl, delta, beta):
    if left <= 0:
        return True  # It has expired.
    age = ttl - left
    delta = max(delta, 1e-9)
    return ${test ? code : `random.random() < ${code}`}
`
}

const PAPER = `    # 1 - random() is in (0, 1], so its logarithm is finite.
    if valid and time.time() - entry[1] * beta * math.log(1.0 - random.random()) < entry[2]:
        return entry[0]`
const OTHER = `    if valid and not _due(entry[2] - time.time(), ttl, entry[1], beta):
        return entry[0]`

const FOREGROUND = (call: string) => `    try:
        return ${call}
    except Exception:
        if valid:
            return entry[0]  # The refresh failed, and the old value is still good.
        raise`
/** Whether a rebuild runs already: then another thread would only find that out. Without coordination each one rebuilds. */
const RUNS = {
  none: '',
  coalesce: 'key in _flights',
  lock: 'cache.get("lock:" + key) is not None'
}
/** With stale values nobody waits who can have one, and so neither does who starts the rebuild. */
const BACKGROUND = (call: string, runs: string) => `    if not valid:
        return ${call}
${
  runs &&
  `    if ${runs}:
        return entry[0]  # A rebuild runs already, and needs no second thread.
`
}
    def refresh():
        try:
            ${call}
        except Exception:
            pass  # The old value is still good, and the next request tries again.

    threading.Thread(target=refresh, daemon=True).start()
    return entry[0]`

/** What the program knows of its keys: β and times of one, or a table of them. */
function settings(facts: SnippetFacts): string {
  const { table, stale = 0 } = facts
  const isStale = servesStale(facts)
  const after = 'seconds for which an expired value is still served while it is rebuilt'
  if (table)
    return `# beta and ttl of each key, in seconds${isStale ? `, and stale: ${after}` : ''}
KEYS = {
${table
  .map(
    (key) =>
      `    # ${settingFor(facts, key)}\n    ${quoted(key.name, ESCAPES.python)}: {"ttl": ${secondsFloat(key.ttl)}, "beta": ${betaFloat(key.beta)}` +
      `${isStale ? `, "stale": ${secondsFloat(key.stale ?? 0)}` : ''}},\n`
  )
  .join('')}}
`
  return `BETA = ${betaFloat(facts.beta)}  # for ${computedFor(facts)}
TTL = ${secondsFloat(facts.ttl)}  # seconds
${isStale ? `STALE = ${secondsFloat(stale)}  # ${after}\n` : ''}`
}

export const python = (facts: SnippetFacts): string => {
  const { coordination, rule, table } = facts
  const isStale = servesStale(facts)
  const stale = isStale ? (table ? ' + stale' : ' + STALE') : ''
  // A rebuild is told how long the store has to keep the entry.
  const keep = table && isStale ? 'ttl, stale' : 'ttl'
  return `${header('#', facts)}

import math
import random
${isStale ? 'import threading\n' : ''}import time${IMPORTS[coordination]}

${settings(facts)}${state(facts)}

def xfetch(cache, key, rebuild, ${table ? `ttl, beta${isStale ? ', stale' : ''}` : 'ttl=TTL, beta=BETA'}):
    """Return the value of key, which rebuild() makes where it is missing or due for a refresh.

    cache.get(key) returns None or the entry that cache.set(key, entry, seconds) stored.
${DOC[facts.coordination]}    """
    entry = cache.get(key)
    valid = entry is not None and time.time() < entry[2]${stale}
${rule ? OTHER : PAPER}
${(isStale ? BACKGROUND : FOREGROUND)(call(coordination, keep), RUNS[coordination])}
${due(facts)}${coordinated(keep)[coordination]}

def _rebuild(cache, key, rebuild, ${keep}):
    started = time.perf_counter()
    value = rebuild()
    delta = time.perf_counter() - started
    # A store that counts in whole seconds must not drop the entry before it expires.
    cache.set(key, (value, delta, time.time() + ttl), math.ceil(ttl${stale}) + 1)
    return value


# page = xfetch(cache, "page", load_page${table ? `, **KEYS[${quoted(facts.name, ESCAPES.python)}]` : ''})
`
}
