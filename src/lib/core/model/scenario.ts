/**
 * What a user can say about a cache, and what the mathematics needs to know of one key.
 * One table of parameters drives controls, validation, links and documentation.
 * Inside, everything is SI: seconds and requests per second.
 */
import type { Deviations, Expires, Store } from './deviations'

/** The version of the model's definitions; a link says which one it was made with. */
export const MODEL_VERSION = 1

export type Coordination = 'none' | 'coalesce' | 'lock'
export const COORDINATIONS: readonly Coordination[] = ['none', 'coalesce', 'lock']

export type Arrivals =
  | { kind: 'poisson' }
  | { kind: 'even' }
  /** Phases of exponential length with these means (s); requests only while on. */
  | { kind: 'burst'; on: number; off: number }

export type Sweep = 'beta' | 'delta' | 'rate'
export const SWEEPS: readonly Sweep[] = ['beta', 'delta', 'rate']

/** Which implementation of XFetch is looked at; see implementation.ts. */
export type ImplementationName =
  'paper' | 'symfony' | 'redis' | 'django' | 'diskcache' | 'knicola' | 'yii' | 'own'
export const IMPLEMENTATION_NAMES: readonly ImplementationName[] = [
  'paper',
  'symfony',
  'redis',
  'django',
  'diskcache',
  'knicola',
  'yii',
  'own'
]

/** One cached value and how often it is asked for. `ttl` and `delta` are null where the scenario's apply. */
export interface Key {
  name: string
  /** Requests per second. */
  rate: number
  /** Seconds, or null. */
  ttl: number | null
  /** Seconds, or null. */
  delta: number | null
}

/** Everything that a link holds. */
export interface Scenario {
  beta: number
  ttl: number
  delta: number
  keys: Key[]
  deltaCv: number
  coordination: Coordination
  processes: number
  arrivals: Arrivals
  resolution: number
  implementation: ImplementationName
  /** Symfony Cache only; `redis` with every other implementation. */
  store: Store
  /** Symfony Cache only; `first` with every other implementation. */
  expires: Expires
  /** ε: the share of late refreshes that is allowed. */
  late: number
  /** The largest share of the lifetime to give away: the p95 of the gap stays below it. */
  lifetimeBudget: number
  sweep: Sweep
  cycles: number
  seed: number
}

/** One key at one β: all that the closed form and the simulation need to know. */
export interface Model {
  /** T, s: lifetime of a value from the moment its rebuild is written. */
  ttl: number
  /** Δ, s: mean rebuild time; at most ttl. */
  delta: number
  /** Coefficient of variation of the rebuild time: 0 is fixed, else lognormal. */
  deltaCv: number
  /** r, 1/s. */
  rate: number
  /** β ≥ 0; 0 switches early refresh off. */
  beta: number
  coordination: Coordination
  /** P, processes that share the cache, each with its own coalescing. */
  processes: number
  /** ρ, s: the stored expiry is cut down to a multiple of it; 0 stores it exactly. */
  resolution: number
  arrivals: Arrivals
  /** How an implementation departs from the paper's rule; absent where it does not. */
  deviations?: Deviations
}

export type ParameterKey =
  | 'beta'
  | 'ttl'
  | 'delta'
  | 'rate'
  | 'deltaCv'
  | 'processes'
  | 'resolution'
  | 'burstOn'
  | 'burstOff'
  | 'late'
  | 'lifetimeBudget'
  | 'cycles'
  | 'seed'

export interface Parameter {
  key: ParameterKey
  /** What a person calls it. */
  label: string
  symbol: string
  /** `s` a duration, `1/s` a frequency, `%` a share of 1 that people write in percent, empty a plain number. */
  unit: 's' | '1/s' | '%' | ''
  min: number
  max: number
  /** Where 0 stands for something else than a very small value: the least value above it, and what 0 does. */
  leastPositive?: { value: number; zero: string }
  fallback: number
  /** Whole numbers only. */
  whole: boolean
  help: string
}

const YEAR = 365 * 86400

