import fc from 'fast-check'
import { type Arrivals, COORDINATIONS, type Model, PARAMETERS, type ParameterKey, bareModel } from '#core'

/** The default hot key at β = 1, with changes. */
export function modelWith(changes: Partial<Model> = {}): Model {
  return { ...bareModel({ ttl: 60, delta: 0.25, rate: 1000, beta: 1 }), ...changes }
}

/** How a model differs from the default, for the title of its test. */
export const nameOf = (changes: Partial<Model>) =>
  Object.entries(changes)
    .map(([key, value]) => {
      if (typeof value !== 'object') return `${key} ${value}`
      return key === 'deviations'
        ? JSON.stringify(value).replace(/["{}]/g, '')
        : `${key} ${Object.values(value).join(':')}`
    })
    .join(', ')

/** Numbers whose logarithm is uniform, ends included. */
export const logUniform = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 1_000_000 }).map((step) => Math.min(max, min * (max / min) ** (step / 1_000_000)))

/** Every size that the limits allow, from the smallest β that is not 0. */
const sized = (key: ParameterKey) => logUniform(Math.max(PARAMETERS[key].min, 1e-9), PARAMETERS[key].max)

/** Any key with Poisson requests, a fixed rebuild time and an exact expiry, anywhere in the limits. */
export const closedFormModels: fc.Arbitrary<Model> = fc
  .record({
    ttl: sized('ttl'),
    delta: sized('delta'),
    rate: sized('rate'),
    beta: fc.oneof({ weight: 19, arbitrary: sized('beta') }, fc.constant(0)),
    coordination: fc.constantFrom(...COORDINATIONS),
    processes: sized('processes').map(Math.round)
  })
  .map((model) => modelWith({ ...model, delta: Math.min(model.delta, model.ttl) }))

const arrivals: fc.Arbitrary<Arrivals> = fc.oneof(
  fc.constantFrom<Arrivals>({ kind: 'poisson' }, { kind: 'even' }),
  fc
    .record(
      { on: logUniform(0.1, 100), off: logUniform(0.1, 100), ratio: logUniform(1, 100) },
      { requiredKeys: ['on', 'off'], noNullPrototype: true }
    )
    .map((phases): Arrivals => ({ kind: 'burst', ...phases }))
)

/** Keys of any kind and of usual sizes, also where refreshes run into each other. */
export const everydayModels: fc.Arbitrary<Model> = fc
  .record({
    ttl: logUniform(1, 1000),
    delta: logUniform(0.01, 10),
    deltaCv: fc.constantFrom(0, 0, 0.3, 2),
    rate: logUniform(0.01, 1000),
    beta: fc.oneof({ weight: 9, arbitrary: logUniform(0.1, 30) }, fc.constant(0)),
    coordination: fc.constantFrom(...COORDINATIONS),
    processes: fc.integer({ min: 1, max: 16 }),
    resolution: fc.constantFrom(0, 0, 1, 7),
    arrivals
  })
  .map((model) => modelWith({ ...model, delta: Math.min(model.delta, model.ttl) }))
