/** What each implementation does differently from the paper, with its source, and how that moves the figures. */
import {
  type FigureKey,
  type ImplementationName,
  type Scenario,
  asRuleAndOptions,
  closedForm,
  modelOf,
  whySimulated
} from '#core'
import type { KeyView } from '../key-view'
import { besideMeasured, measured, measureOf } from '../numbers/measured'
import { inSeconds } from '../words'

interface Deviation {
  /** A sentence for the user: what is different, and its effect. */
  what: string
  /** The repository and file, or the package, that shows it. */
  source: string
}

const READ_BY_TTL: Deviation = {
  what:
    'It reads the remaining lifetime with TTL, which rounds to the nearest second. The chance of a refresh jumps ' +
    'from second to second. In the last half second every request refreshes, whatever β is.',
  source: 'redis/redis, src/expire.c, ttlGenericCommand'
}

export const DEVIATIONS: Partial<Record<ImplementationName, readonly Deviation[]>> = {
  symfony: [
    {
      what:
        'Symfony adds 0.1 s to the expiry and rounds it down to whole seconds. Refreshes come up to 0.9 s earlier than ' +
        'the TTL says, 0.4 s on average.',
      source: 'symfony/symfony, src/Symfony/Component/Cache/Traits/ValueWrapper.php'
    },
    {
      what:
        'The store keeps a value for whole seconds: the rest of its lifetime at the write, plus 0.1 s, rounded down. ' +
        'So a value can expire up to 1 s before the expiry that the rule uses, and its refresh comes too late.',
      source: 'symfony/cache, Adapter/AbstractAdapter.php, mergeByLifetime'
    },
    {
      what:
        'expiresAfter() counts from the moment you call it. If the callback calls it first, the rebuild uses up part ' +
        'of the lifetime, and rounding takes the rest of that second. If a rebuild takes over 0.1 s, call it last, ' +
        'after the rebuild.',
      source: 'symfony/cache, CacheItem.php and Adapter/AbstractAdapter.php'
    },
    {
      what:
        'A store in files, or in a database through PDO, also rounds the clock down. Values expire up to another ' +
        'second earlier.',
      source: 'symfony/cache, Traits/FilesystemTrait.php and Adapter/PdoAdapter.php'
    },
    {
      what:
        'A pool’s default lifetime alone stores no expiry with the value. Without expiresAfter() or expiresAt(), ' +
        'Symfony never refreshes early.',
      source: 'symfony/cache, Traits/ContractsTrait.php'
    },
    {
      what:
        'Symfony stores the rebuild time in whole milliseconds, rounded up, so very quick rebuilds are refreshed ' +
        'earlier. Up to version 4.3.4 it stored whole seconds, rounded down: no early refresh below 1 s.',
      source: 'symfony/cache, Traits/ContractsTrait.php; symfony/symfony, pull request 33846'
    },
    {
      what:
        'A file lock lets each host run one rebuild of a key at a time, except on the command line and on Windows. ' +
        'So coordination “None” here means a lock on one host. With several hosts, choose “Per host or process” under ' +
        'Coordination of rebuilds, and enter how many.',
      source: 'symfony/cache, LockRegistry.php and Traits/ContractsTrait.php'
    },
    {
      what:
        'A request that does not get the lock waits for the rebuild, even if the old value is still valid. So more ' +
        'requests wait.',
      source: 'symfony/cache, LockRegistry.php'
    },
    {
      what:
        'All keys of a host share about 25 locks, chosen by the crc32 of the key. Two keys with the same lock wait ' +
        'for each other. The simulation leaves that out.',
      source: 'symfony/cache, LockRegistry.php'
    },
    {
      what:
        'Recent versions check every 0.1 s whether the lock is free, and stop waiting after 30 s. A rebuild that ' +
        'takes longer then starts again. The simulation leaves that out.',
      source: 'symfony/symfony, src/Symfony/Component/Cache/LockRegistry.php'
    },
    {
      what:
        'With early_expiration_message_bus, a Messenger worker runs the early refreshes: nobody waits before expiry, ' +
        'and nobody takes a lock before it. The simulation leaves that out.',
      source: 'symfony/cache, Messenger/EarlyExpirationDispatcher.php'
    }
  ],
  redis: [READ_BY_TTL],
  django: [
    {
      what:
        'It never measures the rebuild time: the rule uses a setting, 1 s by default. So β = 1 here is β = 1/Δ in ' +
        'the paper. Quick rebuilds are refreshed much too early and slow ones too late.',
      source: 'oliverhaas/django-cachex, django_cachex/stampede.py'
    },
    READ_BY_TTL
  ],
  diskcache: [
    {
      what:
        'An early rebuild runs in a background thread. The request that triggered it gets the old value, so early ' +
        'refreshes make nobody wait.',
      source: 'grantjenks/python-diskcache, diskcache/recipes.py, memoize_stampede'
    },
    {
      what:
        'An early rebuild blocks others for as long as the previous rebuild took. That ends a few milliseconds before ' +
        'the write, so a busy key starts some rebuilds twice. The model uses the 3 ms that we measured; a slow disk takes longer.',
      source: 'grantjenks/python-diskcache, diskcache/recipes.py, memoize_stampede'
    },
    {
      what: 'After expiry nothing stops a stampede: every request before the write starts a rebuild.',
      source: 'grantjenks/python-diskcache, diskcache/recipes.py, memoize_stampede'
    }
  ],
  knicola: [
    {
      what: 'It silently raises a β below 1 to 1. You cannot make early refreshes rarer than that, or switch them off.',
      source: 'npm package @knicola/xfetch, shouldRecompute'
    },
    {
      what: 'It counts a rebuild time below 1 ms as 1 ms, so very quick rebuilds are refreshed earlier.',
      source: 'npm package @knicola/xfetch, shouldRecompute'
    }
  ],
  yii: [
    {
      what:
        'The rule uses the age of the value where the rebuild time belongs. A busy key is refreshed after a small ' +
        'part of its lifetime, and the rebuild time does not matter at all.',
      source: 'yiisoft/cache, src/Metadata/CacheItem.php, expired'
    },
    {
      what: 'It stores the expiry in whole seconds, so values expire up to 1 s earlier, 0.5 s on average.',
      source: 'yiisoft/cache, src/Metadata/CacheItem.php, expired'
    }
  ]
}

