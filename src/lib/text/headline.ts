/** The recommendation in one sentence, and what stands in its way. */
import {
  type Choice,
  type KeyAdvice,
  PARAMETERS,
  type Recommendation,
  type Scenario,
  costBeyond,
  log,
  modelOf,
  roundTo,
  servableLife
} from '#core'
import { readableQuantity } from '$lib/link/quantity/quantity'
import { withShownNames } from './key-view'
import { beta, n, plain, type Sentence } from './sentence'
import { unusedInWords, unusedRule } from './effects/other-rule'
import { asPercent, exactShare, fullDown, fullUp, inFull, inOneUnit, list, rebuilds, THIN } from './words'

export const named = (scenario: Scenario, places: number[], last?: 'or') =>
  list(
    places.map((i) => scenario.keys[i].name),
    last
  )

/** What cannot protect a key: the rule of the cache may be another one. */
export const protector = ({ rule }: Pick<Scenario, 'rule'>) =>
  rule.kind === 'paper' ? 'XFetch' : 'This rule'

/** A β that is enough, to two digits. */
export const betaUp = (value: number) => `β${THIN}=${THIN}${fullUp(value, 2)}`

const betaDown = (value: number) => `β${THIN}=${THIN}${fullDown(value, 2)}`

/** The answer, in one sentence: the first thing that anybody reads. Empty while the advice is being simulated. */
export function headline(scenario: Scenario, recommended: Recommendation): Sentence {
  const { complete, covers, unprotected: lost, set, classes, keys } = recommended
  if (!complete) return []
  const whose = lost.length === 1 && keys.length === 1 ? 'this key' : named(scenario, lost, 'or')
  const tooLarge = lost.every((place) => keys[place].advice!.binding?.kind === 'range')
  const cannot = tooLarge
    ? `No β that can be set protects ${whose}.`
    : `${protector(scenario)} can’t protect ${whose}.`
  if (covers.length === 0 && lost.length === 0) return unusedRule(scenario, recommended)
  if (covers.length === 0) {
    return [lost.length === 1 ? `${cannot} ${obstacle(scenario, lost[0], keys[lost[0]].advice!)}` : cannot]
  }
  const also: Sentence = lost.length > 0 ? [` ${cannot}`] : []
  if (set === null) {
    if (!classes) return [`No single β suits ${named(scenario, covers)}. Give each key its own.`, ...also]
    const [a, b] = classes
    return [
      'No single β suits all keys. Set ',
      n(beta(a.beta)),
      ` for ${named(scenario, a.keys)} and `,
      n(beta(b.beta)),
      ` for ${named(scenario, b.keys)}.`,
      ...also
    ]
  }
  const whom =
    keys.length === 1
      ? ''
      : covers.length > 1 && lost.length === 0
        ? ` for ${keys.length === 2 ? 'both' : `all ${keys.length}`} keys`
        : ` for ${named(scenario, covers)}`
  const keeps = recommended.verb === 'keep'
  // Where stale values keep the limits at β = 0, that is why nothing is to be gained.
  const isBridged = covers.every((place) => keys[place].advice!.low === 0)
  if (keeps && recommended.nothingToGain && !(recommended.use === 0 && isBridged))
    return [
      'Keep ',
      n(beta(recommended.use!)),
      // The lines below it speak of the best one.
      `${whom}: ${set.littleGain ? 'there is nothing to gain' : `${beta(set.beta)} would save next to nothing`}.`,
      ...also
    ]
  // Under a rule by which a larger β refreshes later the largest one hardly refreshes at all.
  if (set.beta >= PARAMETERS.beta.max && covers.every((place) => keys[place].advice!.falls))
    return [
      keeps ? `Keep ${beta(recommended.use!)}` : `Set β to ${inFull(set.range[0], 4)} or more`,
      `${whom}: no early refresh is needed.`,
      ...also
    ]
  // Under a rule without a value at β = 0 the smallest β that can be set stands for it.
  if (set.beta > 0 && set.beta <= LEAST && covers.every((place) => bridgesAll(scenario, place)))
    return [
      keeps ? `Keep ${beta(recommended.use!)}` : `Set β to ${inFull(set.range[1], 4)} or less`,
      `${whom}: no early refresh is needed.`,
      ...also
    ]
  if (recommended.use === 0)
    return [keeps ? 'Keep ' : 'Set ', n(beta(0)), `${whom}: no early refresh is needed.`, ...also]
  const [what, value] = keeps
    ? ['Keep ', beta(recommended.use!)]
    : [isWide(set) ? 'Set β to about ' : 'Set β to ', inFull(set.beta, 4)]
  return [what, n(value), `${whom}${alike(set)}.`, ...also]
}

