/** What each implementation does differently from the paper, with its source, and how that moves the figures. */
import {
  type FigureKey,
  type ImplementationName,
  type Scenario,
  closedForm,
  modelOf,
  whySimulated
} from '#core'
import type { KeyView } from '../key-view'
import { plusMinus } from '../sentence'
import { asPercent, inFull, inSeconds, perHour, rebuildTime, toDigits } from '../words'

interface Deviation {
  /** A sentence for the user: what is different, and its effect. */
  what: string
  /** The repository and file, or the package, that shows it. */
  source: string
}

const READ_BY_TTL: Deviation = {
  what:
    'The remaining lifetime is read with TTL, which rounds it to the nearest second: the chance of a refresh jumps ' +
    'from second to second, and in the last half second every request refreshes, whatever β is.',
  source: 'redis/redis, src/expire.c, ttlGenericCommand'
}

export const DEVIATIONS: Partial<Record<ImplementationName, readonly Deviation[]>> = {
  symfony: [
    {
      what:
        'The expiry is stored in whole seconds, cut down after 0.1 s are added: refreshes come up to 0.9 s earlier ' +
        'than the time to live says, 0.4 s on average.',
      source: 'symfony/symfony, src/Symfony/Component/Cache/Traits/ValueWrapper.php'
    },
    {
      what:
        'The store keeps a value for whole seconds: what is left of its lifetime at the write, plus 0.1 s, rounded ' +
        'down. So a value can die up to a second before the expiry that the rule aims at, and its refresh comes too late.',
      source: 'symfony/cache, Adapter/AbstractAdapter.php, mergeByLifetime'
    },
    {
      what:
        'expiresAfter() counts from the moment of the call. Called first in the callback, the rebuild uses up a part ' +
        'of the lifetime, and rounding takes the rest of that second. Where a rebuild takes over 0.1 s, call it last, ' +
        'after the rebuild.',
      source: 'symfony/cache, CacheItem.php and Adapter/AbstractAdapter.php'
    },
    {
      what:
        'A store in files, or in a database through PDO, also rounds the clock down: values die up to another second ' +
        'earlier.',
      source: 'symfony/cache, Traits/FilesystemTrait.php and Adapter/PdoAdapter.php'
    },
    {
      what:
        'A pool’s default lifetime alone stores no expiry beside the value: without expiresAfter() or expiresAt() ' +
        'nothing is ever refreshed early.',
      source: 'symfony/cache, Traits/ContractsTrait.php'
    },
    {
      what:
        'The rebuild time is stored in whole milliseconds, rounded up: what takes microseconds counts as a ' +
        'millisecond, and is refreshed earlier. Up to version 4.3.4 it was cut to whole seconds: no early refresh below 1 s.',
      source: 'symfony/cache, Traits/ContractsTrait.php; symfony/symfony, pull request 33846'
    },
    {
      what:
        'A file lock lets each host rebuild a key once at a time, except on the command line and on Windows. No ' +
        'coordination is therefore read as a lock on one host; with several, choose “Per host or process” under ' +
        'Coordination of rebuilds, and their number.',
      source: 'symfony/cache, LockRegistry.php and Traits/ContractsTrait.php'
    },
    {
      what:
        'A request that does not get the lock waits for the one that did, even while the old value still lives: more ' +
        'requests wait.',
      source: 'symfony/cache, LockRegistry.php'
    },
    {
      what:
        'All keys of a host share about 25 locks, by crc32 of the key: two keys with the same one wait for each ' +
        'other. The simulation leaves that out.',
      source: 'symfony/cache, LockRegistry.php'
    },
    {
      what:
        'Recent versions look every 100 ms whether the lock is free, and give it up after 30 s: a rebuild that takes ' +
        'longer is then started again. The simulation leaves that out.',
      source: 'symfony/symfony, src/Symfony/Component/Cache/LockRegistry.php'
    },
    {
      what:
        'With early_expiration_message_bus a Messenger worker refreshes early: nobody waits before expiry, and no ' +
        'lock is taken until then. The simulation leaves that out.',
      source: 'symfony/cache, Messenger/EarlyExpirationDispatcher.php'
    }
  ],
  redis: [READ_BY_TTL],
  django: [
    {
      what:
        'The rebuild time in the rule is a setting, 1 s unless changed, and never measured: β 1 here is β 1/Δ in ' +
        'the paper, so quick rebuilds are refreshed much too early and slow ones too late.',
      source: 'oliverhaas/django-cachex, django_cachex/stampede.py'
    },
    READ_BY_TTL
  ],
  diskcache: [
    {
      what:
        'An early rebuild runs in a background thread, and whoever triggered it is served the old value: early ' +
        'refreshes make nobody wait.',
      source: 'grantjenks/python-diskcache, diskcache/recipes.py, memoize_stampede'
    },
    {
      what:
        'An early rebuild keeps others away for as long as the previous rebuild took. That ends a few milliseconds ' +
        'before the write: a busy key starts some rebuilds twice. The model takes 3 ms, as measured; a slow disk takes longer.',
      source: 'grantjenks/python-diskcache, diskcache/recipes.py, memoize_stampede'
    },
    {
      what: 'After expiry nothing is guarded: every request that comes before the write rebuilds.',
      source: 'grantjenks/python-diskcache, diskcache/recipes.py, memoize_stampede'
    }
  ],
  knicola: [
    {
      what: 'A β below 1 is silently taken as 1: early refresh cannot be made rarer than that, nor switched off.',
      source: 'npm package @knicola/xfetch, shouldRecompute'
    },
    {
      what: 'A rebuild time below 1 ms counts as 1 ms: what takes microseconds is refreshed earlier.',
      source: 'npm package @knicola/xfetch, shouldRecompute'
    }
  ],
  yii: [
    {
      what:
        'The age of the value stands where the rebuild time belongs: a busy key is refreshed after a small part of ' +
        'its lifetime, and how long a rebuild takes does not matter at all.',
      source: 'yiisoft/cache, src/Metadata/CacheItem.php, expired'
    },
    {
      what: 'The expiry is kept in whole seconds: values live up to a second, half of one on average, less long.',
      source: 'yiisoft/cache, src/Metadata/CacheItem.php, expired'
    }
  ]
}

