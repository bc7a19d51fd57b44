import { computedFor, header, lockMilliseconds } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaFloat, secondsNumber } from '../literal'

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

/**
 * @param valid the expression that says whether the old value is still valid
 * @param indent blanks before each line
 */
const rebuilds = (valid: string, indent: number) =>
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
$item->expiresAfter(XFETCH_TTL);

return $value;`.replace(/^(?=.)/gm, ' '.repeat(indent))

const alone = `function xfetch(CacheInterface $cache, string $key, callable $rebuild): mixed
{
    return $cache->get($key, static function (ItemInterface $item, bool &$save) use ($rebuild): mixed {
${rebuilds('$item->isHit()', 8)}
    }, XFETCH_BETA);
}`

const together = `function xfetch(
    CacheInterface&CacheItemPoolInterface $cache,
    LockFactory $locks,
    string $key,
    callable $rebuild,
): mixed {
    $lock = $locks->createLock("xfetch-$key", XFETCH_LOCK);
    $mine = false;
    try {
        return $cache->get($key, static function (ItemInterface $item, bool &$save) use (
            $cache,
            $lock,
            &$mine,
            $key,
            $rebuild,
        ): mixed {
            $valid = $item->isHit();
            $mine = $lock->acquire(blocking: !$valid);
            // Whoever has waited may find the new value.
            $known = $valid ? $item : $cache->getItem($key);
            if (!$mine || (!$valid && $known->isHit())) {
                $save = false;

                return $known->get();
            }
${rebuilds('$valid', 12)}
        }, XFETCH_BETA);
    } finally {
        // Now the value is saved.
        if ($mine) {
            $lock->release();
        }
    }
}`

/** Symfony serves no stale values, and has the rule of XFetch only. */
function asSymfonyHas({ rule, instead, stale = 0, ...facts }: SnippetFacts): SnippetFacts {
  const beyond = [
    ...(facts.beyond ?? []),
    ...(stale > 0 ? ['stale values, which Symfony does not serve'] : []),
    ...(rule ? [`the rule ${rule.text}, as Symfony has that of XFetch`] : [])
  ]
  if (!rule) return { ...facts, beyond }
  return { ...facts, beyond, beta: instead ?? 1, good: instead !== null && instead !== undefined }
}

export const php = (asked: SnippetFacts): string => phpOf(asSymfonyHas(asked))

function phpOf(facts: SnippetFacts): string {
  const { coordination } = facts
  const asked = secondsNumber(facts.ttl)
  const seconds = wholeSeconds(Number(asked))
  const why = seconds === Number(asked) ? '' : `, whole ones, for ${asked}`
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

const XFETCH_BETA = ${betaFloat(facts.beta)}; // for ${computedFor(facts)}
const XFETCH_TTL = ${seconds}; // seconds${why}
${
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
${locks ? together : alone}

${WHERE[coordination]}// $page = xfetch($cache, ${locks ? '$locks, ' : ''}'page', fn () => $pages->load());
`
}
