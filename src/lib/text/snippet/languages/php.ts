import { computedFor, header, lockMilliseconds, servesStale, settingFor } from '../comment'
import type { KeyFacts, SnippetFacts } from '../facts'
import { betaFloat, ESCAPES, quoted, secondsNumber } from '../literal'

/** Rounded down, so that no value outlives its TTL; Symfony stores nothing that lives less than a second. */
const wholeSeconds = (ttl: number) => Math.max(1, Math.floor(ttl))

const SAYS = {
  none: ' * Symfony adds a lock of its own, one per host, except under the CLI.',
  coalesce: ` * On each host one process at a time rebuilds a key. The others return the old value if it is still valid;
 * otherwise they wait for the new one.`,
  lock: ` * One process at a time, of all hosts, rebuilds a key. The others return the old value if it is still valid;
 * otherwise they wait for the new one.`
}

const WHERE = {
  none: '',
  coalesce:
    '// $locks = new LockFactory(new Symfony\\Component\\Lock\\Store\\FlockStore()); // of this host\n',
  lock: '// $locks = new LockFactory(new Symfony\\Component\\Lock\\Store\\RedisStore($redis)); // of all hosts\n'
}

/** How the program names the settings of a key, and takes them: constants where there is one key. */
interface Settings {
  beta: string
  ttl: string
  /** As parameters, and as what a closure takes along. */
  take: string
  along: string
}
const ONE: Settings = { beta: 'XFETCH_BETA', ttl: 'XFETCH_TTL', take: '', along: '' }
const EACH: Settings = { beta: '$beta', ttl: '$ttl', take: ', float $beta, int $ttl', along: ', $ttl' }

/**
 * @param valid the expression that says whether the old value is still valid
 * @param ttl the expression for the lifetime in seconds
 * @param indent blanks before each line
 */
const rebuilds = (valid: string, ttl: string, indent: number) =>
  `try {
    $value = $rebuild();
} catch (\\Throwable $error) {
    if (!${valid}) {
        throw $error;
    }
    $save = false; // The refresh failed, and the old value is still good.

    return $item->get();
}
// Call this after the rebuild: Symfony counts the lifetime from this call, and the store rounds the rest
// down to whole seconds. Called before the rebuild, the value can die before its early refresh.
$item->expiresAfter(${ttl});

return $value;`.replace(/^(?=.)/gm, ' '.repeat(indent))

const alone = ({
  beta,
  ttl,
  take,
  along
}: Settings) => `function xfetch(CacheInterface $cache, string $key, callable $rebuild${take}): mixed
{
    return $cache->get($key, static function (ItemInterface $item, bool &$save) use ($rebuild${along}): mixed {
${rebuilds('$item->isHit()', ttl, 8)}
    }, ${beta});
}`

const together = ({ beta, ttl, take, along }: Settings) => `function xfetch(
    CacheInterface&CacheItemPoolInterface $cache,
    LockFactory $locks,
    string $key,
    callable $rebuild,${
      take &&
      `
    float $beta,
    int $ttl,`
    }
): mixed {
    $lock = $locks->createLock("xfetch-$key", XFETCH_LOCK);
    $mine = false;
    try {
        return $cache->get($key, static function (ItemInterface $item, bool &$save) use (
            $cache,
            $lock,
            &$mine,
            $key,
            $rebuild,${
              along &&
              `
            $ttl,`
            }
        ): mixed {
            $valid = $item->isHit();
            $mine = $lock->acquire(blocking: !$valid);
            // Whoever has waited may find the new value.
            $known = $valid ? $item : $cache->getItem($key);
            if (!$mine || (!$valid && $known->isHit())) {
                $save = false;

                return $known->get();
            }
${rebuilds('$valid', ttl, 12)}
        }, ${beta});
    } finally {
        // Now the value is saved.
        if ($mine) {
            $lock->release();
        }
    }
}`

/** Symfony serves no stale values, and has the rule of XFetch only. */
function asSymfonyHas({ rule, ...facts }: SnippetFacts): SnippetFacts {
  const beyond = [
    ...(facts.beyond ?? []),
    ...(servesStale(facts) ? ['stale values, which Symfony does not serve'] : []),
    ...(rule ? [`the rule ${rule.text}, as Symfony has that of XFetch`] : [])
  ]
  const own = <Of extends KeyFacts>({ stale: _, instead, ...key }: Of) =>
    rule ? { ...key, beta: instead ?? 1, good: typeof instead === 'number' } : key
  return { ...facts, ...own(facts), stale: 0, beyond, table: facts.table?.map(own) }
}

export const php = (asked: SnippetFacts): string => phpOf(asSymfonyHas(asked))

/** What the program knows of its keys: β and TTL of one, or a table of them. */
function constantsOf(facts: SnippetFacts): string {
  const { table } = facts
  const inSeconds = ({ ttl }: KeyFacts) => {
    const asked = secondsNumber(ttl)
    const seconds = wholeSeconds(Number(asked))
    return { seconds, why: seconds === Number(asked) ? '' : `, whole ones, for ${asked}` }
  }
  if (table)
    return `const XFETCH_KEYS = [
${table
  .map((key) => {
    const { seconds, why } = inSeconds(key)
    return `    // ${settingFor(facts, key)}\n    ${quoted(key.name, ESCAPES.go)} => ['beta' => ${betaFloat(key.beta)}, 'ttl' => ${seconds}], // seconds${why}\n`
  })
  .join('')}];
`
  const { seconds, why } = inSeconds(facts)
  return `const XFETCH_BETA = ${betaFloat(facts.beta)}; // for ${computedFor(facts)}
const XFETCH_TTL = ${seconds}; // seconds${why}
`
}

function phpOf(facts: SnippetFacts): string {
  const { coordination, table } = facts
  const settings = table ? EACH : ONE
  const locks = coordination !== 'none'
  return `<?php
${header('//', facts)}

${
  locks
    ? `use Psr\\Cache\\CacheItemPoolInterface;
use Symfony\\Component\\Lock\\LockFactory;
`
    : ''
}use Symfony\\Contracts\\Cache\\CacheInterface;
use Symfony\\Contracts\\Cache\\ItemInterface;

${constantsOf(facts)}${
    locks
      ? `const XFETCH_LOCK = ${Math.ceil(lockMilliseconds(facts) / 1000)}; // seconds after which a lock expires, in case its holder has died
`
      : ''
  }
/**
 * The cached value of $key; $rebuild makes it where it is missing or due for a refresh.
 *
 * Symfony draws the random number and measures the rebuild time. It stores the rebuild time in whole milliseconds
 * and the expiry in whole seconds, so refreshes come about 0.4 s earlier.
${SAYS[coordination]}
 */
${(locks ? together : alone)(settings)}

${WHERE[coordination]}// $page = xfetch($cache, ${locks ? '$locks, ' : ''}'page', fn () => $pages->load()${table ? `, ...XFETCH_KEYS[${quoted(facts.name, ESCAPES.go)}]` : ''});
`
}
