import { describe, expect, it } from 'vitest'
import { NO_OPTIONS, type CacheOptions, type Model, defaultScenario, modelOf } from '#core'
import { closedForm } from './closed-form'
import { hasPlainWindow, optionsUnlikePlain, plainTwin } from './plain-twin'
import { lateShareOf, trigger } from './first-trigger'
import { optionLaw } from './any-rule/option-law'

const plain = { ...modelOf(defaultScenario(), defaultScenario().keys[0]), rate: 8 }
const with_ = (options: Partial<CacheOptions>, change: Partial<Model> = {}): Model => ({
  ...plain,
  ...change,
  options: { ...NO_OPTIONS, ...options }
})
const lock = { coordination: 'lock' } as const

describe('a plain twin', () => {
  it.each<[string, Model]>([
    ['stale serving', with_({ stale: 30 })],
    ['own caches', with_({ instances: 4 })],
    ['a lock whose losers get the old value', with_({ losers: 'stale' }, lock)],
    ['a lock whose losers always wait', with_({ losers: 'waitalways' }, lock)],
    ['a lock that outlives every rebuild', with_({ lockTtl: 10 }, lock)],
    ['a lock whose losers rebuild', with_({ losers: 'rebuild' }, lock)],
    [
      'an origin that two processes cannot fill',
      with_({ origin: 2 }, { coordination: 'coalesce', processes: 2 })
    ],
    ['workers under a lock', with_({ workers: 3 }, lock)]
  ])('has the triggers and the rebuilds of %s', (_, model) => {
    expect(optionsUnlikePlain(model)).toEqual([])
    const { figures } = optionLaw(model)
    const twin = closedForm(plainTwin(model))
    for (const name of ['earlyShare', 'gapMean', 'duplicatesMean', 'cycleSeconds'] as const)
      expect(figures[name]!, name).toBeCloseTo(twin[name]!, 8)
  })

  it.each<[string[], Model]>([
    [['rule'], with_({ rule: 'beta' })],
    [['workers'], with_({ workers: 3 })],
    [['jitter'], with_({ jitter: 0.1 })],
    [['lockTtl'], with_({ lockTtl: 0.1 }, lock)],
    [['origin'], with_({ origin: 3 })],
    [['workers'], with_({ workers: 3, losers: 'waitalways' }, lock)]
  ])('does not have those of %s', (names, model) => {
    expect(optionsUnlikePlain(model)).toEqual(names)
  })

  it('has the first triggers of a pool, whose rebuilds differ', () => {
    const model = with_({ workers: 2 })
    expect(hasPlainWindow(model)).toBe(true)
    // The quadrature is good to 1e-9.
    expect(optionLaw(model).figures.gapP50!).toBeCloseTo(closedForm(plainTwin(model)).gapP50!, 8)
  })

  it.each([0.1, 0.25, 0.4, 3, 30])(
    'is late as the law says where values are served stale for %d s',
    (stale) => {
      const model = with_({ stale }, { rate: 2 })
      expect(lateShareOf(trigger(model), model.rate, model.delta - stale)).toBeCloseTo(
        optionLaw(model).figures.lateShare,
        9
      )
    }
  )
})
