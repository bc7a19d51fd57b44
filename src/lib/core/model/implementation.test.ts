import { describe, expect, it } from 'vitest'
import { modelWith } from '../../../../tests/statistics/models'
import { closedForm, whyNoClosedForm } from '../closed-form/closed-form'
import { IMPLEMENTATIONS } from './implementation'
import { storedDelta } from './deviations'
import { modelOf } from './model-of'
import { defaultScenario, IMPLEMENTATION_NAMES, PARAMETERS } from './fields'
import type { ImplementationName, Scenario } from './scenario'

const through = (implementation: ImplementationName, change: Partial<Scenario> = {}) => {
  const scenario = { ...defaultScenario(), implementation, ...change }
  return modelOf(scenario, scenario.keys[0])
}

describe('every lens', () => {
  it('stands under its own name', () => {
    expect(Object.keys(IMPLEMENTATIONS)).toEqual([...IMPLEMENTATION_NAMES])
    for (const name of IMPLEMENTATION_NAMES) expect(IMPLEMENTATIONS[name].name).toBe(name)
  })

  it.each(IMPLEMENTATION_NAMES)('%s: a smaller β than its least does the same', (name) => {
    const { leastBeta } = IMPLEMENTATIONS[name]
    for (const beta of [0, leastBeta / 2]) {
      if (beta < leastBeta) expect(through(name, { beta })).toEqual(through(name, { beta: leastBeta }))
    }
    expect(through(name, { beta: leastBeta + 1 })).not.toEqual(through(name, { beta: leastBeta }))
  })

  it.each(IMPLEMENTATION_NAMES)('%s: changes the model only where it says something', (name) => {
    const model = modelWith({ rate: 3 })
    if (!IMPLEMENTATIONS[name].differs) expect(IMPLEMENTATIONS[name].apply(model)).toBe(model)
    else expect(IMPLEMENTATIONS[name].apply(model)).toMatchObject({ ttl: 60, delta: 0.25, rate: 3 })
  })

  it.each<[ImplementationName, string | null]>([
    ['paper', null],
    ['symfony', 'a coarse expiry'],
    ['redis', 'a remaining lifetime read in whole seconds'],
    ['django', 'a remaining lifetime read in whole seconds'],
    ['diskcache', 'early rebuilds that run in the background, one at a time'],
    ['knicola', null],
    ['yii', 'a coarse expiry'],
    ['own', null]
  ])('%s: says what keeps it from having a closed form: %s', (name, why) => {
    expect(whyNoClosedForm(through(name))).toBe(why)
    if (why !== null) expect(whyNoClosedForm({ ...through(name), resolution: 0 })).not.toBeNull()
  })
})

describe('Symfony Cache', () => {
  it('locks on one host, and on each of several', () => {
    expect(through('symfony').coordination).toBe('lock')
    expect(through('symfony', { coordination: 'lock' }).coordination).toBe('lock')
    expect(through('symfony', { coordination: 'coalesce', processes: 7 })).toMatchObject({
      coordination: 'coalesce',
      processes: 7
    })
  })

  it('keeps whole seconds, or what is coarser', () => {
    expect(through('symfony').resolution).toBe(1)
    expect(through('symfony', { resolution: 60 }).resolution).toBe(60)
    expect(through('symfony').deviations).toEqual({
      expirySlack: 0.1,
      losersWait: true,
      lifetime: { store: 'redis', expires: 'first' }
    })
    expect(through('symfony', { store: 'files', expires: 'last' }).deviations?.lifetime).toEqual({
      store: 'files',
      expires: 'last'
    })
  })

  it('stores milliseconds, rounded up, as another β', () => {
    // 0.4 ms count as 1 ms.
    expect(through('symfony', { delta: 0.0004, beta: 2 }).beta).toBeCloseTo(5, 12)
    expect(through('symfony', { delta: 0.0501, beta: 1 }).beta).toBeCloseTo(0.051 / 0.0501, 12)
    for (const delta of [0.001, 0.057, 0.25, 1.1, 864000]) {
      expect(through('symfony', { ttl: 1e6, delta, beta: 1 }).beta).toBeCloseTo(1, 12)
    }
  })

  it('stores each of varying durations rounded up', () => {
    const { beta, deviations } = through('symfony', { deltaCv: 1 })
    expect(beta).toBe(1)
    expect([0, 1e-9, 0.00099, 0.001, 0.0011].map((d) => storedDelta(d, deviations!.storedDelta))).toEqual([
      0.001, 0.001, 0.001, 0.001, 0.002
    ])
  })
})

describe('django-cachex', () => {
  it('takes a second for every rebuild time', () => {
    expect(through('django', { delta: 0.1, beta: 1.5 }).beta).toBeCloseTo(15, 12)
    expect(through('django', { delta: 5, beta: 1.5 }).beta).toBeCloseTo(0.3, 12)
    expect(through('django', { deltaCv: 1 })).toMatchObject({
      beta: 1,
      deviations: { storedDelta: { constant: 1 }, rule: 'seconds' }
    })
  })
})

describe('@knicola/xfetch', () => {
  it('takes no β below 1, and no rebuild time below a millisecond', () => {
    expect([0, 0.5, 1, 3].map((beta) => through('knicola', { beta }).beta)).toEqual([1, 1, 1, 3])
    expect(through('knicola', { delta: 1e-5, beta: 2 }).beta).toBeCloseTo(200, 9)
    expect(storedDelta(1e-5, through('knicola', { deltaCv: 1 }).deviations!.storedDelta)).toBe(0.001)
  })

  it('has a closed form, of the β that it takes', () => {
    expect(closedForm(through('knicola', { beta: 0.3 }))).toEqual(closedForm(through('paper', { beta: 1 })))
  })
})

it('at the ends of the limits every implementation gives finite figures', () => {
  for (const implementation of IMPLEMENTATION_NAMES) {
    for (const beta of [PARAMETERS.beta.min, PARAMETERS.beta.max]) {
      for (const [ttl, delta] of [
        [PARAMETERS.ttl.min, PARAMETERS.delta.min],
        [PARAMETERS.ttl.max, PARAMETERS.delta.min],
        [PARAMETERS.ttl.max, PARAMETERS.delta.max]
      ]) {
        const model = through(implementation, { beta, ttl, delta })
        expect(model.beta >= 0 && model.beta < Infinity).toBe(true)
        if (whyNoClosedForm(model) === null) {
          for (const value of Object.values(closedForm(model))) expect(value).not.toBeNaN()
        }
      }
    }
  }
})