const LEAST = PARAMETERS.beta.leastPositive!.value

/** Whether values served stale keep late refreshes rare although nothing refreshes early: no request comes in S − Δ. */
function bridgesAll(scenario: Scenario, place: number): boolean {
  const { arrivals, delta, deltaCv, options, rate } = modelOf(scenario, scenario.keys[place])
  const spare = (options?.stale ?? 0) - delta
  return arrivals.kind === 'poisson' && deltaCv === 0 && spare > 0 && rate * spare >= -log(scenario.late)
}

/** Whether the β that cost next to nothing more are far enough from each other to need no exact one. */
const isWide = ({ range: [low, high] }: Choice) => high > 1.05 * low

/**
 * " (3.2 to 7.5 cost within 3 %)", or " (narrow: 10.5 to 10.9)" where the exact β matters. Empty where only this very β
 * will do.
 */
function alike(choice: Choice): string {
  // The range of β = 1 where nothing is at stake may reach as far as it likes.
  if (choice.littleGain) return ''
  const [low, high] = choice.range.map((end) => inFull(end, 4))
  if (isWide(choice))
    return ` (${low} to ${high} cost within ${readableQuantity(roundTo(choice.within, 2, Math.ceil), '%')})`
  return low === high ? '' : ` (narrow: ${low} to ${high})`
}

/** The same in plain words: for previews, and those who listen. */
export const plainHeadline = (scenario: Scenario, recommended: Recommendation): string =>
  plain([headline(withShownNames(scenario), recommended)])

/** What stands in the way of a key that no β protects: one sentence. */
export function obstacle(scenario: Scenario, place: number, advice: KeyAdvice): string {
  const { binding, falls } = advice
  const needed = falls ? advice.high : advice.low
  const model = modelOf(scenario, scenario.keys[place])
  const late = exactShare(scenario.late)
  if (binding === null) return ''
  if (binding.kind === 'unused') return unusedInWords(scenario, binding)
  if (binding.kind === 'overload')
    return `At best, at ${beta(roundTo(binding.beta, 2, Math.round))}, ${asPercent(binding.share)} of its expiries start more rebuilds at once than the ${inFull(scenario.origin)} that the origin can run; you allow 1${THIN}%.`
  if (binding.kind === 'range') {
    if (falls) return 'No β is small enough.'
    const cost = costBeyond(scenario, scenario.keys[place], advice)
    const most = `the largest β that can be set is ${inFull(PARAMETERS.beta.max)}`
    return binding.beta === null
      ? `No β is large enough; ${most}.`
      : `It would need ${betaUp(binding.beta)}${cost === null ? '' : ` and cost ${rebuilds(cost)}`}; ${most}.`
  }
  if (binding.kind === 'lifetime') {
    const allowed = `you allow ${exactShare(scenario.lifetimeBudget)}`
    return needed === null
      ? `Any β that does would throw away at least ${asPercent(binding.share)} of the TTL; ${allowed}.`
      : `It would need ${falls ? betaDown(needed) : betaUp(needed)}, which throws away ${asPercent(binding.share)} of the TTL; ${allowed}.`
  }
  if (model.delta >= model.ttl) return 'A rebuild takes as long as the value lives.'
  const life = servableLife(model)
  const time = inOneUnit([life, model.delta])
  if (life === 0) return 'The store drops the value as soon as it is written: too little of its TTL is left.'
  if (model.delta >= life)
    return `The store keeps the value for ${time(life)} after a rebuild, and a rebuild takes ${time(model.delta)}.`
  if (model.arrivals.kind === 'burst')
    return `Before ${asPercent(binding.share)} of its expiries the requests pause, so none can refresh it in time; you allow ${late}.`
  const requests = inFull(binding.expected, 2)
  const window = (model.options?.stale ?? 0) > 0 ? 'in its TTL and the stale window' : 'per TTL'
  return `It gets ${requests} request${requests === '1' ? '' : 's'} ${window}. It would need ${fullUp(-log(scenario.late))} to be late in at most ${late} of its expiries.`
}
