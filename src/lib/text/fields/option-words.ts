/** The words of the options of a cache, and the groups in which the form shows them. */
import type { Scenario } from '#core'
import type { GroupName, NamedField } from './words-of-field'

interface Group {
  title: string
  /** Whether its fields mean something in a scenario; always unless given. */
  applies?: (scenario: Scenario) => boolean
}

/** In the order of the form. A field names its group in its row. */
export const OPTION_GROUPS: Record<GroupName, Group> = {
  stale: { title: 'Stale values and jitter' },
  rule: { title: 'Refresh rule' },
  instances: { title: 'Instances and workers' },
  lock: { title: 'The lock', applies: ({ coordination }) => coordination === 'lock' },
  origin: { title: 'Origin' }
}

type OptionName = 'stale' | 'rule' | 'instances' | 'workers' | 'jitter' | 'lockTtl' | 'losers' | 'origin'

export const OPTION_WORDS = {
  stale: {
    group: 'stale',
    term: 'stale',
    label: 'Serve stale for',
    help: 'For how long after its expiry a value is still served while a rebuild runs in the background.',
    words: {
      assumed: 'values that are served for {stale} after their expiry',
      effect: 'with values served for {stale} after their expiry',
      card: 'stale for {stale}',
      aside: 'the stale serving'
    },
    option: {
      label: 'After its expiry a value',
      off: { label: 'Is gone', help: 'Requests for an expired value wait for a rebuild.' },
      on: {
        label: 'Is served stale',
        help: 'For a while the old value is served, and one request in the background rebuilds it: stale-while-revalidate, grace.'
      },
      number: 'Serve stale for',
      usual: 30
    }
  },
  rule: {
    group: 'rule',
    term: 'rule',
    label: 'Rule of early refresh',
    choices: {
      paper: { label: 'The paper’s', help: 'XFetch: a chance of exp(−left/(β·Δ)) with so much time left.' },
      expression: {
        label: 'Another',
        help: 'The chance that a request refreshes, from left, age, ttl, delta (in seconds) and beta.',
        words: {
          assumed: 'the rule {rule}',
          effect: 'with the rule {rule}',
          card: '{rule}',
          aside: 'the other rule'
        }
      }
    }
  },
  instances: {
    group: 'instances',
    term: 'instance',
    label: 'Caches',
    help: 'How many instances have a cache of their own, each with an equal share of the requests.',
    words: {
      assumed: 'a cache in each of {instances} instances',
      effect: 'with a cache in each of {instances} instances',
      card: '{instances} caches',
      aside: 'the other instances'
    },
    option: {
      label: 'The cache',
      off: { label: 'Shared by all', help: 'One cache for all instances, such as a Redis server.' },
      on: {
        label: 'In each instance',
        help: 'Each instance has a cache of its own, and gets an equal share of the requests.'
      },
      number: 'Instances',
      usual: 4
    }
  },
  workers: {
    group: 'instances',
    term: 'worker',
    label: 'Workers',
    help: 'How many requests rebuild or wait at once in each cache; more stand in line. 0 sets no limit.',
    words: {
      assumed: 'a pool of workers ({workers} in each cache)',
      effect: 'with a pool of workers ({workers} in each cache)',
      card: 'a pool of {workers}',
      aside: 'the limit of workers'
    },
    option: {
      label: 'Workers',
      off: { label: 'No limit', help: 'Any number of requests rebuild or wait at once.' },
      on: {
        label: 'A pool',
        help: 'A request that rebuilds or waits holds a worker. While none is free, all requests stand in line.'
      },
      number: 'Workers of each cache',
      usual: 50
    }
  },
  jitter: {
    group: 'stale',
    term: 'jitter',
    label: 'Jitter of the lifetime',
    help: 'Each lifetime is drawn at random from so much below the time to live to so much above it.',
    words: {
      assumed: 'lifetimes that vary by {jitter} to either side',
      effect: 'with lifetimes that vary by {jitter}',
      card: 'jitter {jitter}',
      aside: 'the jitter'
    },
    option: {
      label: 'Lifetimes',
      off: { label: 'All alike', help: 'Each value lives for the time to live.' },
      on: {
        label: 'With jitter',
        help: 'Each write draws its lifetime at random, so that values written together do not expire together.'
      },
      number: 'To either side',
      usual: 0.1
    }
  },
  lockTtl: {
    group: 'lock',
    term: 'lock TTL',
    label: 'The lock lapses after',
    help: 'After so long another request may take the lock, although its holder still rebuilds. 0 is never.',
    words: {
      assumed: 'a lock that lapses after {lockTtl}',
      effect: 'with a lock that lapses after {lockTtl}',
      card: 'lock for {lockTtl}',
      aside: 'the expiry of the lock'
    },
    option: {
      label: 'The lock lapses',
      off: { label: 'Never', help: 'It is held until its rebuild is written.' },
      on: {
        label: 'After a time',
        help: 'Then the next request that triggers takes the lock anew, and the first rebuild goes on.'
      },
      number: 'Lapses after',
      usual: 10
    }
  },
  losers: {
    group: 'lock',
    term: 'loser',
    label: 'Without the lock a request',
    choices: {
      wait: {
        label: 'Waits',
        help: 'It gets the old value while that may be served; after that it waits for the next write.'
      },
      stale: {
        label: 'Old value',
        help: 'It gets the old value, however old, and never waits.',
        words: {
          assumed: 'callers without the lock that return the old value',
          effect: 'with callers that return the old value without the lock',
          card: 'losers get the old value',
          aside: 'the old values without the lock'
        }
      },
      rebuild: {
        label: 'Rebuilds',
        help: 'It starts a rebuild all the same: the lock is broken.',
        words: {
          assumed: 'callers without the lock that rebuild all the same',
          effect: 'with callers that rebuild without the lock',
          card: 'losers rebuild',
          aside: 'the rebuilds without the lock'
        }
      },
      waitalways: {
        label: 'Always waits',
        help: 'It waits for the next write, even while the old value lives, as Symfony does.',
        words: {
          assumed: 'callers without the lock that always wait',
          effect: 'with callers that always wait for the lock',
          card: 'losers always wait',
          aside: 'the waits while the old value lives'
        }
      }
    }
  },
  origin: {
    group: 'origin',
    term: 'origin',
    label: 'Rebuilds at full speed',
    help: 'How many rebuilds the origin runs at full speed; more share its capacity. 0 sets no limit.',
    words: {
      assumed: 'an origin that runs {origin} at full speed',
      effect: 'with an origin that runs {origin} at full speed',
      card: 'origin for {origin}',
      aside: 'the limit of the origin'
    },
    option: {
      label: 'Rebuilds in flight',
      off: { label: 'Do not slow down', help: 'A rebuild takes the same time, however many run at once.' },
      on: {
        label: 'Share an origin',
        help: 'So many rebuilds run at full speed. More share that, so each takes longer.'
      },
      number: 'At full speed',
      usual: 8
    }
  }
} satisfies { [Name in OptionName]: NamedField<Scenario[Name]> }
