/**
 * The words of every field of the table: what people call it, what explains it, and how sentences name it. They are no
 * part of that table, for a page can be used before they are loaded.
 */
import type { ParameterKey, Scenario } from '#core'
import { BETA_HELP } from './beta-help'
import { OPTION_WORDS } from './option-words'
import type { AnyNamed, NamedField, NamedNumber } from './words-of-field'

export type { ChoiceWords, FieldWords } from './words-of-field'

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
    plainWords: { assumed: 'a fixed rebuild time' },
    words: {
      assumed: 'a rebuild time that varies (lognormal, cv {deltaCv})',
      effect: 'with a rebuild time that varies (cv {deltaCv})',
      card: 'cv {deltaCv}',
      aside: 'the varying rebuild time'
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
      assumed: 'an expiry cut to multiples of {resolution}',
      effect: 'with an expiry cut to multiples of {resolution}',
      card: 'expiry to {resolution}',
      aside: 'the coarse expiry'
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
  ...OPTION_WORDS,
  implementation: {
    words: {
      assumed: 'the rule as in {implementation}',
      effect: 'as {program} does it',
      card: '{implementation}',
      aside: 'what {program} does differently'
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
