/**
 * What is recommended for a scenario: put together here once, and read by the page, its words and figures, the programs
 * to paste and the API. Whatever goes into the choice of β is decided in choose.ts; nobody else chooses one.
 */
import { adviseExactly, type KeyAdvice } from './advise'
import { classOf, commonBeta, type BetaClass, type CommonBeta } from './common-beta'
import { remember } from '../math/remember'
import type { Scenario } from '../model/scenario'
import type { Figures } from '../model/figures'
import type { StandardErrors } from '../simulation/summary'

/** One β for all keys that some β protects, and what it comes to. */
export interface Setting extends BetaClass {
  /** Rebuilds per hour that each of them pays for not having its own β, in the order of `covers`. */
  extra: number[]
  /** Rebuilds per hour that two classes of keys with a β each would save; null where no two are good. */
  saved: number | null
}

interface KeyRecommendation {
  /** The advice for this key alone; null while it is being simulated. */
  advice: KeyAdvice | null
  /** The β that is recommended for it: that of all keys, that of its class, or its own; null where none is good. */
  recommended: number | null
  /** The β to run it with: the present one where that is kept. */
  beta: number | null
}

export interface Recommendation {
  /** What is asked, with the present β. */
  scenario: Scenario
  /** What was handed in besides the advice. */
  known: Known
  /** Whether the advice for every key is known. Until then nothing is recommended, and nothing may be taken over. */
  complete: boolean
  /** How much of the work is done, from 0 to 1. */
  progress: number
  /** Between which β the answer will lie, as far as that is known before it is complete; null where it is not. */
  between: [low: number, high: number] | null
  basis: KeyAdvice['basis']
  /** Places of the keys that some β protects: the others are left out of all that is said of keys together. */
  covers: number[]
  /** Places of the keys that no β protects. */
  unprotected: number[]
  /** Places of the keys whose rule does not use β. */
  unused: number[]
  /** The bounds that the covered keys share; null where none is covered. */
  low: number | null
  high: number | null
  /** The β for all covered keys, which does not depend on the present one; null where one β for all is no good. */
  set: Setting | null
  /** Whether the present β is as good, and is kept; null where `set` is. */
  verb: 'keep' | 'set' | null
  /** Whether the present β is kept because no other saves enough to be worth a change. */
  nothingToGain: boolean
  /** The β to run the covered keys with: the present one where it is kept, else that of `set`; null where that is. */
  use: number | null
  /** The best two classes of keys with a β each; null for fewer than two keys, or where no two are good. */
  classes: [BetaClass, BetaClass] | null
  keys: KeyRecommendation[]
}

interface MaybeFigures {
  figures: Figures | null
  errors: StandardErrors | null
}

/** What was computed elsewhere, or simulated: for each key, its figures at the present β and at β = 1; and how far it got. */
interface Known {
  present?: MaybeFigures[]
  one?: MaybeFigures[]
  progress?: number
  between?: [low: number, high: number] | null
}

/** The advice for each key: the closed form where there is one, else what was simulated. */
export const adviseAll = (scenario: Scenario, simulated: (KeyAdvice | null)[] = []): (KeyAdvice | null)[] =>
  scenario.keys.map((key, place) => adviseExactly(scenario, key) ?? simulated[place] ?? null)

/**
 * The recommendation for a scenario.
 * @param advice for each key, null while it is being simulated
 */
export const recommend = (scenario: Scenario, advice = adviseAll(scenario), known: Known = {}) =>
  recommender(scenario, advice)(scenario.beta, known)

/** The same for any present β: what does not depend on that is computed only once. */
export function recommender(
  scenario: Scenario,
  advice: (KeyAdvice | null)[]
): (present: number, known?: Known) => Recommendation {
  const whole = advice.filter((one) => one !== null)
  const complete = whole.length === advice.length
  const common = complete ? commonBeta(scenario, whole) : null
  const set = common && settingOf(common)
  const placesOf = (are: (advice: KeyAdvice) => boolean) =>
    complete ? whole.flatMap((one, place) => (are(one) ? [place] : [])) : []
  return (present, known = {}) => {
    const verb = set && (isKept(set, present) ? 'keep' : 'set')
    return {
      scenario: { ...scenario, beta: present },
      known,
      complete,
      progress: complete ? 1 : (known.progress ?? 0),
      between: complete ? null : (known.between ?? null),
      basis: whole.some(({ basis }) => basis === 'simulation') ? 'simulation' : 'closed form',
      covers: common?.keys ?? [],
      unprotected: placesOf(({ beta, binding }) => beta === null && binding?.kind !== 'unused'),
      unused: placesOf(({ binding }) => binding?.kind === 'unused'),
      low: common?.low ?? null,
      high: common?.high ?? null,
      set,
      verb,
      nothingToGain: verb === 'keep' && (set!.littleGain !== null || !lies(set!.range, set!, present)),
      use: set && (verb === 'keep' ? present : set.beta),
      classes: common?.classes ?? null,
      keys: advice.map((one, place): KeyRecommendation => {
        const shared = classOf(common, place)
        const recommended = complete ? (shared?.beta ?? one?.beta ?? null) : null
        const keeps = shared !== null && isKept(shared, present)
        return { advice: one, recommended, beta: keeps ? present : recommended }
      })
    }
  }
}

const lies = ([low, high]: [number, number], { beta }: BetaClass, present: number) =>
  (present >= low && present <= high) || Math.abs(present - beta) <= 1e-9 * beta

/** A β that keeps the limits, and against which the best saves next to nothing. */
const isKept = (one: BetaClass, present: number) => lies(one.kept, one, present)

const settingOf = ({ together, extra, saved }: CommonBeta): Setting | null =>
  together && { ...together, extra, saved }

const instead = new WeakMap<KeyAdvice, Recommendation | null>()

/**
 * What XFetch would do under the same limits, where the cache has another rule; null where it has none, or where only a
 * simulation would tell.
 */
export function xfetchInstead({ scenario, keys: [first] }: Recommendation): Recommendation | null {
  if (scenario.rule.kind === 'paper' || first.advice === null) return null
  return remember(instead, first.advice, () => {
    const told = recommend(asXFetch(scenario))
    return told.complete ? told : null
  })
}

/** The same cache with the paper’s rule. */
export const asXFetch = (scenario: Scenario): Scenario => ({ ...scenario, rule: { kind: 'paper' }, beta: 1 })
