import { describe, expect, it } from 'vitest'
import { has, run, withFiles } from '../../../../../tests/support/at-hand'
import { FakeRedis } from '../../../../../tests/support/fake-redis'
import { HOSTILE_NAMES } from '../../../../../tests/support/snippet-facts'
import { POLICIES } from '../../../../../tests/support/snippet-stampede'
import { compiled, PYTHON_CACHE, runPython, Shared } from '../../../../../tests/support/snippet-programs'
import { ruleOf } from '../../../../../tests/support/snippet-options'
import { TABLE, TWO_KEYS, keyNamed, tableWith } from '../../../../../tests/support/snippet-table'
import { lua } from './lua'
import { php } from './php'
import { python } from './python'
import { typescript } from './typescript'

/** Names that are text, as a key of a cache has to be; a lone surrogate is none. */
const NAMES = HOSTILE_NAMES.filter((name) => !/\p{Surrogate}/u.test(name))
const hostile = () => tableWith({ table: NAMES.map((name) => keyNamed(name)) })

interface Program {
  KEYS: Record<string, { ttl: number; beta: number }>
  xfetch: (store: unknown, key: string, rebuild: () => number, settings: unknown) => Promise<number>
}
describe.each(POLICIES)(
  'one program for two keys has the β and the TTL of each, with coordination: %s',
  (coordination) => {
    it('in TypeScript', async () => {
      const clock = { now: 1000, dice: 0.5 }
      const { KEYS, xfetch } = compiled<Program>(typescript(tableWith({ coordination })), clock)
      const store = new Shared()
      const made: Record<string, number> = { hot: 0, cold: 0 }
      const fetch = (name: string) =>
        xfetch(store, name, () => ((clock.now += 0.5), ++made[name]), KEYS[name])
      const said: number[] = []
      for (const [name, later] of TWO_KEYS) {
        clock.now += later
        await fetch(name)
        said.push(made[name])
      }
      expect(said).toEqual(TABLE)
    })

    it.skipIf(!has('python3', [3, 8]))('in Python, with the stale window of each', () => {
      const harness = `
import threading, time
${PYTHON_CACHE}from snippet import xfetch, KEYS
for name in "hot", "cold":
    cache = Cache(page=(1, 0.5, time.time() - 4))
    value = xfetch(cache, "page", lambda: 2, **KEYS[name])
    while cache["page"][0] != 2: time.sleep(0.001)
    print(value, cache.seconds)
`
      const table = [keyNamed('hot', { ttl: 60, stale: 5 }), keyNamed('cold', { ttl: 600 })]
      // The old value 4 s after its expiry, kept for 60 + 5 s and one more; and a new one, for 600 + 1 s.
      expect(runPython(python(tableWith({ coordination, table })), harness)).toBe('1 66\n2 601\n')
    })

    it('in Lua', () => {
      const redis = new FakeRedis()
      const owner = coordination === 'coalesce' ? ['host'] : []
      const script = lua(tableWith({ coordination }))
      const made: Record<string, number> = { hot: 0, cold: 0 }
      const said = TWO_KEYS.map(([name, later]) => {
        const { beta, ttl } = tableWith().table!.find((key) => key.name === name)!
        redis.time += Math.round(later * 1e6)
        const [, order] = redis.eval(script, [name], ['get', beta, 0.5, ...owner]) as [unknown, number]
        if (order === 1) redis.eval(script, [name], ['set', ++made[name], 0.5, ttl, ...owner])
        return made[name]
      })
      expect(said).toEqual(TABLE)
    })

    it('in Lua, with the rule and the stale window by the times of each', () => {
      const table = [keyNamed('hot', { ttl: 60, stale: 5 }), keyNamed('cold', { ttl: 600 })]
      const script = lua(tableWith({ coordination, table, rule: ruleOf('left < 0.2*ttl') }))
      const owner = coordination === 'coalesce' ? ['host'] : []
      const after = (name: string, seconds: number) => {
        const redis = new FakeRedis()
        const { ttl, stale = 0 } = table.find((key) => key.name === name)!
        redis.eval(script, [name], ['set', 'old', 0.5, ttl, stale, ...owner])
        redis.time += Math.round(seconds * 1e6)
        return redis.eval(script, [name], ['get', 1, 0.5, ...owner])
      }
      expect([after('hot', 47), after('hot', 49), after('hot', 64), after('hot', 65.5)]).toEqual([
        ['old', 0],
        ['old', 1],
        ['old', 1],
        [null, 1]
      ])
      expect([after('cold', 479), after('cold', 481), after('cold', 600.5)]).toEqual([
        ['old', 0],
        ['old', 1],
        [null, 1]
      ])
    })

    it.skipIf(!has('php', [8, 1]))('in PHP', () => {
      const main = `<?php
namespace Symfony\\Contracts\\Cache { interface ItemInterface {} interface CacheInterface {} }
namespace Psr\\Cache { interface CacheItemPoolInterface {} }
namespace Symfony\\Component\\Lock { final class LockFactory {
    public function createLock(string $resource, ?float $ttl = 300.0): object {
        return new class { function acquire(bool $blocking = false): bool { return true; } function release(): void {} };
    }
} }
namespace {
    final class Item implements Symfony\\Contracts\\Cache\\ItemInterface {
        public function expiresAfter(int $time): static { echo " lives $time s\\n"; return $this; }
        public function isHit(): bool { return false; }
    }
    final class Cache implements Symfony\\Contracts\\Cache\\CacheInterface, Psr\\Cache\\CacheItemPoolInterface {
        public function getItem(string $key): object { return new Item(); }
        public function get(string $key, callable $callback, ?float $beta = null): mixed {
            echo "$key, beta $beta,"; $save = true; return $callback(new Item(), $save);
        }
    }
    require __DIR__ . '/snippet.php';
    $locks = ${coordination === 'none' ? '[]' : '[new Symfony\\Component\\Lock\\LockFactory()]'};
    foreach (['hot', 'cold'] as $name) xfetch(new Cache(), ...$locks, ...['key' => $name, 'rebuild' => fn () => 1], ...XFETCH_KEYS[$name]);
}
`
      const files = { 'snippet.php': php(tableWith({ coordination })), 'main.php': main }
      expect(withFiles(files, (cwd) => run('php', ['-d', 'error_reporting=-1', 'main.php'], { cwd }))).toBe(
        'hot, beta 1000000, lives 60 s\ncold, beta 0, lives 600 s\n'
      )
    })
  }
)

