/**
 * What only who reads a recommendation in full asks of it. Apart from recommend.ts, so that a page can load it after
 * the answer; computed when asked, and remembered with the advice, whatever the present β.
 */
import { curvesOf, limitsOf, type KeyAdvice } from './advise'
import { breakingCase, type Breaking } from './choose'
import type { Recommendation } from './recommend'
import { lockRemedy, remediesFor, type Remedies } from './remedies'
import { savings, type Savings } from './savings'
import { sensitivityOf, type Sensitivity } from './sensitivity'
import { trialOf, type Trial } from './trial'
import { whyNoOptionLaw } from '../closed-form/any-rule/option-law'
import { remember } from '../math/remember'
import { knownFigures } from '../simulation/known-figures'
import { modelOf } from '../model/model-of'

const remedies = new WeakMap<KeyAdvice, Remedies>()
const sensitivities = new WeakMap<KeyAdvice, Sensitivity[]>()

/** The figures of a key at the present β or at β = 1; without figures where only a simulation to come would tell. */
function figuresAt({ scenario, known }: Recommendation, place: number, which: 'present' | 'one') {
  const beta = which === 'one' ? 1 : scenario.beta
  return known[which]?.[place] ?? knownFigures(modelOf(scenario, scenario.keys[place], beta), null)
}

/** What a key comes to at each β that is compared; null where it has none, or only a simulation to come would tell. */
export type Outcomes = Record<'recommended' | 'present' | 'one', Trial | null>

export function outcomesOf(recommended: Recommendation, place: number): Outcomes {
  const { scenario, keys } = recommended
  const { ttl } = modelOf(scenario, scenario.keys[place])
  const { advice, recommended: beta } = keys[place]
  const curves = advice && curvesOf(scenario, scenario.keys[place], advice)
  const at = (which: 'present' | 'one') => {
    // Under another rule than the paper’s β = 1 is a β like any other.
    if (which === 'one' && curves?.isUsual === false) return null
    const now = which === 'one' ? 1 : scenario.beta
    const model = modelOf(scenario, scenario.keys[place], now)
    // The curves leave out the limit of the origin, which slows down rebuilds at a β that exceeds it.
    if (advice?.basis === 'closed form' && model.options && whyNoOptionLaw(model) === null)
      return curves!.settles(now) ? curves!.trial(now) : null
    const of = figuresAt(recommended, place, which)
    return of?.figures ? trialOf(now, ttl, of.figures, of.errors) : null
  }
  const advised = beta === null ? null : curves?.trial(beta)
  return {
    // A simulation may have tried the β next to it.
    recommended: advised && advised.beta !== beta ? { ...advised, beta: beta! } : (advised ?? null),
    present: at('present'),
    one: at('one')
  }
}

/** What would help this key; null where some β protects it, or its advice is not known. */
export function remediesOf(recommended: Recommendation, place: number): Remedies | null {
  const { scenario, keys } = recommended
  const { advice } = keys[place]
  if (advice === null || advice.beta !== null) return null
  const key = scenario.keys[place]
  const known = remember(remedies, advice, () => remediesFor(scenario, key, null))
  // Of the remedies only the lock depends on the present β.
  return {
    ...known,
    lock: lockRemedy(scenario, key, figuresAt(recommended, place, 'present')?.figures ?? null)
  }
}

/** The best β for this key with each input halved and doubled; null while its advice is being simulated. */
export function sensitivitiesOf({ scenario, keys }: Recommendation, place: number): Sensitivity[] | null {
  const { advice } = keys[place]
  return (
    advice && remember(sensitivities, advice, () => sensitivityOf(scenario, scenario.keys[place], advice))
  )
}

/** What the recommended β saves a key against β = 1 and the present one; null where one of them is not known. */
export function savedBy(
  recommended: Recommendation,
  place: number
): Record<'one' | 'present', Savings | null> {
  const { scenario } = recommended
  const { recommended: advised, one, present } = outcomesOf(recommended, place)
  const { delta } = modelOf(scenario, scenario.keys[place])
  const against = (other: Trial | null) => advised && other && savings(advised.cost, other.cost, delta)
  return { one: against(one), present: against(present) }
}

/** What a β does to the covered keys together. */
interface Total {
  beta: number
  /** Rebuilds per hour. */
  cost: number
  /** Late share of the key for which it is largest, and the place of that key. */
  late: number
  latest: number
}

/** What the recommended β, the present one and β = 1 come to; null where that is not known of each covered key. */
export function totalsOf(recommended: Recommendation): Record<keyof Outcomes, Total | null> {
  const outcomes = recommended.covers.map((place) => outcomesOf(recommended, place))
  const total = (which: keyof Outcomes): Total | null => {
    const trials = outcomes.map((one) => one[which])
    const known = trials.filter((trial) => trial !== null)
    if (known.length === 0 || known.length < trials.length) return null
    const late = Math.max(...known.map(({ lateShare }) => lateShare))
    return {
      beta: known[0].beta,
      cost: known.reduce((sum, { cost }) => sum + cost, 0),
      late,
      latest: recommended.covers[known.findIndex(({ lateShare }) => lateShare === late)]
    }
  }
  return { recommended: total('recommended'), present: total('present'), one: total('one') }
}

/** The covered key that refreshes earliest at this β, by the share of its lifetime. Of complete totals only. */
export function earliestOf(
  recommended: Recommendation,
  which: keyof Outcomes
): { key: number; seconds: number; share: number } {
  const { scenario, covers } = recommended
  const all = covers.map((key) => {
    const seconds = outcomesOf(recommended, key)[which]!.gapMean ?? 0
    return { key, seconds, share: seconds / modelOf(scenario, scenario.keys[key]).ttl }
  })
  return all.reduce((most, one) => (one.share > most.share ? one : most))
}

/** Where the covered keys do not keep the limits at this β with wrong inputs; null where they keep them in all cases. */
export function breakingAt({ scenario, covers, keys }: Recommendation, beta: number): Breaking | null {
  const members = covers.map((key) => ({
    key,
    curves: curvesOf(scenario, scenario.keys[key], keys[key].advice!)
  }))
  return breakingCase(members, limitsOf(scenario), beta)
}
