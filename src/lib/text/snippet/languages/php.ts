import { computedFor, header } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaFloat, secondsNumber } from '../literal'

/** Rounded down, so that no value outlives its TTL; Symfony stores nothing that lives less than a second. */
const wholeSeconds = (ttl: number) => Math.max(1, Math.floor(ttl))

const locking = {
  none: 'Symfony adds a lock of its own, one per host, except under the CLI.',
  coalesce: 'Symfony adds the coordination itself, one rebuild per host, except under the CLI.',
  lock: 'Symfony locks per host only, and not under the CLI; for all hosts together use symfony/lock in $rebuild.'
}

export const php = (facts: SnippetFacts): string => {
  const asked = secondsNumber(facts.ttl)
  const seconds = wholeSeconds(Number(asked))
  const why = seconds === Number(asked) ? '' : `, whole ones, for ${asked}`
  return `<?php
${header('//', facts)}

use Symfony\\Contracts\\Cache\\CacheInterface;
use Symfony\\Contracts\\Cache\\ItemInterface;

const XFETCH_BETA = ${betaFloat(facts.beta)}; // for ${computedFor(facts)}
const XFETCH_TTL = ${seconds}; // seconds${why}

/**
 * The cached value of $key; $rebuild makes it where it is missing or due for a refresh.
 *
 * Symfony draws the random number and measures the rebuild time. It stores the rebuild time in whole milliseconds
 * and the expiry in whole seconds, so refreshes come about 0.4 s earlier.
 * ${locking[facts.coordination]}
 */
function xfetch(CacheInterface $cache, string $key, callable $rebuild): mixed
{
    return $cache->get($key, static function (ItemInterface $item) use ($rebuild): mixed {
        $value = $rebuild();
        // Call this after the rebuild: Symfony counts the lifetime from this call, and the store rounds the rest down
        // to whole seconds. Called before the rebuild, the value can die before its early refresh.
        $item->expiresAfter(XFETCH_TTL);

        return $value;
    }, XFETCH_BETA);
}

// $page = xfetch($cache, 'page', fn () => $pages->load());
`
}