describe('the table of a program', () => {
  it('has the names as they are in TypeScript, and executes none of them', () => {
    expect(Object.keys(compiled<Program>(typescript(hostile()), { now: 0, dice: 0 }).KEYS)).toEqual(NAMES)
  })

  it.skipIf(!has('python3', [3, 8]))('has the names as they are in Python, and executes none of them', () => {
    const names = runPython(python(hostile()), 'import json, snippet\nprint(json.dumps(list(snippet.KEYS)))')
    expect(JSON.parse(names)).toEqual(NAMES)
  })

  it.skipIf(!has('php', [8, 1]))('has the names as they are in PHP, and executes none of them', () => {
    const files = {
      'snippet.php': php(hostile()),
      'names.php': "<?php require __DIR__ . '/snippet.php'; echo json_encode(array_keys(XFETCH_KEYS));"
    }
    expect(JSON.parse(withFiles(files, (cwd) => run('php', ['names.php'], { cwd })))).toEqual(NAMES)
  })

  it('says which keys no β protects, and what helps them', () => {
    const table = [keyNamed('hot'), keyNamed('cold', { good: false, helps: 'a lock' })]
    for (const write of [python, typescript, php, lua])
      expect(write(tableWith({ table }))).toContain(
        'NO BETA PROTECTS THIS KEY within the limits, what helps: a lock'
      )
  })
})