const table: Parameter[] = [
  {
    key: 'beta',
    label: 'Beta',
    symbol: 'β',
    unit: '',
    min: 0,
    max: 1e6,
    leastPositive: { value: 1e-6, zero: 'switches early refresh off' },
    fallback: 1,
    whole: false,
    help: 'XFetch’s tuning knob. A larger β refreshes earlier; 1 is the paper’s default; 0 switches early refresh off, and the least above it is 0.000001.'
  },
  {
    key: 'ttl',
    label: 'Time to live',
    symbol: 'T',
    unit: 's',
    min: 1e-3,
    max: 10 * YEAR,
    fallback: 60,
    whole: false,
    help: 'How long a value lives in the cache, counted from the moment its rebuild is written.'
  },
  {
    key: 'delta',
    label: 'Rebuild time',
    symbol: 'Δ',
    unit: 's',
    min: 1e-6,
    max: 10 * 86400,
    fallback: 0.25,
    whole: false,
    help: 'How long one rebuild of the value takes; the paper calls it the recompute time. At most the time to live.'
  },
  {
    key: 'rate',
    label: 'Request rate',
    symbol: 'r',
    unit: '1/s',
    min: 1e-9,
    max: 1e9,
    fallback: 1000,
    whole: false,
    help: 'Requests for this one key, from all processes together.'
  },
  {
    key: 'deltaCv',
    label: 'Rebuild time variation',
    symbol: 'cv',
    unit: '',
    min: 0,
    max: 5,
    fallback: 0,
    whole: false,
    help: 'Standard deviation of the rebuild time over its mean: 0 is a fixed time, else it is lognormal.'
  },
  {
    key: 'processes',
    label: 'Hosts or processes',
    symbol: 'P',
    unit: '',
    min: 1,
    max: 100_000,
    fallback: 1,
    whole: true,
    help: 'Processes or hosts that share the cache; each coalesces its own rebuilds of a key into one.'
  },
  {
    key: 'resolution',
    label: 'Expiry resolution',
    symbol: 'ρ',
    unit: 's',
    min: 0,
    max: 86400,
    leastPositive: { value: 1e-9, zero: 'keeps the expiry exactly' },
    fallback: 0,
    whole: false,
    help: 'The stored expiry is cut down to a multiple of this; 1 s where a cache keeps whole seconds, 0 where it keeps it exactly.'
  },
  {
    key: 'burstOn',
    label: 'Mean burst',
    symbol: 'on',
    unit: 's',
    min: 1e-6,
    max: YEAR,
    fallback: 2,
    whole: false,
    help: 'Mean length of a phase with requests; lengths are exponential.'
  },
  {
    key: 'burstOff',
    label: 'Mean pause',
    symbol: 'off',
    unit: 's',
    min: 1e-6,
    max: YEAR,
    fallback: 18,
    whole: false,
    help: 'Mean length of a phase without requests; lengths are exponential.'
  },
  {
    key: 'late',
    label: 'Late refreshes allowed',
    symbol: 'ε',
    unit: '%',
    min: 1e-6,
    max: 0.5,
    fallback: 0.001,
    whole: false,
    help: 'The share of expiries that may still reach users: the value expires before its refresh is written.'
  },
  {
    key: 'lifetimeBudget',
    label: 'Lifetime to give away',
    symbol: 'γ',
    unit: '%',
    min: 0.001,
    max: 1,
    fallback: 0.5,
    whole: false,
    help: 'The largest share of the time to live that early refreshes may throw away, in all but one cycle of twenty.'
  },
  {
    key: 'cycles',
    label: 'Cycles',
    symbol: 'n',
    unit: '',
    min: 1,
    max: 10_000_000,
    fallback: 20_000,
    whole: true,
    help: 'Simulated cycles for each key and each point of a figure.'
  },
  {
    key: 'seed',
    label: 'Seed',
    symbol: 'seed',
    unit: '',
    min: 0,
    max: 4_294_967_295,
    fallback: 1,
    whole: true,
    help: 'Starts the random numbers; the same seed gives the same figures everywhere.'
  }
]

/** The parameter table, by key. */
export const PARAMETERS = Object.fromEntries(table.map((row) => [row.key, row])) as Record<
  ParameterKey,
  Parameter
>

