import { computedFor, guard, header, lockMilliseconds } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaFloat, secondsFloat } from '../literal'

export const python = (facts: SnippetFacts): string => `${header('#', facts)}

import math
import random
import time

BETA = ${betaFloat(facts.beta)}  # for ${computedFor(facts)}
TTL = ${secondsFloat(facts.ttl)}  # seconds


def xfetch(cache, key, rebuild, ttl=TTL, beta=BETA):
    """Return the value of key, which rebuild() makes where it is missing or due for a refresh.

    cache.get(key) returns None or the entry that cache.set(key, entry, seconds) stored.
    """
    entry = cache.get(key)
    if entry is not None:
        value, delta, expiry = entry
        # 1 - random() is in (0, 1], so its logarithm is finite.
        if time.time() - delta * beta * math.log(1.0 - random.random()) < expiry:
            return value
${guard('    #', facts, {
  coalesce: 'a threading.Lock for each key',
  lock: `Redis, SET lock:key 1 NX PX ${lockMilliseconds(facts)}`
})}    started = time.perf_counter()
    value = rebuild()
    delta = time.perf_counter() - started
    # A store that counts in whole seconds must not drop the entry before it expires.
    cache.set(key, (value, delta, time.time() + ttl), math.ceil(ttl) + 1)
    return value


# page = xfetch(cache, "page", load_page)
`
