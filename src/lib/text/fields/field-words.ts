/**
 * The words of every field of the table: what people call it, what explains it, and how sentences name it. They are no
 * part of that table, for a page can be used before they are loaded.
 */
import type { ImplementationName, KindOf, ParameterKey, Scenario } from '#core'
import { BETA_HELP } from './beta-help'

/**
 * How sentences name a field; `{deltaCv}` stands for the value of that field. A field without words, or with an empty
 * text, is not named.
 */
export interface FieldWords {
  /** Behind “Assumes”. */
  assumed?: string
  /** An adverb, before what it does to the figures. */
  effect?: string
  /** In a few words, as on a card. */
  card?: string
  /** Behind “the lesson leaves … aside”. */
  aside?: string
}

/** One of a few values to choose from. */
export interface ChoiceWords {
  label: string
  help?: string
  words?: FieldWords
  /** The words of bursts with requests in their quiet phases. */
  quiet?: FieldWords
}

interface Named {
  /** With its plain value, and with any other; a choice has words of its own. */
  words?: { plain: FieldWords; other: FieldWords }
  /** What an implementation does that sets another value than the user: "brings a lock of its own". */
  brought?: string
}

interface NamedNumber extends Named {
  label: string
  help: string
  /** A control that switches between the plain value and a number, the `usual` one at first. */
  option?: { label: string; off: ChoiceWords; on: ChoiceWords; number: string; usual: number }
}

interface NamedChoice<Kind extends string> extends Named {
  label: string
  choices: Record<Kind, ChoiceWords>
}

/** A row of which it is not known whose it is. */
type AnyNamed = Partial<Omit<NamedNumber, keyof Named>> & Named & { choices?: Record<string, ChoiceWords> }

type NamedField<Value> = [Value] extends [number]
  ? NamedNumber
  : [Value] extends [ImplementationName]
    ? Named
    : NamedChoice<KindOf<Value>>

