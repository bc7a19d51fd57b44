import { computedFor, header } from '../comment'
import type { SnippetFacts } from '../facts'
import { betaFloat, secondsNumber } from '../literal'

/** Whole seconds, and no value may live longer than asked; Symfony stores nothing that lives less than one. */
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
 * The value of $key, made by $rebuild when it has to be made anew.
 *
 * Symfony draws, and measures the rebuild itself. It keeps that in whole milliseconds and the expiry in
 * whole seconds, so that refreshes come about 0.4 s earlier.
 * ${locking[facts.coordination]}
 */
function xfetch(CacheInterface $cache, string $key, callable $rebuild): mixed
{
    return $cache->get($key, static function (ItemInterface $item) use ($rebuild): mixed {
        $value = $rebuild();
        // Last, after the rebuild. Symfony counts the lifetime from this call and the store drops what is left of it
        // to whole seconds: called first, the value can die before it is refreshed early.
        $item->expiresAfter(XFETCH_TTL);

        return $value;
    }, XFETCH_BETA);
}

// $page = xfetch($cache, 'page', fn () => $pages->load());
`
}
