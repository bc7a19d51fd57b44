import { expect, it } from 'vitest'
import { defaultScenario } from '../../model/fields'
import { modelOf } from '../../model/model-of'
import { NO_OPTIONS, type CacheOptions } from '../../model/options/cache-options'
import type { Model } from '../../model/scenario'
import { simulateShard } from '../simulate'

const CYCLES = 32_000
const plain = modelOf(defaultScenario(), defaultScenario().keys[0])

it.each<[string, Partial<Model>, Partial<CacheOptions>]>([
  ['a fixed rebuild time', {}, { stale: 1 }],
  ['a rebuild time that varies', { deltaCv: 0.5 }, { stale: 1 }],
  // About one in 200 rebuilds lasts more than twenty lifetimes, after which a capped origin counts as collapsed.
  ['rebuilds that last for many lifetimes', { ttl: 0.3, delta: 0.3, deltaCv: 5 }, { stale: 1 }]
])('under a lock that holds a limit of the origin changes no bit, with %s', (_, change, options) => {
  const tallyAt = (origin: number) => {
    const model: Model = {
      ...plain,
      coordination: 'lock',
      ...change,
      options: { ...NO_OPTIONS, ...options, origin }
    }
    return simulateShard(model, CYCLES, 1, 0)
  }
  expect(tallyAt(3)).toEqual(tallyAt(Infinity))
})