interface ContrastRow {
  label: string
  /** The figure under the paper's rule; null where that has no closed form, or the figure no value. */
  paper: string | null
  /** The figure in this implementation; null until it is simulated. */
  here: string | null
}

const ROWS: [label: string, key: FigureKey, show: (value: number) => string][] = [
  ['Mean refresh before expiry', 'gapMean', (gap) => inSeconds(gap, 2)],
  // An implementation that shortens the stored expiry shortens this, and leaves the gap to that expiry as it is.
  ['From refresh to refresh', 'cycleSeconds', (cycle) => inSeconds(cycle, 4)],
  ['Late refreshes', 'lateShare', asPercent],
  ['Rebuilds each time', 'duplicatesMean', (duplicates) => inFull(1 + duplicates)],
  ['Rebuilds an hour', 'rebuildsPerHour', perHour]
]

/** Rebuilds have the unit of time that `perHour` chose for the value; other errors are written as in sentences. */
const errorOf = (figure: FigureKey, value: number) =>
  figure === 'rebuildsPerHour' ? (error: number) => rebuildTime(value).write(toDigits(error, 1)) : undefined

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
    const rows = ROWS.map(([label, figure, show]): ContrastRow => {
      const [before, after] = [paper?.[figure] ?? null, figures?.[figure] ?? null]
      return {
        label,
        paper: before === null ? null : show(before),
        here: after === null ? null : show(after) + plusMinus(errors, figure, errorOf(figure, after))
      }
    })
    return [{ index, name, rows }]
  })
}
