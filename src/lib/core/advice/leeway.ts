/**
 * Whether a β still protects where fewer requests come than was thought. With a lock the cheapest β is the smallest that
 * protects, and there the late share falls off a cliff: it is about e^(−rΔ·β·e^(−1/β)), so that half the requests make
 * of 0.05 % a √0.0005 = 2.3 %. A nominal saving is not worth standing there.
 */
import { boundsExactly } from './advise'
import { roundTo } from './beta-search'
import { closedForm, whyNoClosedForm, whySimulated } from '../closed-form/closed-form'
import { betaOf, type CommonBeta } from './common-beta'
import { trigger } from '../closed-form/first-trigger'
import { modelOf } from '../model/model-of'
import type { Scenario } from '../model/scenario'

/** What is held against the answer: request rates are rarely known better, and fall by night. */
const LESS = 0.5
/** A present β stays where the advised one would save less than this share of the rebuilds. */
const NEXT_TO_NOTHING = 0.01

export interface Leeway {
  /** The late share at half the request rate, of the key that is worst off. */
  late: number
  /** Its place. */
  key: number
}

const withLess = (scenario: Scenario, place: number) => {
  const key = scenario.keys[place]
  return { ...key, rate: key.rate * LESS }
}

/**
 * @param places the keys that share this β
 * @returns null where some key has no closed form
 */
export function leeway(scenario: Scenario, places: number[], beta: number): Leeway | null {
  const each = places.map((place): Leeway | null => {
    const model = modelOf(scenario, withLess(scenario, place), beta)
    return whyNoClosedForm(model) === null ? { late: trigger(model).lateShare, key: place } : null
  })
  return each.reduce((worst, one) => (worst && one && (one.late > worst.late ? one : worst)) || null)
}

/** Whether this β protects at half the request rate too; null where that is not known. */
export function hasRoom(scenario: Scenario, places: number[], beta: number): boolean | null {
  const half = leeway(scenario, places, beta)
  return half && half.late <= scenario.late
}

/** Rebuilds per hour of these keys together; null where only a simulation knows them. */
export function costAt(scenario: Scenario, places: number[], beta: number): number | null {
  const models = places.map((place) => modelOf(scenario, scenario.keys[place], beta))
  if (models.some((model) => whySimulated(model) !== null)) return null
  return models.reduce((sum, model) => sum + closedForm(model).rebuildsPerHour, 0)
}

const within = ({ low, high }: CommonBeta, beta: number) => beta >= low && beta <= high

/** Whether the present β is better kept: it has room where the advised one has none, and costs next to nothing more. */
export function keeps(scenario: Scenario, common: CommonBeta | null): boolean {
  if (common === null || common.beta === null || !within(common, scenario.beta)) return false
  const { keys } = common
  if (hasRoom(scenario, keys, common.beta) !== false || hasRoom(scenario, keys, scenario.beta) !== true)
    return false
  const [advised, present] = [common.beta, scenario.beta].map((beta) => costAt(scenario, keys, beta))
  return advised !== null && present !== null && present < (1 + NEXT_TO_NOTHING) * advised
}

/** The β to set: the present one where it is better kept, else the advised; null where none is for all. */
export const betaToSet = (scenario: Scenario, common: CommonBeta | null): number | null =>
  keeps(scenario, common) ? scenario.beta : (common?.beta ?? null)

/** The β to set for one key: that of all keys, or that of its class; null where it has no part in either. */
export function betaToSetFor(scenario: Scenario, common: CommonBeta | null, place: number): number | null {
  return betaOf(common, place) === null ? null : (betaToSet(scenario, common) ?? betaOf(common, place))
}

/** A β with room, for one that has none: the present, the paper’s, or the least; null where the limits leave none. */
export function roomier(scenario: Scenario, common: CommonBeta): number | null {
  const { keys } = common
  const known = [scenario.beta, 1].find(
    (beta) => within(common, beta) && hasRoom(scenario, keys, beta) === true
  )
  if (known !== undefined) return known
  const lows = keys.map((place) => boundsExactly(scenario, withLess(scenario, place)).low)
  if (lows.some((low) => low === null)) return null
  const beta = roundTo(Math.max(...lows.map((low) => low!)), 2, Math.ceil)
  return within(common, beta) ? beta : null
}
