import { describe, expect, it } from 'vitest'
import { has, run, withFiles } from '../../../../../tests/support/at-hand'
import { factsWith, HOSTILE_NAMES } from '../../../../../tests/support/snippet-facts'
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

  it('compiles without a warning under an ASCII locale, whatever the names are', () => {
    const name = HOSTILE_NAMES.join(' ')
    withFiles({ 'XFetch.java': java(factsWith({ name, url: name, coordination: 'coalesce' })) }, (cwd) =>
      run('javac', ['-encoding', 'US-ASCII', '-Xlint:all', '-Werror', 'XFetch.java'], { cwd })
    )
  }, 60_000)
})
