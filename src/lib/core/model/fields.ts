/**
 * The table of a scenario’s fields, in the order of the parameters of a link. It drives links, the form, what sentences
 * say and compare, and the tests. The words of each field are text/field-words.ts: they are loaded later.
 */
import type { AnyField, FieldOf, Parameter } from './field'
import { IMPLEMENTATIONS } from './implementation'
import type { ImplementationName, Key, Scenario } from './scenario'

const YEAR = 365 * 86400

const DEFAULT_KEYS: Key[] = [
  { name: 'hot', rate: 1000, ttl: null, delta: null },
  { name: 'cold', rate: 0.5, ttl: null, delta: null }
]

export const SCENARIO_FIELDS = {
  beta: {
    symbol: 'β',
    unit: '',
    min: 0,
    max: 1e6,
    leastPositive: { value: 1e-6, zero: 'switches early refresh off' },
    fallback: 1
  },
  ttl: {
    symbol: 'T',
    unit: 's',
    min: 1e-3,
    max: 10 * YEAR,
    fallback: 60,
    perKey: true
  },
  delta: {
    symbol: 'Δ',
    unit: 's',
    min: 1e-6,
    max: 10 * 86400,
    fallback: 0.25,
    perKey: true
  },
  keys: {
    fallback: DEFAULT_KEYS
  },
  sweep: {
    choices: ['beta', 'delta', 'rate'],
    fallback: 'beta',
    shared: true
  },
  coordination: {
    choices: ['none', 'coalesce', 'lock'],
    fallback: 'none',
    link: 'coord'
  },
  processes: {
    symbol: 'P',
    unit: '',
    min: 1,
    max: 100_000,
    whole: true,
    fallback: 1,
    link: null,
    partOf: 'coordination'
  },
  deltaCv: {
    symbol: 'cv',
    unit: '',
    min: 0,
    max: 5,
    fallback: 0,
    link: 'cv',
    plain: 0
  },
  arrivals: {
    symbol: 'requests',
    choices: ['poisson', 'even', 'burst'],
    fallback: { kind: 'poisson' },
    plain: { kind: 'poisson' }
  },
  resolution: {
    symbol: 'ρ',
    unit: 's',
    min: 0,
    max: 86400,
    leastPositive: { value: 1e-9, zero: 'keeps the expiry exactly' },
    fallback: 0,
    plain: 0
  },
  stale: {
    symbol: 'stale',
    unit: 's',
    min: 0,
    max: 10 * YEAR,
    leastPositive: { value: 1e-6, zero: 'serves no expired value' },
    fallback: 0,
    plain: 0,
    perKey: true
  },
  rule: {
    symbol: 'rule',
    choices: ['paper', 'expression'],
    fallback: { kind: 'paper' },
    plain: { kind: 'paper' }
  },
  instances: {
    symbol: 'instances',
    unit: '',
    min: 1,
    max: 100_000,
    whole: true,
    fallback: 1,
    plain: 1
  },
  workers: {
    symbol: 'workers',
    unit: '',
    min: 0,
    max: 100_000,
    whole: true,
    fallback: 0,
    plain: 0
  },
  jitter: {
    symbol: 'jitter',
    unit: '%',
    min: 0,
    max: 0.99,
    leastPositive: { value: 1e-6, zero: 'keeps all lifetimes alike' },
    fallback: 0,
    plain: 0
  },
  lockTtl: {
    symbol: 'lock TTL',
    unit: 's',
    min: 0,
    max: YEAR,
    leastPositive: { value: 1e-6, zero: 'never lets the lock lapse' },
    fallback: 0,
    link: 'lockttl',
    plain: 0
  },
  losers: {
    symbol: 'losers',
    choices: ['wait', 'stale', 'rebuild', 'waitalways'],
    fallback: 'wait',
    plain: 'wait'
  },
  origin: {
    symbol: 'origin',
    unit: '',
    min: 0,
    max: 1_000_000,
    whole: true,
    fallback: 0,
    plain: 0
  },
  implementation: {
    symbol: 'cache',
    choices: Object.keys(IMPLEMENTATIONS) as ImplementationName[],
    fallback: 'paper',
    link: 'lens',
    plain: 'paper'
  },
  store: {
    choices: ['redis', 'files'],
    fallback: 'redis',
    partOf: 'implementation'
  },
  expires: {
    choices: ['first', 'last'],
    fallback: 'first',
    partOf: 'implementation'
  },
  late: {
    symbol: 'ε',
    unit: '%',
    min: 1e-6,
    max: 0.5,
    fallback: 0.001
  },
  lifetimeBudget: {
    symbol: 'γ',
    unit: '%',
    min: 0.001,
    max: 1,
    fallback: 0.5,
    link: 'give'
  },
  cycles: {
    symbol: 'n',
    unit: '',
    min: 1,
    max: 10_000_000,
    whole: true,
    fallback: 20_000,
    shared: true
  },
  seed: {
    symbol: 'seed',
    unit: '',
    min: 0,
    max: 4_294_967_295,
    whole: true,
    fallback: 1,
    shared: true
  }
} satisfies {
  [Name in keyof Scenario]: FieldOf<Scenario[Name]> & (Name extends keyof Key ? { perKey: true } : unknown)
}

/** Numbers of a key and of its arrivals, which are no fields of a scenario. */
const PARTS = {
  rate: {
    symbol: 'r',
    unit: '1/s',
    min: 1e-9,
    max: 1e9,
    fallback: 1000
  },
  peakRate: {
    symbol: 'peak rate',
    unit: '1/s',
    min: 1e-9,
    max: 1e9,
    fallback: 1000
  },
  quietRate: {
    symbol: 'quiet rate',
    unit: '1/s',
    min: 0,
    max: 1e9,
    leastPositive: { value: 1e-9, zero: 'leaves no requests between peaks' },
    fallback: 200
  },
  burstOn: {
    symbol: 'on',
    unit: 's',
    min: 1e-6,
    max: YEAR,
    fallback: 60
  },
  burstOff: {
    symbol: 'off',
    unit: 's',
    min: 1e-6,
    max: YEAR,
    fallback: 540
  },
  burstRatio: {
    symbol: 'peak',
    unit: '',
    min: 1,
    max: 1e12,
    fallback: 5
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
export const FIELDS = Object.entries(SCENARIO_FIELDS).map(([name, field]) => [
  name,
  { link: name, symbol: name, ...field }
]) as [keyof Scenario, AnyField][]

export const fieldOf = (name: keyof Scenario): AnyField => FIELDS.find(([one]) => one === name)![1]

/** The names of those fields for which this holds. */
const namesWhere = (holds: (field: AnyField) => boolean) =>
  FIELDS.filter(([, field]) => holds(field)).map(([name]) => name)

export const NUMBER_NAMES = namesWhere(({ unit }) => unit !== undefined) as NumberName[]
/** What a key may have of its own. */
export const OWN_NAMES = namesWhere(({ perKey }) => perKey === true) as (keyof Key & keyof Scenario)[]

export const COORDINATIONS = SCENARIO_FIELDS.coordination.choices
export const SWEEPS = SCENARIO_FIELDS.sweep.choices
export const IMPLEMENTATION_NAMES = SCENARIO_FIELDS.implementation.choices
export const STORES = SCENARIO_FIELDS.store.choices
export const EXPIRES = SCENARIO_FIELDS.expires.choices
export const LOSERS = SCENARIO_FIELDS.losers.choices

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
