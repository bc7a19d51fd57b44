/**
 * The table of a scenario’s fields. It drives links, the form, what sentences say and compare, and the tests. The order
 * is that of the parameters in a link.
 */
import type { AnyField, FieldOf, Parameter } from './field'
import { IMPLEMENTATIONS } from './implementation'
import type { Coordination, Expires, ImplementationName, Key, Scenario, Store, Sweep } from './scenario'

const YEAR = 365 * 86400

const DEFAULT_KEYS: Key[] = [
  { name: 'hot', rate: 1000, ttl: null, delta: null },
  { name: 'cold', rate: 0.5, ttl: null, delta: null }
]

export const SCENARIO_FIELDS = {
  beta: {
    label: 'Beta',
    symbol: 'β',
    unit: '',
    min: 0,
    max: 1e6,
    leastPositive: { value: 1e-6, zero: 'switches early refresh off' },
    whole: false,
    fallback: 1,
    link: 'beta',
    help: 'XFetch’s tuning knob. A larger β refreshes earlier; 1 is the paper’s default; 0 switches early refresh off, and the least above it is 0.000001.'
  },
  ttl: {
    label: 'Time to live',
    symbol: 'T',
    unit: 's',
    min: 1e-3,
    max: 10 * YEAR,
    whole: false,
    fallback: 60,
    link: 'ttl',
    perKey: true,
    help: 'How long a value lives in the cache, counted from the moment its rebuild is written.'
  },
  delta: {
    label: 'Rebuild time',
    symbol: 'Δ',
    unit: 's',
    min: 1e-6,
    max: 10 * 86400,
    whole: false,
    fallback: 0.25,
    link: 'delta',
    perKey: true,
    help: 'How long one rebuild of the value takes; the paper calls it the recompute time. At most the time to live.'
  },
  keys: {
    label: 'Keys',
    symbol: 'keys',
    fallback: DEFAULT_KEYS,
    link: 'keys'
  },
  sweep: {
    label: 'Axis',
    symbol: 'sweep',
    choices: {
      beta: { label: 'β' },
      delta: { label: 'rebuild time Δ' },
      rate: { label: 'request rate' }
    },
    fallback: 'beta',
    link: 'sweep',
    shared: true
  },
  coordination: {
    label: 'Coordination of rebuilds',
    symbol: 'coordination',
    choices: {
      none: {
        label: 'None',
        help: 'Every request that triggers starts a rebuild.',
        words: { assumed: 'no coordination of rebuilds', card: 'no coordination' }
      },
      coalesce: {
        label: 'Per host or process',
        help: 'One rebuild at a time on each host, or in each process: requests there share it, and do not know of the others.',
        words: {
          assumed: 'one rebuild in flight per host or process, of which there are {processes}',
          card: '{processes} processes'
        }
      },
      lock: {
        label: 'Lock',
        help: 'One rebuild anywhere: others get the old value, or wait once it has expired.',
        words: { assumed: 'a lock: one rebuild in flight anywhere', card: 'a lock' }
      }
    },
    fallback: 'none',
    link: 'coord',
    brought: 'brings a lock of its own'
  },
  processes: {
    label: 'Hosts or processes',
    symbol: 'P',
    unit: '',
    min: 1,
    max: 100_000,
    whole: true,
    fallback: 1,
    link: null,
    partOf: 'coordination',
    help: 'Processes or hosts that share the cache; each coalesces its own rebuilds of a key into one.'
  },
  deltaCv: {
    label: 'Rebuild time variation',
    symbol: 'cv',
    unit: '',
    min: 0,
    max: 5,
    whole: false,
    fallback: 0,
    link: 'cv',
    plain: 0,
    words: {
      off: { assumed: 'a fixed rebuild time' },
      on: {
        assumed: 'a rebuild time that varies (lognormal, cv {deltaCv})',
        effect: 'with a rebuild time that varies (cv {deltaCv})',
        card: 'cv {deltaCv}',
        aside: 'the varying rebuild time'
      }
    },
    help: 'Standard deviation of the rebuild time over its mean: 0 is a fixed time, else it is lognormal.'
  },
  arrivals: {
    label: 'Requests come',
    symbol: 'requests',
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
        help: 'All requests come in bursts, at a higher rate: the mean rate stays as typed. Lengths are exponential.',
        words: {
          assumed: 'requests in bursts of {burstOn} on average, with pauses of {burstOff}',
          effect: 'in bursts of {burstOn} with pauses of {burstOff}',
          card: 'bursts',
          aside: 'the bursts'
        }
      }
    },
    fallback: { kind: 'poisson' },
    link: 'arrivals',
    plain: { kind: 'poisson' }
  },
  resolution: {
    label: 'Expiry resolution',
    symbol: 'ρ',
    unit: 's',
    min: 0,
    max: 86400,
    leastPositive: { value: 1e-9, zero: 'keeps the expiry exactly' },
    whole: false,
    fallback: 0,
    link: 'resolution',
    plain: 0,
    brought: 'keeps whole seconds',
    words: {
      off: {},
      on: {
        assumed: 'an expiry stored to {resolution}',
        effect: 'with an expiry cut to multiples of {resolution}',
        card: 'expiry to {resolution}',
        aside: 'the coarse expiry'
      }
    },
    option: {
      label: 'Stored expiry',
      off: { label: 'Exact', help: 'The cache knows to the instant when a value expires.' },
      on: {
        label: 'Cut down',
        help: 'The expiry is cut down to a multiple, as by a cache that keeps whole seconds.'
      },
      number: 'To multiples of',
      usual: 1
    },
    help: 'The stored expiry is cut down to a multiple of this; 1 s where a cache keeps whole seconds, 0 where it keeps it exactly.'
  },
  implementation: {
    label: 'Implementation',
    symbol: 'cache',
    choices: IMPLEMENTATIONS,
    fallback: 'paper',
    link: 'lens',
    plain: 'paper',
    words: {
      off: {},
      on: {
        assumed: 'the rule as in {implementation}',
        effect: 'as {program} does it',
        card: '{implementation}',
        aside: 'what {program} does differently'
      }
    }
  },
  store: {
    label: 'Where the values are kept',
    symbol: 'store',
    choices: {
      redis: { label: 'Redis: a lifetime counts from the write' },
      files: { label: 'Files or a database: whole seconds of the clock' }
    },
    fallback: 'redis',
    link: 'store',
    partOf: 'implementation'
  },
  expires: {
    label: 'Where expiresAfter() is called',
    symbol: 'expires',
    choices: {
      first: { label: 'First: before the rebuild, as in Symfony’s manual' },
      last: { label: 'Last: after the rebuild' }
    },
    fallback: 'first',
    link: 'expires',
    partOf: 'implementation'
  },
  late: {
    label: 'Late refreshes allowed',
    symbol: 'ε',
    unit: '%',
    min: 1e-6,
    max: 0.5,
    whole: false,
    fallback: 0.001,
    link: 'late',
    help: 'The share of expiries that may still reach users: the value expires before its refresh is written.'
  },
  lifetimeBudget: {
    label: 'Lifetime to give away',
    symbol: 'γ',
    unit: '%',
    min: 0.001,
    max: 1,
    whole: false,
    fallback: 0.5,
    link: 'give',
    help: 'The largest share of the time to live that early refreshes may throw away, in all but one cycle of twenty.'
  },
  cycles: {
    label: 'Cycles',
    symbol: 'n',
    unit: '',
    min: 1,
    max: 10_000_000,
    whole: true,
    fallback: 20_000,
    link: 'cycles',
    shared: true,
    help: 'Simulated cycles for each key and each point of a figure.'
  },
  seed: {
    label: 'Seed',
    symbol: 'seed',
    unit: '',
    min: 0,
    max: 4_294_967_295,
    whole: true,
    fallback: 1,
    link: 'seed',
    shared: true,
    help: 'Starts the random numbers; the same seed gives the same figures everywhere.'
  }
} satisfies {
  [Name in keyof Scenario]: FieldOf<Scenario[Name]> & (Name extends keyof Key ? { perKey: true } : unknown)
}

