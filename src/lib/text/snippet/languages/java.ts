import { computedFor, guard, header, lockMilliseconds } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaFloat, secondsFloat } from '../literal'

export const java = (facts: SnippetFacts): string => `${header('//', facts)}

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** A cache in this process that refreshes early. For Java 17 or later. */
public final class XFetch<K, V> {
    // For ${computedFor(facts)}.
    private static final double BETA = ${betaFloat(facts.beta)};
    private static final double TTL_SECONDS = ${secondsFloat(facts.ttl)};

    /** A value, how long its rebuild took, and when it expires, in seconds of System.nanoTime. */
    private record Entry<V>(V value, double delta, double expiry) {}

    private final ConcurrentMap<K, Entry<V>> entries = new ConcurrentHashMap<>();

    /** The cached value of key; rebuild makes it where it is missing or due for a refresh. */
    public V get(K key, Supplier<? extends V> rebuild) {
        Entry<V> entry = entries.get(key);
        if (entry != null) {
            // 1 - nextDouble() is in (0, 1], so its logarithm is finite.
            double u = 1.0 - ThreadLocalRandom.current().nextDouble();
            if (seconds() - entry.delta() * BETA * Math.log(u) < entry.expiry()) {
                return entry.value();
            }
        }
${guard('        //', facts, {
  coalesce: 'a map of CompletableFutures by key',
  lock: `Redis, SET lock:key 1 NX PX ${lockMilliseconds(facts)}`
})}        double started = seconds();
        V value = rebuild.get();
        double ended = seconds();
        entries.put(key, new Entry<>(value, ended - started, ended + TTL_SECONDS));
        return value;
    }

    private static double seconds() {
        return System.nanoTime() / 1e9;
    }
}

// String page = cache.get("page", this::loadPage);
`
