/**
 * What only who reads a recommendation in full asks of it. Apart from recommend.ts, so that a page can load it after
 * the answer; computed when asked, and remembered with the advice, whatever the present β.
 */
import type { KeyAdvice } from './advise'
import { costAt, hasRoom, leastWithLeeway, type Leeway } from './leeway'
import type { Recommendation, Setting } from './recommend'
import { lockRemedy, remediesFor, type Remedies } from './remedies'
import { savings, type Savings } from './savings'
import { sensitivityExactly, type Sensitivity } from './sensitivity'
import { modelOf } from '../model/model-of'
import type { Trial } from './trial'

/** Computes once for each object. */
function once<K extends object, V>(): (of: K, compute: () => V) => V {
  const known = new WeakMap<K, V>()
  return (of, compute) => {
    if (!known.has(of)) known.set(of, compute())
    return known.get(of)!
  }
}

const remedies = once<KeyAdvice, Remedies>()
const sensitivities = once<KeyAdvice, Sensitivity[]>()
const costs = once<Setting, number | null>()
const leasts = once<Setting, number | null>()

/** What would help this key; null where some β protects it, or its advice is not known. */
export function remediesOf({ scenario, keys }: Recommendation, place: number): Remedies | null {
  const { advice, figures } = keys[place]
  if (advice === null || advice.beta !== null) return null
  const key = scenario.keys[place]
  const known = remedies(advice, () => remediesFor(scenario, key, null))
  // Of the remedies only the lock depends on the present β.
  return { ...known, lock: lockRemedy(scenario, key, figures) }
}

/** The advice for this key with each input halved and doubled; null while it is being simulated. */
export function sensitivitiesOf({ scenario, keys }: Recommendation, place: number): Sensitivity[] | null {
  const { advice, varied } = keys[place]
  if (advice?.basis !== 'closed form') return varied
  return sensitivities(advice, () => sensitivityExactly(scenario, scenario.keys[place]))
}

/** What the cheapest β saves this key against β = 1 and the present one; null where one of them is not known. */
export function savedBy(
  { scenario, keys }: Recommendation,
  place: number
): { againstOne: Savings | null; againstPresent: Savings | null } {
  const { cheapest, one, present } = keys[place]
  const { delta } = modelOf(scenario, scenario.keys[place])
  const against = (other: Trial | null) => cheapest && other && savings(cheapest.cost, other.cost, delta)
  return { againstOne: against(one), againstPresent: against(present) }
}

/** The cheapest β does not protect at half the request rate. */
export interface Edge {
  /** What half the rate does. */
  leeway: Leeway
  /**
   * A β that protects there as well, and the rebuilds per hour that it costs more; null where the limits leave none,
   * 'unknown' where only simulations know what either costs.
   */
  instead: { beta: number; more: number | null } | null | 'unknown'
}

/** @returns null where the cheapest β protects at half the request rate too, or that is not known */
export function edgeOf({ scenario, covers, low, high, cheapest }: Recommendation): Edge | null {
  if (cheapest?.leeway?.protects !== false) return null
  const shared = { keys: covers, low: low!, high: high! }
  const { leeway } = cheapest
  const cost = costs(cheapest, () => costAt(scenario, covers, cheapest.beta))
  if (cost === null) return { leeway, instead: 'unknown' }
  const within = (beta: number | null) => beta !== null && beta >= shared.low && beta <= shared.high
  const least = leasts(cheapest, () => leastWithLeeway(scenario, covers))
  const beta =
    [scenario.beta, 1].find((beta) => hasRoom(scenario, shared, beta)) ?? (within(least) ? least : null)
  if (beta === null) return { leeway, instead: null }
  const more = costAt(scenario, covers, beta)
  return { leeway, instead: { beta, more: more === null ? null : more - cost } }
}

/** What a β does to the covered keys together. */
export interface Total {
  beta: number
  /** Rebuilds per hour. */
  cost: number
  /** Late share of the key for which it is largest. */
  late: number
}

/** What the cheapest β, the present one and β = 1 come to; null where that is not known of each covered key. */
export function totalsOf({
  covers,
  keys
}: Recommendation): Record<'cheapest' | 'present' | 'one', Total | null> {
  const total = (which: 'cheapest' | 'present' | 'one'): Total | null => {
    const trials = covers.map((place) => keys[place][which])
    const known = trials.filter((trial) => trial !== null)
    if (known.length === 0 || known.length < trials.length) return null
    return {
      beta: known[0].beta,
      cost: known.reduce((sum, { cost }) => sum + cost, 0),
      late: Math.max(...known.map(({ lateShare }) => lateShare))
    }
  }
  return { cheapest: total('cheapest'), present: total('present'), one: total('one') }
}

/** The covered key that refreshes earliest at the cheapest β, by the share of its lifetime. Of complete totals only. */
export function earliestOf({ scenario, covers, keys }: Recommendation): {
  key: number
  seconds: number
  share: number
} {
  const all = covers.map((place) => {
    const seconds = keys[place].cheapest!.gapMean ?? 0
    return { key: place, seconds, share: seconds / modelOf(scenario, scenario.keys[place]).ttl }
  })
  return all.reduce((most, one) => (one.share > most.share ? one : most))
}
