import { describe, expect, it } from 'vitest'
import { has, run, withFiles } from '../../../../../tests/support/at-hand'
import { factsWith, HOSTILE_NAMES } from '../../../../../tests/support/snippet-facts'
import { php } from './php'

/** The part of Symfony's two contracts that the snippet uses; the cache records its arguments. */
const CONTRACTS = `<?php
namespace Symfony\\Contracts\\Cache {
    interface ItemInterface { public function expiresAfter(int|\\DateInterval|null $time): static; }
    interface CacheInterface {
        public function get(string $key, callable $callback, ?float $beta = null, ?array &$metadata = null): mixed;
    }
}
namespace {
    final class Item implements Symfony\\Contracts\\Cache\\ItemInterface {
        public function expiresAfter(int|\\DateInterval|null $time): static { echo "lives $time s\\n"; return $this; }
    }
    final class Cache implements Symfony\\Contracts\\Cache\\CacheInterface {
        public function get(string $key, callable $callback, ?float $beta = null, ?array &$metadata = null): mixed {
            echo "$key, beta $beta\\n";
            return $callback(new Item(), true);
        }
    }
    require __DIR__ . '/snippet.php';
    echo xfetch(new Cache(), 'page', function () { echo "rebuild\\n"; return "a page\\n"; });
}
`

describe('the PHP snippet', () => {
  it.each([
    [60, '60; // seconds\n'],
    [90.5, '90; // seconds, whole ones, for 90.5\n'],
    [0.25, '1; // seconds, whole ones, for 0.25\n'],
    // 4.35 · 100 is 434.99999999999994.
    [4.35 * 100, '435; // seconds\n']
  ])('gives a lifetime of %d s in the whole seconds that Symfony takes', (ttl, said) => {
    expect(php(factsWith({ ttl }))).toContain(`const XFETCH_TTL = ${said}`)
  })

  it.skipIf(!has('php', [8, 0]))('hands Symfony key and β, and sets the lifetime after the rebuild', () => {
    const files = { 'snippet.php': php(factsWith({ beta: 2 })), 'contracts.php': CONTRACTS }
    const said = withFiles(files, (cwd) => run('php', ['-d', 'error_reporting=-1', 'contracts.php'], { cwd }))
    expect(said.split('\n')).toEqual(['page, beta 2', 'rebuild', 'lives 60 s', 'a page', ''])
  })

  it.skipIf(!has('php', [8, 0]))('prints nothing and does nothing by itself, whatever the names say', () => {
    for (const name of HOSTILE_NAMES) {
      const snippet = php(factsWith({ name, url: name, coordination: 'lock' }))
      expect(run('php', ['-d', 'display_errors=1', '-d', 'error_reporting=-1'], { input: snippet })).toBe('')
    }
  })
})
