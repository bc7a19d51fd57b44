/**
 * Whether a β still protects where fewer requests come than was thought. With a lock the cheapest β is the smallest that
 * protects, and near it the late share, about e^(−rΔ·β·e^(−1/β)), rises steeply: half the requests turn a late share of
 * 0.05 % into √0.0005 = 2.3 %.
 */
import { boundsExactly } from './advise'
import { roundTo } from '../math/round-to'
import { closedForm, whyNoClosedForm, whySimulated } from '../closed-form/closed-form'
import type { CommonBeta } from './common-beta'
import { trigger } from '../closed-form/first-trigger'
import { modelOf } from '../model/model-of'
import type { Scenario } from '../model/scenario'

/** A β is tried at this share of the request rate: rates are rarely known better, and fall by night. */
const LESS = 0.5

/** Keys that share a β, and the bounds of it. */
type Shared = Pick<CommonBeta, 'keys' | 'low' | 'high'>

export interface Leeway {
  /** The late share at half the request rate, of the key for which it is largest. */
  late: number
  /** The place of that key. */
  key: number
  /** Whether this share is as small as the operator allows. */
  protects: boolean
}

const withLess = (scenario: Scenario, place: number) => {
  const key = scenario.keys[place]
  return { ...key, rate: key.rate * LESS }
}

/**
 * What a β does at half the request rate.
 * @param places the keys that share this β
 * @returns null where some key has no closed form
 */
export function leeway(scenario: Scenario, places: number[], beta: number): Leeway | null {
  const each = places.map((place): Leeway | null => {
    const model = modelOf(scenario, withLess(scenario, place), beta)
    if (whyNoClosedForm(model) !== null) return null
    const late = trigger(model).lateShare
    return { late, key: place, protects: late <= scenario.late }
  })
  return each.reduce((worst, one) => (worst && one && (one.late > worst.late ? one : worst)) || null)
}

/** Whether a β lies between the bounds that these keys share, and protects at half the request rate too. */
export const hasRoom = (scenario: Scenario, { keys, low, high }: Shared, beta: number): boolean =>
  beta >= low && beta <= high && leeway(scenario, keys, beta)?.protects === true

/** The least β, to two digits, that protects these keys at half the request rate too; null where none does. */
export function leastWithLeeway(scenario: Scenario, places: number[]): number | null {
  const lows = places.map((place) => boundsExactly(scenario, withLess(scenario, place)).low)
  if (lows.some((low) => low === null)) return null
  return roundTo(Math.max(...lows.map((low) => low!)), 2, Math.ceil)
}

/** Rebuilds per hour of these keys together; null where only a simulation knows them. */
export function costAt(scenario: Scenario, places: number[], beta: number): number | null {
  const models = places.map((place) => modelOf(scenario, scenario.keys[place], beta))
  if (models.some((model) => whySimulated(model) !== null)) return null
  return models.reduce((sum, model) => sum + closedForm(model).rebuildsPerHour, 0)
}
