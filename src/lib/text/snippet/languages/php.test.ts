import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { has, run, withFiles } from '../../../../../tests/support/at-hand'
import { factsWith, HOSTILE_NAMES } from '../../../../../tests/support/snippet-facts'
import { CALLERS, withstandsStampedes, type Stampede } from '../../../../../tests/support/snippet-stampede'
import { php } from './php'

/** The part of Symfony and of PSR-6 that the snippet uses. It records what it is asked; the constants are set before. */
const CONTRACTS = `<?php
namespace Symfony\\Contracts\\Cache {
    interface ItemInterface {
        public function expiresAfter(int|\\DateInterval|null $time): static;
        public function isHit(): bool;
        public function get(): mixed;
    }
    interface CacheInterface {
        public function get(string $key, callable $callback, ?float $beta = null, ?array &$metadata = null): mixed;
    }
}
namespace Psr\\Cache {
    interface CacheItemPoolInterface { public function getItem(string $key): \\Symfony\\Contracts\\Cache\\ItemInterface; }
}
namespace Symfony\\Component\\Lock {
    final class Lock {
        public function acquire(bool $blocking = false): bool { echo $blocking ? "wait for it\\n" : "try it\\n"; return FREE; }
        public function release(): void { echo "release it\\n"; }
    }
    final class LockFactory {
        public function createLock(string $resource, ?float $ttl = 300.0): Lock {
            echo "lock $resource for $ttl s\\n";
            return new Lock();
        }
    }
}
namespace {
    final class Item implements Symfony\\Contracts\\Cache\\ItemInterface {
        public function expiresAfter(int|\\DateInterval|null $time): static { echo "lives $time s\\n"; return $this; }
        public function isHit(): bool { return HIT; }
        public function get(): mixed { return "the old page\\n"; }
    }
    final class Cache implements Symfony\\Contracts\\Cache\\CacheInterface, Psr\\Cache\\CacheItemPoolInterface {
        public function getItem(string $key): Symfony\\Contracts\\Cache\\ItemInterface { return new Item(); }
        public function get(string $key, callable $callback, ?float $beta = null, ?array &$metadata = null): mixed {
            echo "$key, beta $beta\\n";
            $save = true;
            $value = $callback(new Item(), $save);
            echo $save ? "save\\n" : "";
            return $value;
        }
    }
    require __DIR__ . '/snippet.php';
    $rebuild = function () { echo "rebuild\\n"; if (FAILS) throw new Exception('no database'); return "a page\\n"; };
    try {
        echo LOCKS
            ? xfetch(new Cache(), new Symfony\\Component\\Lock\\LockFactory(), 'page', $rebuild)
            : xfetch(new Cache(), 'page', $rebuild);
    } catch (Exception $error) {
        echo $error->getMessage(), "\\n";
    }
}
`

interface Case {
  coordination?: 'none' | 'coalesce' | 'lock'
  hit?: boolean
  fails?: boolean
  free?: boolean
}

/** What is said for a fetch, line by line. */
function said({ coordination = 'none', hit = false, fails = false, free = true }: Case): string[] {
  const settings = { HIT: hit, FAILS: fails, FREE: free, LOCKS: coordination !== 'none' }
  const files = {
    'snippet.php': php(factsWith({ beta: 2, coordination })),
    'contracts.php': CONTRACTS,
    'main.php': `<?php\n${Object.entries(settings)
      .map(([name, value]) => `define('${name}', ${value});\n`)
      .join('')}require __DIR__ . '/contracts.php';\n`
  }
  const text = withFiles(files, (cwd) => run('php', ['-d', 'error_reporting=-1', 'main.php'], { cwd }))
  return text.trim().split('\n')
}

