/**
 * What operators get wrong: the request rate and the rebuild time, each by a factor of two. A β is robust when it keeps
 * the limits in all nine cases. Rates are averages over days and nights, and rebuild times are averages over loads.
 */
import { checkParameter } from '../model/check'
import { modelOf } from '../model/model-of'
import type { Key, Scenario } from '../model/scenario'

/** The true request rate and rebuild time as multiples of what was entered. */
export interface Case {
  rate: number
  delta: number
}

const FACTORS = [1, 0.5, 2]

/** The first is what was entered. */
export const CASES: readonly Case[] = FACTORS.flatMap((rate) => FACTORS.map((delta) => ({ rate, delta })))

/** A key in a case. No rebuild time is longer than the lifetime: as in a link, it ends there. */
export function keyIn(scenario: Scenario, key: Key, { rate, delta }: Case): Key {
  const { ttl } = modelOf(scenario, key)
  const own = Math.min(key.delta ?? scenario.delta, ttl)
  return {
    ...key,
    rate: rate === 1 ? key.rate : checkParameter('rate', key.rate * rate).value,
    delta: delta === 1 ? own : Math.min(checkParameter('delta', own * delta).value, ttl)
  }
}
