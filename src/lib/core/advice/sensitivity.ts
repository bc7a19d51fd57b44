/** How much the advice depends on what the operator measured: the advice with each input halved and doubled. */
import { adviseExactly, type KeyAdvice } from './advise'
import { modelOf } from '../model/model-of'
import { checkParameter } from '../model/check'
import type { Key, Scenario } from '../model/scenario'

type Input = 'rate' | 'delta'

/** One input changed. */
interface Variation {
  input: Input
  factor: number
  scenario: Scenario
  key: Key
}

/** What the advice would have been. */
export interface Sensitivity {
  input: Input
  factor: number
  /** The β to set then; null when none is good. */
  beta: number | null
  low: number | null
  high: number | null
}

/** Request rate and rebuild time, halved and doubled; a rebuild time never above the lifetime. */
export function variations(scenario: Scenario, key: Key): Variation[] {
  const { ttl } = modelOf(scenario, key)
  const delta = Math.min(key.delta ?? scenario.delta, ttl)
  return (['rate', 'delta'] as const).flatMap((input) =>
    [0.5, 2].map((factor) => {
      const value =
        input === 'rate'
          ? checkParameter('rate', key.rate * factor).value
          : Math.min(checkParameter('delta', delta * factor).value, ttl)
      return { input, factor, scenario, key: { ...key, [input]: value } }
    })
  )
}

export function sensitivityOf({ input, factor }: Variation, advice: KeyAdvice): Sensitivity {
  const { beta, low, high } = advice
  return { input, factor, beta, low, high }
}

/** In closed form; a variation that would have to be simulated is left out. */
export function sensitivityExactly(scenario: Scenario, key: Key): Sensitivity[] {
  return variations(scenario, key).flatMap((variation) => {
    const advice = adviseExactly(variation.scenario, variation.key)
    return advice === null ? [] : [sensitivityOf(variation, advice)]
  })
}

/** The input that moves β most, by the ratio it moves it; null where none does. One without a good β moves it most. */
export function strongest(
  beta: number,
  sensitivities: Sensitivity[]
): { input: Input; factor: number; ratio: number } | null {
  const moved = sensitivities.map(({ input, factor, beta: other }) => ({
    input,
    factor,
    ratio: other === null ? Infinity : Math.max(other / beta, beta / other)
  }))
  const most = moved.reduce((best, next) => (next.ratio > best.ratio ? next : best), {
    input: 'rate' as Input,
    factor: 1,
    ratio: 1
  })
  return most.ratio > 1 ? most : null
}
