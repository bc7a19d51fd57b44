import { describe, expect, it } from 'vitest'
import { has, run, withFiles } from '../../../../../tests/support/at-hand'
import { factsWith, HOSTILE_NAMES } from '../../../../../tests/support/snippet-facts'
import { CALLERS, withstandsStampedes, type Stampede } from '../../../../../tests/support/snippet-stampede'
import { asLines, followsTheRule, fromLines, TTL } from '../../../../../tests/support/xfetch-rule'
import { java } from './java'

/** Reads random numbers and refreshes a value, or not, for each; it has its own clock and random source. */
const HARNESS = `
import java.util.function.Supplier;

public class Harness {
    static long nanos = 12345;
    static double dice;
    static int made;

    public static void main(String[] args) throws Exception {
        var in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
        for (String line; (line = in.readLine()) != null; ) {
            String[] parts = line.split(" ");
            double delta = Double.parseDouble(parts[0]);
            double gap = Double.parseDouble(parts[1]);
            dice = Double.parseDouble(parts[2]);
            made = 0;
            XFetch<String, Integer> cache = new XFetch<>();
            Supplier<Integer> rebuild = () -> {
                nanos += Math.round(delta * 1e9);
                return ++made;
            };
            cache.get("page", rebuild);
            nanos += Math.round((${TTL} - gap) * 1e9);
            int value = cache.get("page", rebuild);
            System.out.println(made + " " + value);
        }
    }
}
`

/** Fifty threads; a caller that waits for another's rebuild is in the state WAITING. */
const STAMPEDE = `
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

public class Stampede {
    static volatile long nanos = 12345;

    static List<Thread> callAll(XFetch<String, Integer> cache, Supplier<Integer> rebuild, ConcurrentLinkedQueue<Integer> values, int count) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            threads.add(new Thread(() -> values.add(cache.get("page", rebuild))));
        }
        threads.forEach(Thread::start);
        return threads;
    }

    static XFetch<String, Integer> valid() {
        XFetch<String, Integer> cache = new XFetch<>();
        // So long a rebuild makes every request due.
        cache.get("page", () -> { nanos += 1_000_000_000_000_000L; return 1; });
        return cache;
    }

    static void await(CountDownLatch latch) {
        try { latch.await(); } catch (InterruptedException error) { throw new IllegalStateException(error); }
    }

    public static void main(String[] args) throws Exception {
        boolean all = args.length > 0;
        Supplier<Integer> fails = () -> { throw new IllegalArgumentException("no database"); };
        int served = 0;
        for (int i = 0; i < 200; i++) if (valid().get("page", fails) == 1) served++;
        boolean raises = false;
        try { new XFetch<String, Integer>().get("page", fails); }
        catch (IllegalArgumentException error) { raises = true; }

        AtomicInteger made = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        Supplier<Integer> rebuild = () -> { made.incrementAndGet(); await(done); return 2; };
        ConcurrentLinkedQueue<Integer> values = new ConcurrentLinkedQueue<>();
        List<Thread> threads = callAll(new XFetch<>(), rebuild, values, ${CALLERS});
        // In their rebuild, or waiting for that of another.
        for (Thread thread : threads) while (thread.getState() != Thread.State.WAITING) Thread.onSpinWait();
        done.countDown();
        for (Thread thread : threads) thread.join();
        int cold = made.get();
        long fresh = values.stream().filter(value -> value == 2).count();

        made.set(0);
        CountDownLatch begun = new CountDownLatch(1), end = new CountDownLatch(1);
        Supplier<Integer> refresh = () -> { made.incrementAndGet(); begun.countDown(); await(end); return 2; };
        ConcurrentLinkedQueue<Integer> firsts = new ConcurrentLinkedQueue<>(), others = new ConcurrentLinkedQueue<>();
        XFetch<String, Integer> cache = valid();
        List<Thread> first = callAll(cache, refresh, firsts, 1);
        await(begun);
        List<Thread> rest = callAll(cache, refresh, others, ${CALLERS - 1});
        if (all) { while (made.get() < ${CALLERS}) Thread.onSpinWait(); end.countDown(); }
        for (Thread thread : rest) thread.join();
        end.countDown();
        first.get(0).join();
        System.out.println("{\\"served\\":" + served + ",\\"raises\\":" + raises + ",\\"cold\\":[" + cold + "," + fresh
            + "],\\"early\\":[" + made.get() + "," + others.stream().filter(value -> value == 1).count() + "]}");
    }
}
`

const replaced = (text: string, from: string, to: string) => {
  expect(text).toContain(from)
  return text.replaceAll(from, to)
}

describe.skipIf(!has('javac', [17, 0]) || !has('java', [17, 0]))('the Java snippet', () => {
  followsTheRule((beta, draws) => {
    const snippet = replaced(
      replaced(java(factsWith({ beta })), 'System.nanoTime()', 'Harness.nanos'),
      'ThreadLocalRandom.current().nextDouble()',
      'Harness.dice'
    )
    return withFiles({ 'XFetch.java': snippet, 'Harness.java': HARNESS }, (cwd) => {
      run('javac', ['XFetch.java', 'Harness.java'], { cwd })
      return fromLines(run('java', ['-Xshare:auto', '-cp', '.', 'Harness'], { cwd, input: asLines(draws) }))
    })
  })

  // A lock and one rebuild per process are one program: the cache is in the process.
  withstandsStampedes(
    (policy) => {
      const snippet = replaced(
        java(factsWith({ coordination: policy })),
        'System.nanoTime()',
        'Stampede.nanos'
      )
      return withFiles({ 'XFetch.java': snippet, 'Stampede.java': STAMPEDE }, (cwd) => {
        run('javac', ['XFetch.java', 'Stampede.java'], { cwd })
        const all = policy === 'none' ? ['all'] : []
        return JSON.parse(run('java', ['-Xshare:auto', '-cp', '.', 'Stampede', ...all], { cwd })) as Stampede
      })
    },
    ['none', 'coalesce']
  )

  it('compiles without a warning under an ASCII locale, whatever the names are', () => {
    const name = HOSTILE_NAMES.join(' ')
    withFiles({ 'XFetch.java': java(factsWith({ name, url: name, coordination: 'coalesce' })) }, (cwd) =>
      run('javac', ['-encoding', 'US-ASCII', '-Xlint:all', '-Werror', 'XFetch.java'], { cwd })
    )
  }, 60_000)
})
