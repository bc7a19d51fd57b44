import { computedFor, header } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaFloat, secondsFloat } from '../literal'

/** The cache is in one process: a lock for all callers and one rebuild per process are the same. */
const ALONE = {
  imports: '',
  says: '    /** The cached value of key; rebuild makes it where it is missing or due for a refresh. */',
  flights: '',
  call: 'refresh(key, rebuild)',
  method: ''
}
const TOGETHER = {
  imports: 'import java.util.concurrent.CompletableFuture;\n',
  says: `    /**
     * The cached value of key; rebuild makes it where it is missing or due for a refresh. One thread at a time
     * rebuilds a key. The others return the old value if it is still valid; otherwise they wait for the new one.
     */`,
  flights: '    private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();\n',
  call: 'together(key, rebuild, entry, valid)',
  method: `
    private V together(K key, Supplier<? extends V> rebuild, Entry<V> entry, boolean valid) {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> flight = flights.putIfAbsent(key, own);
        if (flight != null) {
            return valid ? entry.value() : flight.join();
        }
        try {
            // It may have been rebuilt since the first look.
            Entry<V> again = entries.get(key);
            boolean isNew = again != null && again != entry && seconds() < again.expiry();
            V value = isNew ? again.value() : refresh(key, rebuild);
            own.complete(value);
            return value;
        } catch (RuntimeException | Error error) {
            own.completeExceptionally(error);
            throw error;
        } finally {
            flights.remove(key);
        }
    }
`
}

export const java = (facts: SnippetFacts): string => {
  const way = facts.coordination === 'none' ? ALONE : TOGETHER
  return `${header('//', facts)}

${way.imports}import java.util.concurrent.ConcurrentHashMap;
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
${way.flights}
${way.says}
    public V get(K key, Supplier<? extends V> rebuild) {
        Entry<V> entry = entries.get(key);
        boolean valid = entry != null && seconds() < entry.expiry();
        if (valid) {
            // 1 - nextDouble() is in (0, 1], so its logarithm is finite.
            double u = 1.0 - ThreadLocalRandom.current().nextDouble();
            if (seconds() - entry.delta() * BETA * Math.log(u) < entry.expiry()) {
                return entry.value();
            }
        }
        try {
            return ${way.call};
        } catch (RuntimeException error) {
            if (valid) {
                return entry.value(); // The refresh failed, and the old value is still good.
            }
            throw error;
        }
    }
${way.method}
    private V refresh(K key, Supplier<? extends V> rebuild) {
        double started = seconds();
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
}