/** Numbers of a key and of its arrivals, which are no fields of a scenario. */
const PARTS = {
  rate: {
    label: 'Request rate',
    symbol: 'r',
    unit: '1/s',
    min: 1e-9,
    max: 1e9,
    fallback: 1000,
    whole: false,
    help: 'Requests for this one key, from all processes together.'
  },
  burstOn: {
    label: 'Mean burst',
    symbol: 'on',
    unit: 's',
    min: 1e-6,
    max: YEAR,
    fallback: 2,
    whole: false,
    help: 'Mean length of a phase with requests; lengths are exponential.'
  },
  burstOff: {
    label: 'Mean pause',
    symbol: 'off',
    unit: 's',
    min: 1e-6,
    max: YEAR,
    fallback: 18,
    whole: false,
    help: 'Mean length of a phase without requests; lengths are exponential.'
  }
} satisfies Record<string, Parameter>

type Fields = typeof SCENARIO_FIELDS

/** A field that is a number. */
export type NumberName = {
  [Name in keyof Scenario]: Scenario[Name] extends number ? Name : never
}[keyof Scenario]
/** A field that has a plain value. */
type PlainName = {
  [Name in keyof Fields]: Fields[Name] extends { plain: unknown } ? Name : never
}[keyof Fields]
/** A number of the parameter table. */
export type ParameterKey = NumberName | keyof typeof PARTS