/**
 * The same cache as a rule and options: what stands before the rule and behind it in a sentence, and the scenario that has
 * them. Null where these cannot say it.
 */
export function asRule<Of extends Scenario>(
  scenario: Of
): { before: string; rule: string; behind: string; scenario: Of } | null {
  const same = asRuleAndOptions(scenario)
  if (same === null || same.rule.kind === 'paper') return null
  const { resolution } = same
  const cut =
    resolution === scenario.resolution ? '' : ` and an expiry cut to multiples of ${inSeconds(resolution)}`
  return { before: 'It does the same as the rule ', rule: same.rule.text, behind: `${cut}.`, scenario: same }
}

interface ContrastRow {
  label: string
  /** The figure under the paper's rule; null where that has no closed form, or the figure no value. */
  paper: string | null
  /** The figure in this implementation; null until it is simulated. */
  here: string | null
}

const ROWS: [label: string, key: FigureKey][] = [
  ['Mean refresh before expiry', 'gapMean'],
  // An implementation that shortens the stored expiry shortens this, and leaves the gap to that expiry as it is.
  ['From refresh to refresh', 'cycleSeconds'],
  ['Late refreshes', 'lateShare'],
  ['Rebuilds each time', 'duplicatesMean'],
  ['Rebuilds an hour', 'rebuildsPerHour']
]

/** Each key under the scenario's implementation, beside the rule of the paper. */
export function implementationContrasts(
  scenario: Scenario,
  views: KeyView[]
): { index: number; name: string; rows: ContrastRow[] }[] {
  return views.flatMap(({ index, name, figures, errors }) => {
    const key = scenario.keys[index]
    if (!key) return []
    const model = modelOf({ ...scenario, implementation: 'paper' }, key)
    const paper = whySimulated(model) === null ? closedForm(model) : null
    const rows = ROWS.map(([label, figure]): ContrastRow => {
      const [before, after] = [paper?.[figure] ?? null, figures?.[figure] ?? null]
      const [error, measure] = [errors?.[figure], measureOf(figure)]
      // The first rebuild of a cycle is no duplicate.
      const first = figure === 'duplicatesMean' ? 1 : 0
      return {
        label,
        paper: before === null ? null : besideMeasured(first + before, error, measure),
        here: after === null ? null : measured(first + after, error, measure)
      }
    })
    return [{ index, name, rows }]
  })
}