export const FIELD_WORDS = {
  beta: {
    label: 'Beta',
    help: BETA_HELP
  },
  ttl: {
    label: 'Time to live',
    help: 'How long a value lives in the cache, counted from the moment its rebuild is written.'
  },
  delta: {
    label: 'Rebuild time',
    help: 'How long one rebuild of the value takes, at most the time to live. The paper calls it the recompute time.'
  },
  rate: {
    label: 'Request rate',
    help: 'Requests for this one key, from all processes together.'
  },
  sweep: {
    label: 'Against',
    choices: {
      beta: { label: 'β' },
      delta: { label: 'rebuild time Δ' },
      rate: { label: 'request rate' }
    }
  },
  coordination: {
    label: 'Coordination of rebuilds',
    choices: {
      none: {
        label: 'None',
        help: 'Every request that triggers starts a rebuild.',
        words: { assumed: 'no coordination of rebuilds', card: 'no coordination' }
      },
      coalesce: {
        label: 'Per host or process',
        help: 'Each host, or each process, runs one rebuild at a time. Its requests share it. Other hosts may rebuild the same value.',
        words: {
          assumed: 'one rebuild at a time per host or process ({processes} in all)',
          card: '{processes} processes'
        }
      },
      lock: {
        label: 'Lock',
        help: 'One rebuild at a time anywhere. Callers without the lock return the old value if it is still valid; otherwise they wait.',
        words: { assumed: 'a lock: one rebuild at a time anywhere', card: 'a lock' }
      }
    },
    brought: 'brings a lock of its own'
  },
  processes: {
    label: 'Hosts or processes',
    help: 'How many hosts or processes share the cache. Each runs one rebuild of a key at a time.'
  },
  deltaCv: {
    label: 'Rebuild time variation',
    help: 'The standard deviation of the rebuild time divided by its mean. 0 is a fixed time; any other is lognormal.',
    words: {
      plain: { assumed: 'a fixed rebuild time' },
      other: {
        assumed: 'a rebuild time that varies (lognormal, cv {deltaCv})',
        effect: 'with a rebuild time that varies (cv {deltaCv})',
        card: 'cv {deltaCv}',
        aside: 'the varying rebuild time'
      }
    }
  },
  arrivals: {
    label: 'Requests come',
    choices: {
      poisson: {
        label: 'At random',
        help: 'Independent of one another, as from many users (Poisson).',
        words: { assumed: 'requests at random (Poisson)' }
      },
      even: {
        label: 'Evenly',
        help: 'One request every 1/r, as from a poller or a load generator.',
        words: {
          assumed: 'evenly spaced requests',
          effect: 'with evenly spaced requests',
          card: 'even requests',
          aside: 'the evenly spaced requests'
        }
      },
      burst: {
        label: 'In bursts',
        help: 'Peaks and quiet phases of random length (exponential).',
        words: {
          assumed: 'requests in bursts of {burstOn} on average, with pauses of {burstOff}',
          effect: 'in bursts of {burstOn} with pauses of {burstOff}',
          card: 'bursts',
          aside: 'the bursts'
        },
        quiet: {
          assumed: 'requests in {peaks} on average',
          effect: 'in {peaks}',
          card: 'peaks × {burstRatio}',
          aside: 'the peaks'
        }
      }
    }
  },
  peakRate: {
    label: 'Peak rate',
    help: 'Requests per second during a peak.'
  },
  quietRate: {
    label: 'Quiet rate',
    help: 'Requests per second between peaks; 0 for none.'
  },
  burstOn: {
    label: 'A peak lasts',
    help: 'Mean length of a peak; lengths are exponential.'
  },
  burstOff: {
    label: 'Quiet lasts',
    help: 'Mean length of a quiet phase; lengths are exponential.'
  },
  burstRatio: {
    label: 'Peak over quiet rate',
    help: 'How many times as often requests come at peak as in a quiet phase.'
  },
  resolution: {
    label: 'Expiry resolution',
    help: 'The cache rounds the stored expiry down to a multiple of this: 1 s if it keeps whole seconds, 0 if it keeps it exactly.',
    brought: 'keeps whole seconds',
    words: {
      plain: {},
      other: {
        assumed: 'an expiry stored to {resolution}',
        effect: 'with an expiry cut to multiples of {resolution}',
        card: 'expiry to {resolution}',
        aside: 'the coarse expiry'
      }
    },
    option: {
      label: 'Stored expiry',
      off: { label: 'Exact', help: 'The cache stores the exact expiry.' },
      on: {
        label: 'Cut down',
        help: 'The cache rounds the expiry down, for instance to whole seconds.'
      },
      number: 'To multiples of',
      usual: 1
    }
  },
  stale: {
    label: 'Serve stale for',
    help: 'For how long after its expiry a value is still served while a rebuild runs in the background.',
    words: {
      plain: {},
      other: {
        assumed: 'values that are served for {stale} after their expiry',
        effect: 'with values served for {stale} after their expiry',
        card: 'stale for {stale}',
        aside: 'the stale serving'
      }
    }
  },
  rule: {
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
    label: 'Caches',
    help: 'How many instances have a cache of their own, each with an equal share of the requests.',
    words: {
      plain: {},
      other: {
        assumed: 'a cache in each of {instances} instances',
        effect: 'with a cache in each of {instances} instances',
        card: '{instances} caches',
        aside: 'the other instances'
      }
    }
  },
  workers: {
    label: 'Workers',
    help: 'How many requests rebuild or wait at once in each cache; more stand in line. 0 sets no limit.',
    words: {
      plain: {},
      other: {
        assumed: 'a pool of workers ({workers} in all)',
        effect: 'with a pool of workers ({workers} in all)',
        card: 'a pool of {workers}',
        aside: 'the limit of workers'
      }
    }
  },
  jitter: {
    label: 'Jitter of the lifetime',
    help: 'Each lifetime is drawn at random from so much below the time to live to so much above it.',
    words: {
      plain: {},
      other: {
        assumed: 'lifetimes that vary by {jitter} to either side',
        effect: 'with lifetimes that vary by {jitter}',
        card: 'jitter {jitter}',
        aside: 'the jitter'
      }
    }
  },
  lockTtl: {
    label: 'The lock lapses after',
    help: 'After so long another request may take the lock, although its holder still rebuilds. 0 is never.',
    words: {
      plain: {},
      other: {
        assumed: 'a lock that lapses after {lockTtl}',
        effect: 'with a lock that lapses after {lockTtl}',
        card: 'lock for {lockTtl}',
        aside: 'the expiry of the lock'
      }
    }
  },
  losers: {
    label: 'Without the lock a request',
    choices: {
      wait: { label: 'Returns the old value if it may be served, else waits' },
      stale: {
        label: 'Returns the old value, however old',
        words: {
          assumed: 'callers without the lock that return the old value',
          effect: 'with callers that return the old value without the lock',
          card: 'losers get the old value',
          aside: 'the old values without the lock'
        }
      },
      rebuild: {
        label: 'Rebuilds all the same',
        words: {
          assumed: 'callers without the lock that rebuild all the same',
          effect: 'with callers that rebuild without the lock',
          card: 'losers rebuild',
          aside: 'the rebuilds without the lock'
        }
      },
      waitalways: {
        label: 'Waits, even while the old value lives',
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
    label: 'Rebuilds at full speed',
    help: 'How many rebuilds the origin runs at full speed; more share its capacity. 0 sets no limit.',
    words: {
      plain: {},
      other: {
        assumed: 'an origin that is at full speed up to {origin} at once',
        effect: 'with an origin that is at full speed up to {origin} at once',
        card: 'origin for {origin}',
        aside: 'the limit of the origin'
      }
    }
  },
  implementation: {
    words: {
      plain: {},
      other: {
        assumed: 'the rule as in {implementation}',
        effect: 'as {program} does it',
        card: '{implementation}',
        aside: 'what {program} does differently'
      }
    }
  },
  store: {
    label: 'Where the values are kept',
    choices: {
      redis: { label: 'Redis: a lifetime counts from the write' },
      files: { label: 'Files or a database: whole seconds of the clock' }
    }
  },
  expires: {
    label: 'Where expiresAfter() is called',
    choices: {
      first: { label: 'First: before the rebuild, as in Symfony’s manual' },
      last: { label: 'Last: after the rebuild' }
    }
  },
  late: {
    label: 'Late refreshes allowed',
    help: 'The largest share of refreshes that may be late. A refresh is late if the value expires before the new one is written; then users wait.'
  },
  lifetimeBudget: {
    label: 'Lifetime to give away',
    help: 'The largest share of the time to live that an early refresh may throw away, in 19 of 20 cycles.'
  },
  cycles: {
    label: 'Cycles',
    help: 'Simulated cycles for each key and each point of a figure.'
  },
  seed: {
    label: 'Seed',
    help: 'Starts the random numbers. The same seed gives the same figures everywhere.'
  }
} satisfies { [Name in Exclude<keyof Scenario, 'keys'>]: NamedField<Scenario[Name]> } & Record<
  ParameterKey,
  NamedNumber
>

export const fieldWords = (name: keyof Scenario | ParameterKey): AnyNamed =>
  (FIELD_WORDS as Partial<Record<keyof Scenario | ParameterKey, AnyNamed>>)[name] ?? {}