/** Every field with its row, in the order of the table. */
export const FIELDS = Object.entries(SCENARIO_FIELDS) as [keyof Scenario, AnyField][]

/** The names of those fields for which this holds. */
const namesWhere = (holds: (field: AnyField) => boolean) =>
  FIELDS.filter(([, field]) => holds(field)).map(([name]) => name)

export const NUMBER_NAMES = namesWhere(({ unit }) => unit !== undefined) as NumberName[]
/** Numbers with a switch in the form between their plain value and another. */
export const OPTIONAL_NUMBERS = namesWhere(({ option }) => option !== undefined) as NumberName[]
/** What two scenarios share when they are compared. */
export const SHARED_NAMES = namesWhere(({ shared }) => shared === true)
/** What a key may have of its own. */
export const OWN_NAMES = namesWhere(({ perKey }) => perKey === true) as (keyof Key & keyof Scenario)[]

const choicesOf = <Value>(name: keyof Scenario) =>
  Object.keys((SCENARIO_FIELDS[name] as AnyField).choices!) as Value[]
export const COORDINATIONS = choicesOf<Coordination>('coordination')
export const SWEEPS = choicesOf<Sweep>('sweep')
export const IMPLEMENTATION_NAMES = choicesOf<ImplementationName>('implementation')
export const STORES = choicesOf<Store>('store')
export const EXPIRES = choicesOf<Expires>('expires')

/** The parameter table, by key. */
export const PARAMETERS = {
  ...Object.fromEntries(NUMBER_NAMES.map((name) => [name, SCENARIO_FIELDS[name]])),
  ...PARTS
} as Record<ParameterKey, Parameter>

const valuesOf = (column: 'fallback' | 'plain') =>
  Object.fromEntries(FIELDS.flatMap(([name, field]) => (column in field ? [[name, field[column]]] : [])))

/** With these the model does without what has no closed form. */
export const PLAIN = valuesOf('plain') as Pick<Scenario, PlainName>

/** What an empty link means: a fresh copy, free to change. */
export const defaultScenario = (): Scenario => ({
  ...(valuesOf('fallback') as unknown as Scenario),
  keys: DEFAULT_KEYS.map((key) => ({ ...key }))
})