/** A link holds one to this many keys. */
export const MAX_KEYS = 6
/** The longest name of a key, in characters. Caches have names such as user:42:profile. */
export const MAX_NAME = 200

/** What an empty link means: a fresh copy, free to change. */
export function defaultScenario(): Scenario {
  return {
    beta: PARAMETERS.beta.fallback,
    ttl: PARAMETERS.ttl.fallback,
    delta: PARAMETERS.delta.fallback,
    keys: [
      { name: 'hot', rate: 1000, ttl: null, delta: null },
      { name: 'cold', rate: 0.5, ttl: null, delta: null }
    ],
    deltaCv: PARAMETERS.deltaCv.fallback,
    coordination: 'none',
    processes: PARAMETERS.processes.fallback,
    arrivals: { kind: 'poisson' },
    resolution: PARAMETERS.resolution.fallback,
    implementation: 'paper',
    store: 'redis',
    expires: 'first',
    late: PARAMETERS.late.fallback,
    lifetimeBudget: PARAMETERS.lifetimeBudget.fallback,
    sweep: 'beta',
    cycles: PARAMETERS.cycles.fallback,
    seed: PARAMETERS.seed.fallback
  }
}

/** Whether a value is in the limits of its row of the table. */
export function isAllowed(key: ParameterKey, value: number): boolean {
  const { min, max, leastPositive, whole } = PARAMETERS[key]
  if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) return false
  return value === 0 || leastPositive === undefined || value >= leastPositive.value
}

/** A number to its last digit, in the unit in which it is kept; a share in percent. Any finite value. */
export function exactly(value: number, unit: Parameter['unit']): string {
  if (unit === 's') return `${value} s`
  if (unit === '1/s') return `${value}/s`
  return unit === '%' ? `${inPercent(value)} %` : `${value}`
}

/** A hundred times a share, without the digits that the product adds; also where the product is beyond all doubles. */
function inPercent(share: number): string {
  const percent = 100 * share
  if (Number.isFinite(percent)) return `${Number(percent.toPrecision(12))}`
  const [digits, exponent] = share.toExponential().split('e')
  return `${digits}e+${Number(exponent) + 2}`
}

/** Outcome of holding a number against its parameter: the number to use, and what to tell the user. */
export interface Checked {
  value: number
  /** Null where the number was fine; else a sentence part: "β 2000 is above the largest, 1000; using 1000". */
  note: string | null
}

/**
 * Holds a number against its row of the table.
 * Not a number falls back to the default; out of range is clamped, and so is what lies between 0 and the least value
 * above it; a fraction where only whole numbers make sense is rounded. Never throws, never returns NaN.
 * @param label how to name the thing to the user; the parameter's symbol unless told
 */
export function checkParameter(key: ParameterKey, value: number, label?: string): Checked {
  const { symbol, unit, min, max, leastPositive, fallback, whole } = PARAMETERS[key]
  const name = label ?? symbol
  const say = (n: number) => exactly(n, unit)
  if (Number.isNaN(value)) return { value: fallback, note: `${name} is not a number; using ${say(fallback)}` }
  if (value < min)
    return { value: min, note: `${name} ${say(value)} is below the smallest, ${say(min)}; using ${say(min)}` }
  if (value > max)
    return { value: max, note: `${name} ${say(value)} is above the largest, ${say(max)}; using ${say(max)}` }
  if (leastPositive && value > 0 && value < leastPositive.value) {
    const least = leastPositive.value
    return {
      value: least,
      note: `${name} ${say(value)} is below the smallest above 0, ${say(least)}; using ${say(least)} (0 ${leastPositive.zero})`
    }
  }
  if (whole && !Number.isInteger(value)) {
    const rounded = Math.round(value)
    return { value: rounded, note: `${name} ${value} is not a whole number; using ${rounded}` }
  }
  return { value: value === 0 ? 0 : value, note: null }
}

/** A rebuild cannot take longer than the value lives: Δ is cut to T, and said. */
export function checkDelta(delta: number, ttl: number, label = 'Δ'): Checked {
  if (delta <= ttl) return { value: delta, note: null }
  return { value: ttl, note: `${label} ${delta} s is above the time to live, ${ttl} s; using ${ttl} s` }
}
