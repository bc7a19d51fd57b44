import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modelOf } from './model-of'
import { checkDelta, checkParameter } from './check'
import { defaultScenario, FIELDS, PARAMETERS, type ParameterKey } from './fields'
import { MAX_KEYS, MAX_NAME } from './scenario'

const keys = Object.keys(PARAMETERS) as ParameterKey[]

describe('the parameter table', () => {
  it.each(keys)('%s: its default is a value that it allows', (key) => {
    const { min, max, fallback, whole } = PARAMETERS[key]
    expect(min).toBeLessThan(max)
    expect(fallback).toBeGreaterThanOrEqual(min)
    expect(fallback).toBeLessThanOrEqual(max)
    if (whole) expect([min, max, fallback].every(Number.isInteger)).toBe(true)
  })

  it('no two rows share a symbol', () => {
    expect(new Set(keys.map((key) => PARAMETERS[key].symbol)).size).toBe(keys.length)
  })
})

describe('the table of fields', () => {
  it('no two fields share a symbol or a parameter of a link', () => {
    for (const column of ['symbol', 'link'] as const) {
      const told = FIELDS.flatMap(([, field]) => field[column] ?? [])
      expect(new Set(told).size).toBe(told.length)
    }
  })

  it.each(FIELDS)('%s: its default is one of its choices', (_, { fallback, choices }) => {
    const kind = typeof fallback === 'object' ? (fallback as { kind?: string }).kind : fallback
    if (choices) expect(choices).toContain(kind)
  })

  it.each(FIELDS)('%s: an empty link has its plain value, if it has one', (_, field) => {
    if ('plain' in field) expect(field.fallback).toStrictEqual(field.plain)
  })
})

describe('a number held against its parameter', () => {
  it.each<[ParameterKey, number, number, string | null]>([
    ['beta', 1.5, 1.5, null],
    ['beta', 0, 0, null],
    ['beta', 1000, 1000, null],
    ['beta', 2e6, 1e6, 'β 2000000 is above the largest, 1000000; using 1000000'],
    ['beta', -1, 0, 'β -1 is below the smallest, 0; using 0'],
    ['beta', NaN, 1, 'β is not a number; using 1'],
    ['beta', Infinity, 1e6, 'β Infinity is above the largest, 1000000; using 1000000'],
    ['beta', -Infinity, 0, 'β -Infinity is below the smallest, 0; using 0'],
    ['beta', 1e-6, 1e-6, null],
    [
      'beta',
      5e-17,
      1e-6,
      'β 5e-17 is below the smallest above 0, 0.000001; using 0.000001 (0 switches early refresh off)'
    ],
    [
      'resolution',
      5e-324,
      1e-9,
      'ρ 5e-324 s is below the smallest above 0, 1e-9 s; using 1e-9 s (0 keeps the expiry exactly)'
    ],
    ['late', 0.6, 0.5, 'ε 60 % is above the largest, 50 %; using 50 %'],
    ['late', Number.MAX_VALUE, 0.5, 'ε 1.7976931348623157e+310 % is above the largest, 50 %; using 50 %'],
    ['ttl', 0, 0.001, 'T 0 s is below the smallest, 0.001 s; using 0.001 s'],
    ['ttl', 0.001, 0.001, null],
    ['ttl', NaN, 60, 'T is not a number; using 60 s'],
    ['rate', 2e9, 1e9, 'r 2000000000/s is above the largest, 1000000000/s; using 1000000000/s'],
    ['processes', 2.5, 3, 'P 2.5 is not a whole number; using 3'],
    ['processes', 0.6, 1, 'P 0.6 is below the smallest, 1; using 1'],
    ['processes', 99999.5, 100000, 'P 99999.5 is not a whole number; using 100000'],
    ['seed', 4294967295, 4294967295, null]
  ])('%s %d becomes %d: %s', (key, given, value, note) => {
    expect(checkParameter(key, given)).toStrictEqual({ value, note })
  })

  it('is named as the caller names it', () => {
    expect(checkParameter('rate', 0, 'rate of cold').note).toBe(
      'rate of cold 0/s is below the smallest, 1e-9/s; using 1e-9/s'
    )
  })

  it('loses the sign of minus zero', () => {
    expect(checkParameter('beta', -0).value).toBe(0)
  })

  it('is in its limits afterwards, whatever it was, and a note says when it was changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.double(), (key, given) => {
        const { unit } = PARAMETERS[key]
        const { value, note } = checkParameter(key, given)
        const told = unit === '%' ? Number((100 * value).toPrecision(12)) : value
        expect(note === null).toBe(value === given)
        if (note !== null) expect(note).toContain(String(told))
        expect(checkParameter(key, value)).toStrictEqual({ value, note: null })
      }),
      { numRuns: 3000, seed: 1 }
    )
  })
})

it('a value is allowed from the least to the largest, and between 0 and the least above it nothing is', () => {
  for (const key of keys) {
    const { min, max, leastPositive, whole } = PARAMETERS[key]
    const good = [min, max, ...(leastPositive ? [0, leastPositive.value] : [])]
    const bad = [NaN, -1, min - 1, max * 1.1, Infinity, ...(whole ? [min + 0.5] : [])]
    if (leastPositive) bad.push(leastPositive.value * 0.999, 5e-324)
    const isAllowed = (value: number) => checkParameter(key, value).note === null
    expect(good.filter((value) => !isAllowed(value))).toEqual([])
    expect(bad.filter(isAllowed)).toEqual([])
  }
})

describe('a rebuild time held against the time to live', () => {
  it.each([
    [0.25, 60, 0.25, null],
    [60, 60, 60, null],
    [61, 60, 60, 'Δ 61 s is above the time to live, 60 s; using 60 s']
  ])('%d in %d becomes %d: %s', (delta, ttl, value, note) => {
    expect(checkDelta(delta, ttl)).toStrictEqual({ value, note })
  })
})

describe('the model of a key', () => {
  const scenario = defaultScenario()

  it('takes ttl and delta from the scenario unless the key has its own', () => {
    const [plain] = scenario.keys
    expect(modelOf(scenario, plain)).toMatchObject({ ttl: 60, delta: 0.25, rate: 1000, beta: 1 })
    expect(modelOf(scenario, { ...plain, ttl: 5, delta: 2 })).toMatchObject({ ttl: 5, delta: 2 })
  })

  it('takes the β it is told', () => {
    expect(modelOf(scenario, scenario.keys[0], 4).beta).toBe(4)
  })

  it('never has a rebuild that outlasts the value', () => {
    expect(modelOf(scenario, { ...scenario.keys[0], ttl: 0.1 }).delta).toBe(0.1)
  })

  it('counts processes only where they coalesce', () => {
    const many = { ...scenario, processes: 8 }
    expect(modelOf(many, scenario.keys[0]).processes).toBe(1)
    expect(modelOf({ ...many, coordination: 'coalesce' }, scenario.keys[0]).processes).toBe(8)
  })
})

it('the default scenario keeps its own limits, and is a fresh copy each time', () => {
  const scenario = defaultScenario()
  expect(scenario.keys.length).toBeLessThanOrEqual(MAX_KEYS)
  for (const { name } of scenario.keys) expect(name.length).toBeLessThanOrEqual(MAX_NAME)
  scenario.keys[0].rate = 7
  expect(defaultScenario().keys[0].rate).toBe(1000)
})
