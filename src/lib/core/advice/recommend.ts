/**
 * What is recommended for a scenario: put together here once, and read by the page, its words and figures, the programs
 * to paste and the API. Whatever goes into the choice of β is decided in this file.
 */
import { adviseExactly, type KeyAdvice } from './advise'
import { betaOf, commonBeta, type BetaClass, type CommonBeta } from './common-beta'
import { costAt, hasRoom, leeway, type Leeway } from './leeway'
import type { Sensitivity } from './sensitivity'
import type { Scenario } from '../model/scenario'
import type { Figures } from '../model/figures'
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

interface KeyRecommendation {
  /** The advice for this key alone; null while it is being simulated. */
  advice: KeyAdvice | null
  /** The β to set for it: that of all keys, that of its class, or its own; null where none is good. */
  beta: number | null
  /** The same where the cheapest is set for all keys. */
  cheapest: number | null
}

export interface Recommendation {
  /** What is asked, with the present β. */
  scenario: Scenario
  /** What was handed in besides the advice. */
  known: Known
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
interface Known {
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
    return {
      scenario: { ...scenario, beta: present },
      known,
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
      keys: advice.map((one, place): KeyRecommendation => {
        const shared = betaOf(common, place)
        const cheapest = shared ?? one?.beta ?? null
        return { advice: one, beta: shared !== null && set ? set.beta : cheapest, cheapest }
      })
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
