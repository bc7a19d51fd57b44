import { computedFor, header, servesStale, settingFor } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaFloat, ESCAPES, quoted, secondsFloat } from '../literal'
import { JAVA, ruleCode } from '../rule-code'

/** The cache is in one process: a lock for all callers and one rebuild per process are the same. */
/** @param pass how methods hand on the settings of a key */
const alone = (pass: string) => ({
  imports: '',
  says: '    /** The cached value of key; rebuild makes it where it is missing or due for a refresh. */',
  flights: '',
  call: `refresh(key, ${pass}rebuild)`,
  method: ''
})
const together = (pass: string, take: string) => ({
  imports: 'import java.util.concurrent.CompletableFuture;\n',
  says: `    /**
     * The cached value of key; rebuild makes it where it is missing or due for a refresh. One thread at a time
     * rebuilds a key. The others return the old value if it is still valid; otherwise they wait for the new one.
     */`,
  flights: '    private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();\n',
  call: `together(key, ${pass}rebuild, entry, valid)`,
  method: `
    private V together(K key, ${take}Supplier<? extends V> rebuild, Entry<V> entry, boolean valid) {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> flight = flights.putIfAbsent(key, own);
        if (flight != null) {
            return valid ? entry.value() : flight.join();
        }
        try {
            // It may have been rebuilt since the first look.
            Entry<V> again = entries.get(key);
            boolean isNew = again != null && again != entry && seconds() < again.expiry();
            V value = isNew ? again.value() : refresh(key, ${pass}rebuild);
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
})

/** The rule of the cache as a method; '' for the paper’s, which is written in its place. */
function due({ rule }: SnippetFacts): string {
  if (!rule) return ''
  const { test, code } = ruleCode(rule.tree, JAVA)
  return `
    private static boolean due(double left, double ttl, double delta, double beta) {
        double age = ttl - left;
        return left <= 0 || ${test ? `(${code})` : `ThreadLocalRandom.current().nextDouble() < ${code}`};
    }
`
}

const paper = (beta: string) => `        if (valid) {
            // 1 - nextDouble() is in (0, 1], so its logarithm is finite.
            double u = 1.0 - ThreadLocalRandom.current().nextDouble();
            if (seconds() - entry.delta() * ${beta} * Math.log(u) < entry.expiry()) {
                return entry.value();
            }
        }`
const other = (
  beta: string,
  ttl: string
) => `        if (valid && !due(entry.expiry() - seconds(), ${ttl}, Math.max(entry.delta(), 1e-9), ${beta})) {
            return entry.value();
        }`

const FOREGROUND = (call: string) => `        try {
            return ${call};
        } catch (RuntimeException error) {
            if (valid) {
                return entry.value(); // The refresh failed, and the old value is still good.
            }
            throw error;
        }`
/** With stale values nobody waits who can have one, and so neither does who starts the rebuild. */
const BACKGROUND = (call: string) => `        if (!valid) {
            return ${call};
        }
        // Where it fails the old value is still good, and the next request tries again.
        CompletableFuture.runAsync(() -> ${call});
        return entry.value();`

const COMPLETABLE = 'import java.util.concurrent.CompletableFuture;\n'

/** What the program knows of its keys: β and times of one, or a table of them. */
function constantsOf(facts: SnippetFacts): string {
  const { table, stale = 0 } = facts
  const isStale = servesStale(facts)
  if (table)
    return `    /** What is set for a key, in seconds. ${isStale ? 'An expired value is still served for stale, while it is rebuilt. ' : ''}*/
    public record Setting(double beta, double ttl${isStale ? ', double stale' : ''}) {}

    public static final Map<String, Setting> KEYS = Map.ofEntries(
${table
  .map(
    (key) =>
      `        // ${settingFor(facts, key)}\n        Map.entry(${quoted(key.name, ESCAPES.java)}, new Setting(${betaFloat(key.beta)}, ${secondsFloat(key.ttl)}${isStale ? `, ${secondsFloat(key.stale ?? 0)}` : ''}))`
  )
  .join(',\n')});
`
  return `    // For ${computedFor(facts)}.
    private static final double BETA = ${betaFloat(facts.beta)};
    private static final double TTL_SECONDS = ${secondsFloat(facts.ttl)};
${
  isStale
    ? `    /** For so long an expired value is still served while it is rebuilt. */
    private static final double STALE_SECONDS = ${secondsFloat(stale)};
`
    : ''
}`
}

export const java = (facts: SnippetFacts): string => {
  const { coordination, rule, table } = facts
  const isStale = servesStale(facts)
  const [take, pass] = table ? ['Setting setting, ', 'setting, '] : ['', '']
  const [beta, ttl, stale] = table
    ? ['setting.beta()', 'setting.ttl()', 'setting.stale()']
    : ['BETA', 'TTL_SECONDS', 'STALE_SECONDS']
  const way = coordination === 'none' ? alone(pass) : together(pass, take)
  const random = !rule || !ruleCode(rule.tree, JAVA).test
  return `${header('//', facts)}

${table ? 'import java.util.Map;\n' : ''}${way.imports || (isStale ? COMPLETABLE : '')}import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
${random ? 'import java.util.concurrent.ThreadLocalRandom;\n' : ''}import java.util.function.Supplier;

/** A cache in this process that refreshes early. For Java 17 or later. */
public final class XFetch<K, V> {
${constantsOf(facts)}
    /** A value, how long its rebuild took, and when it expires, in seconds of System.nanoTime. */
    private record Entry<V>(V value, double delta, double expiry) {}

    private final ConcurrentMap<K, Entry<V>> entries = new ConcurrentHashMap<>();
${way.flights}
${way.says}
    public V get(K key, ${take}Supplier<? extends V> rebuild) {
        Entry<V> entry = entries.get(key);
        boolean valid = entry != null && seconds() < entry.expiry()${isStale ? ` + ${stale}` : ''};
${(rule ? other : paper)(beta, ttl)}
${(isStale ? BACKGROUND : FOREGROUND)(way.call)}
    }
${due(facts)}${way.method}
    private V refresh(K key, ${take}Supplier<? extends V> rebuild) {
        double started = seconds();
        V value = rebuild.get();
        double ended = seconds();
        entries.put(key, new Entry<>(value, ended - started, ended + ${ttl}));
        return value;
    }

    private static double seconds() {
        return System.nanoTime() / 1e9;
    }
}

// String page = cache.get("page", ${table ? `XFetch.KEYS.get(${quoted(facts.name, ESCAPES.java)}), ` : ''}this::loadPage);
`
}
