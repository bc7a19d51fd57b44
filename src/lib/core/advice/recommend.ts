/**
 * What is recommended for a scenario: put together here once, and read by the page, its words and figures, the programs
 * to paste and the API. Whatever goes into the choice of β is decided in this file.
 */
import { adviseExactly, type KeyAdvice } from './advise'
import { betaOf, commonBeta, type BetaClass, type CommonBeta } from './common-beta'
import { costAt, hasRoom, leeway, type Leeway } from './leeway'
import type { Sensitivity } from './sensitivity'
import { trialOf, type Trial } from './trial'
import { closedForm } from '../closed-form/closed-form'
import { knownFigures } from '../closed-form/known-figures'
import { modelOf } from '../model/model-of'
import type { Scenario } from '../model/scenario'
import type { Figures } from '../simulation/figures'
import type { StandardErrors } from '../simulation/summary'

/** The present β stays where the cheapest would save less than this share of the rebuilds. */
const NEXT_TO_NOTHING = 0.01

/** One β for all keys that it can protect, and what it comes to. */
export interface Setting {
  beta: number
  /** Rebuilds per hour of these keys together. */
  cost: number
  /** Rebuilds per hour that each of them pays for not having its own β, in the order of `covers`. */
  extra: number[]
  /** Rebuilds per hour that two classes of keys with a β each would save; null where no two are good. */
  saved: number | null
  /** What half the request rate does to it; null where some key has no closed form. */
  leeway: Leeway | null
}

/** What is recommended for one key. What takes long to compute is computed when it is read. */
export interface KeyRecommendation {
  /** The advice for this key alone; null while it is being simulated. */
  advice: KeyAdvice | null
  /** The β to set for it: that of all keys, that of its class, or its own; null where none is good. */
  beta: number | null
  /** What the cheapest of these, the present β and β = 1 do to it; null where only a simulation to come would tell. */
  readonly cheapest: Trial | null
  readonly present: Trial | null
  readonly one: Trial | null
  /** Its figures at the present β; null where only a simulation to come would tell. */
  readonly figures: Figures | null
  /** The simulated advice with each input halved and doubled; null where none is simulated, or it is yet to come. */
  varied: Sensitivity[] | null
}

export interface Recommendation {
  /** What is asked, with the present β. */
  scenario: Scenario
  /** Whether the advice for every key is known; until then only the keys that have theirs say something. */
  complete: boolean
  basis: KeyAdvice['basis']
  /** Places of the keys that some β protects: the others are left out of all that is said of keys together. */
  covers: number[]
  /** Places of the keys that no β protects. */
  unprotected: number[]
  /** The bounds that the covered keys share; null where none is covered. */
  low: number | null
  high: number | null
  /** The β to set for all covered keys; null where one β for all is no good. */
  set: Setting | null
  /** The one that costs the fewest rebuilds within the limits. */
  cheapest: Setting | null
  /** Whether the β to set is the present one, although another is cheaper. */
  keeps: boolean
  /** The best two classes of keys with a β each; null for fewer than two keys, or where no two are good. */
  classes: [BetaClass, BetaClass] | null
  /** For each key of the scenario. */
  keys: KeyRecommendation[]
}

interface MaybeFigures {
  figures: Figures | null
  errors: StandardErrors | null
}

/** What was computed elsewhere, or simulated: for each key, its figures at the present β and at β = 1, and the rest. */
export interface Known {
  present?: MaybeFigures[]
  one?: MaybeFigures[]
  /** The simulated advice with each input halved and doubled. */
  varied?: (Sensitivity[] | null)[]
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
  const covers = common?.keys ?? []
  const cheapest = common && cheapestOf(scenario, common)
  const each = advice.map((one, place) => keyRecommender(scenario, place, one, betaOf(common, place)))
  const cheapestCost = once(() => cheapest && costAt(scenario, covers, cheapest.beta))

  /** The present β in the place of the cheapest, which has no room; null where it is not better kept. */
  function kept(present: number): Setting | null {
    if (cheapest?.leeway?.protects !== false || !hasRoom(scenario, common!, present)) return null
    const [advised, cost] = [cheapestCost(), costAt(scenario, covers, present)]
    if (advised === null || cost === null || cost >= (1 + NEXT_TO_NOTHING) * advised) return null
    const extra = covers.map((place) => {
      const own = costAt(scenario, [place], advice[place]!.beta!)!
      return Math.max(0, costAt(scenario, [place], present)! - own)
    })
    return settingOf(scenario, common!, present, cost, extra)
  }

  return (present, known = {}) => {
    const keeps = kept(present)
    const set = keeps ?? cheapest
    const keys = each.map((recommend) => recommend(set, present, known))
    return {
      scenario: { ...scenario, beta: present },
      complete,
      basis: whole.some(({ basis }) => basis === 'simulation') ? 'simulation' : 'closed form',
      covers,
      unprotected: complete ? whole.flatMap(({ beta }, place) => (beta === null ? [place] : [])) : [],
      low: common?.low ?? null,
      high: common?.high ?? null,
      set,
      cheapest,
      keeps: keeps !== null,
      classes: common?.classes ?? null,
      keys
    }
  }
}

/** Computes when first asked, and remembers. */
function once<T>(compute: () => T): () => T {
  let known: { value: T } | null = null
  return () => (known ??= { value: compute() }).value
}

function cheapestOf(scenario: Scenario, common: CommonBeta): Setting | null {
  const { beta, cost, extra } = common
  return beta === null ? null : settingOf(scenario, common, beta, cost!, extra)
}

const settingOf = (
  scenario: Scenario,
  common: CommonBeta,
  beta: number,
  cost: number,
  extra: number[]
): Setting => ({
  beta,
  cost,
  extra,
  saved: common.saved === null ? null : common.saved + cost - common.cost!,
  leeway: leeway(scenario, common.keys, beta)
})

/** @param shared the β that it is to have in common with other keys where the cheapest is set; null where it shares none */
function keyRecommender(scenario: Scenario, place: number, advice: KeyAdvice | null, shared: number | null) {
  const key = scenario.keys[place]
  const { ttl } = modelOf(scenario, key)
  const beta = shared ?? advice?.beta ?? null
  const cheapest = once(() =>
    advice === null || beta === null ? null : cheapestTrial(scenario, place, advice, beta)
  )
  const figuresAt = (beta: number, known: MaybeFigures | undefined) =>
    once(() => known ?? knownFigures(modelOf(scenario, key, beta), null))
  const trial = (beta: number, of: MaybeFigures | null) =>
    of?.figures ? trialOf(beta, ttl, of.figures, of.errors) : null

  return (set: Setting | null, present: number, known: Known): KeyRecommendation => {
    const now = figuresAt(present, known.present?.[place])
    const one = figuresAt(1, known.one?.[place])
    return {
      advice,
      beta: shared !== null && set ? set.beta : beta,
      get cheapest() {
        return cheapest()
      },
      get present() {
        return trial(present, now())
      },
      get one() {
        return trial(1, one())
      },
      get figures() {
        return now()?.figures ?? null
      },
      varied: known.varied?.[place] ?? null
    }
  }
}

/** In closed form, or the trial that the search made of this β; null where it made none. */
function cheapestTrial(scenario: Scenario, place: number, advice: KeyAdvice, beta: number): Trial | null {
  if (advice.basis === 'simulation') return advice.trials.find((trial) => trial.beta === beta) ?? null
  const model = modelOf(scenario, scenario.keys[place], beta)
  return trialOf(beta, model.ttl, closedForm(model), null)
}