/** Fifty processes with Symfony’s own cache and locks in files; a line in `looks` for each reading of the cache. */
const STAMPEDE = `<?php
require 'Symfony/Component/Cache/autoload.php';
require 'Symfony/Component/Lock/autoload.php';
require __DIR__ . '/snippet.php';

final class Files extends Symfony\\Component\\Cache\\Adapter\\FilesystemAdapter {
    public function getItem($key): Symfony\\Component\\Cache\\CacheItem {
        $item = parent::getItem($key);
        note('looks');
        return $item;
    }
}
function note(string $what): void { file_put_contents(__DIR__ . "/$what", "x\\n", FILE_APPEND | LOCK_EX); }
function count_of(string $what): int { return strlen(@file_get_contents(__DIR__ . "/$what") ?: '') >> 1; }
function await(string $what, int $count): void {
    for ($end = time() + 30; count_of($what) < $count; usleep(1000)) if (time() > $end) exit("no $what");
}
function fetch(string $folder, callable $rebuild): mixed {
    $cache = new Files('', 0, __DIR__ . "/$folder");
    $locks = new Symfony\\Component\\Lock\\LockFactory(new Symfony\\Component\\Lock\\Store\\FlockStore(__DIR__));
    return LOCKS ? xfetch($cache, $locks, 'page', $rebuild) : xfetch($cache, 'page', $rebuild);
}
function call_all(string $folder, callable $rebuild, int $count): void {
    for ($i = 0; $i < $count; $i++) {
        if (pcntl_fork()) continue;
        note('got-' . fetch($folder, $rebuild));
        exit(0);
    }
}
$fails = fn () => throw new DomainException('no database');
fetch('valid', fn () => 'old');
$served = 0;
for ($i = 0; $i < 200; $i++) $served += fetch('valid', $fails) === 'old' ? 1 : 0;
$raises = false;
try { fetch('empty', $fails); } catch (DomainException) { $raises = true; }

file_put_contents(__DIR__ . '/looks', '');
// Under a lock, who rebuilds looks a second time.
call_all('cold', function () { note('made-cold'); await('looks', ${CALLERS} + (int) LOCKS); return 'new'; }, ${CALLERS});
for ($i = 0; $i < ${CALLERS}; $i++) pcntl_wait($status);
$cold = [count_of('made-cold'), count_of('got-new')];

$refresh = function () { note('made-early'); await('end', 1); return 'fresh'; };
call_all('valid', $refresh, 1);
await('made-early', 1);
call_all('valid', $refresh, ${CALLERS} - 1);
if (LOCKS) {
    await('got-old', ${CALLERS} - 1);
} else {
    await('made-early', ${CALLERS});
}
note('end');
for ($i = 0; $i < ${CALLERS}; $i++) pcntl_wait($status);
echo json_encode(compact('served', 'raises', 'cold') + ['early' => [count_of('made-early'), count_of('got-old')]]);
`

const here = has('php', [8, 1])
/** Debian has them as php-symfony-cache and php-symfony-lock. */
const symfonyIsHere =
  here &&
  spawnSync('php', [
    '-r',
    "exit((int) !(@include 'Symfony/Component/Lock/autoload.php') ?: (int) !(@include 'Symfony/Component/Cache/autoload.php') ?: (int) !function_exists('pcntl_fork'));"
  ]).status === 0
if (here && !symfonyIsHere) console.warn('Symfony is not here: the tests that need it are skipped')

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

  it.skipIf(!here)('hands Symfony key and β, and sets the lifetime after the rebuild', () => {
    expect(said({})).toEqual(['page, beta 2', 'rebuild', 'lives 60 s', 'save', 'a page'])
  })

  it.skipIf(!here).each(['none', 'coalesce', 'lock'] as const)(
    'serves the valid value when a refresh fails, and its error on a miss, with coordination: %s',
    (coordination) => {
      expect(said({ coordination, hit: true, fails: true })).toContain('the old page')
      expect(said({ coordination, hit: true, fails: true })).not.toContain('save')
      expect(said({ coordination, fails: true }).at(-1)).toBe('no database')
    }
  )

  it.skipIf(!here)('rebuilds under a lock, and frees it when the value is saved', () => {
    expect(said({ coordination: 'lock' })).toEqual([
      'lock xfetch-page for 3 s',
      'page, beta 2',
      'wait for it',
      'rebuild',
      'lives 60 s',
      'save',
      'release it',
      'a page'
    ])
    expect(said({ coordination: 'coalesce', hit: true, free: false }).slice(2)).toEqual([
      'try it',
      'the old page'
    ])
  })

  it.skipIf(!here)('prints nothing and does nothing by itself, whatever the names say', () => {
    for (const name of HOSTILE_NAMES) {
      const snippet = php(factsWith({ name, url: name, coordination: 'lock' }))
      expect(run('php', ['-d', 'display_errors=1', '-d', 'error_reporting=-1'], { input: snippet })).toBe('')
    }
  })
})

describe.skipIf(!symfonyIsHere)('the PHP snippet with Symfony’s own cache', () => {
  withstandsStampedes((coordination) => {
    // Symfony stores at least 1 ms as the rebuild time: this β makes every request due.
    const snippet = php(factsWith({ coordination, beta: 1e15 }))
    const main = `<?php const LOCKS = ${coordination !== 'none'}; require __DIR__ . '/stampede.php';`
    return withFiles({ 'snippet.php': snippet, 'stampede.php': STAMPEDE, 'main.php': main }, (cwd) =>
      JSON.parse(run('php', ['main.php'], { cwd }))
    ) as Stampede
  })
})
