import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { has, run, temporaryFolder, writeFiles } from '../../../../../tests/support/at-hand'
import { othersOf, programsOf, worksAsAProgram } from '../../../../../tests/support/snippet-behaviour'
import { CALLERS } from '../../../../../tests/support/snippet-stampede'
import { TWO_KEYS } from '../../../../../tests/support/snippet-table'
import { TTL } from '../../../../../tests/support/xfetch-rule'
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

/** Values that expired 4 s and 6 s ago. */
const OLD = `
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

public class Old {
    static volatile long nanos = 12345;

    static XFetch<String, Integer> expired(int seconds) {
        XFetch<String, Integer> cache = new XFetch<>();
        cache.get("page", () -> 1);
        nanos += (${TTL} + seconds) * 1_000_000_000L;
        return cache;
    }

    public static void main(String[] args) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Supplier<Integer> slow = () -> {
            try { end.await(); } catch (InterruptedException error) { throw new IllegalStateException(error); }
            return 2;
        };
        Supplier<Integer> fails = () -> { throw new IllegalArgumentException("no database"); };
        XFetch<String, Integer> old = expired(4);
        int at = old.get("page", slow);
        end.countDown();
        int stored = 1;
        while (stored != 2) stored = old.get("page", slow);
        System.out.print(at + " " + stored + " " + expired(4).get("page", fails) + " " + expired(6).get("page", slow));
        try { expired(6).get("page", fails); }
        catch (IllegalArgumentException error) { System.out.print(" raises"); }
    }
}
`

/** Requests for two keys, one after the other. */
const TWO = `
import java.util.HashMap;
import java.util.Map;

public class Two {
    static long nanos = 12345;
    static double dice = 0.5;
    static XFetch<String, Integer> cache = new XFetch<>();
    static Map<String, Integer> made = new HashMap<>();

    static void fetch(String key, long later) {
        nanos += later * 1_000_000_000L;
        cache.get(key, XFetch.KEYS.get(key), () -> {
            nanos += 500_000_000L;
            return made.merge(key, 1, Integer::sum);
        });
        System.out.println(made.get(key));
    }

    public static void main(String[] args) {
${TWO_KEYS.map(([name, later]) => `        fetch("${name}", ${later});`).join('\n')}
    }
}
`

const replaced = (text: string, from: string, to: string) => {
  expect(text).toContain(from)
  return text.replaceAll(from, to)
}
const withFakes = (program: string, clock: string, random = program.includes('nextDouble')) => {
  const timed = replaced(program, 'System.nanoTime()', `${clock}.nanos`)
  return random ? replaced(timed, 'ThreadLocalRandom.current().nextDouble()', `${clock}.dice`) : timed
}

/** A lock and one rebuild per process are one program: the cache is in the process. */
const POLICIES = ['none', 'coalesce'] as const
const programs = () =>
  programsOf(
    java,
    {
      draws: (program) => [withFakes(program, 'Harness'), HARNESS],
      stampede: (program) => [withFakes(program, 'Stampede', false), STAMPEDE],
      two: (program) => [withFakes(program, 'Two'), TWO],
      old: (program) => [withFakes(program, 'Old', false), OLD]
    },
    POLICIES
  )

describe.skipIf(!has('javac', [17, 0]) || !has('java', [17, 0]))('the Java snippet', () => {
  const folder = temporaryFolder()
  const compiled = (files: Record<string, string>, options: string[] = []) => {
    const inPackage = ([path, text]: [string, string]) => [path, `package ${dirname(path)};\n${text}`]
    writeFiles(folder, Object.fromEntries(Object.entries(files).map(inPackage)))
    run('javac', [...options, ...Object.keys(files)], { cwd: folder })
  }
  const nameOf = (harness: string) => /public class (\w+)/.exec(harness)![1]
  const all = programs()
  beforeAll(() => {
    compiled(
      Object.fromEntries(
        Object.entries(all).flatMap(([name, [program, harness]]) => [
          [`${name}/XFetch.java`, program],
          [`${name}/${nameOf(harness)}.java`, harness]
        ])
      )
    )
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  worksAsAProgram((name, args = [], input = '') => {
    const options = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-cp', '.', `${name}.${nameOf(all[name][1])}`]
    return run('java', [...options, ...args], { cwd: folder, input })
  }, POLICIES)

  it('compiles without a warning under an ASCII locale, whatever the names and the options are', () => {
    const files = othersOf(java, POLICIES).map((program, i) => [`other${i}/XFetch.java`, program])
    compiled(Object.fromEntries(files), ['-encoding', 'US-ASCII', '-Xlint:all', '-Werror'])
  }, 60_000)
})
