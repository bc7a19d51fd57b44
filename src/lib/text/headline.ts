/** The recommendation in one sentence, and what stands in its way. */
import {
  type KeyAdvice,
  PARAMETERS,
  type Recommendation,
  type Scenario,
  log,
  longestLife,
  modelOf
} from '#core'
import { readableQuantity } from '$lib/link/quantity/quantity'
import { withShownNames } from './key-view'
import { beta, n, plain, type Sentence } from './sentence'
import { asPercent, fullUp, inFull, inSeconds, list, THIN } from './words'

/** A limit as it was typed. */
export const exactShare = (share: number) => readableQuantity(share, '%')

export const named = (scenario: Scenario, places: number[]) => list(places.map((i) => scenario.keys[i].name))
const keysNamed = (scenario: Scenario, places: number[]) =>
  `the ${named(scenario, places)} key${places.length > 1 ? 's' : ''}`

/** A β that is enough, to two digits. */
export const betaUp = (value: number) => `β${THIN}=${THIN}${fullUp(value, 2)}`

/** The answer, in one sentence: the first thing that anybody reads. Empty while the advice is being simulated. */
export function headline(scenario: Scenario, recommended: Recommendation): Sentence {
  const { complete, covers, unprotected: lost, set, classes, keys } = recommended
  if (!complete) return []
  if (covers.length === 0) {
    const only = lost.length === 1 ? keys[lost[0]].advice! : null
    const what = only?.binding?.kind === 'range' ? 'No β that can be set' : 'No β'
    return [
      `${what} protects ${keysNamed(scenario, lost)}${only ? `: ${obstacle(scenario, lost[0], only)}` : ''}.`
    ]
  }
  const also: Sentence = lost.length > 0 ? [` No β protects ${keysNamed(scenario, lost)}.`] : []
  if (set === null) {
    if (!classes) return [`One β for ${keysNamed(scenario, covers)} is no good: give each its own.`, ...also]
    const [a, b] = classes
    return [
      'One β for all keys is no good: set ',
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
        : ` for ${keysNamed(scenario, covers)}`
  return [same(scenario.beta, set.beta) ? 'Keep ' : 'Set ', n(beta(set.beta)), `${whom}.`, ...also]
}

/** The same in plain words: for previews, and those who listen. */
export const plainHeadline = (scenario: Scenario, recommended: Recommendation): string =>
  plain([headline(withShownNames(scenario), recommended)])

const same = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * b

/** What stands in the way of a key that no β protects. */
export function obstacle(scenario: Scenario, place: number, { binding, low }: KeyAdvice): string {
  const model = modelOf(scenario, scenario.keys[place])
  const late = exactShare(scenario.late)
  if (binding === null) return ''
  if (binding.kind === 'range') {
    const { max } = PARAMETERS.beta
    return binding.beta === null
      ? `no β up to ${inFull(max)} is enough, and none above can be set`
      : `it would take ${betaUp(binding.beta)}, and none above ${inFull(max)} can be set`
  }
  if (binding.kind === 'lifetime') {
    const limit = `and your limit is ${exactShare(scenario.lifetimeBudget)}`
    if (low === null)
      return `no β protects it that gives less than ${asPercent(binding.share)} of the lifetime away, ${limit}`
    return `it takes ${betaUp(low)}, which gives ${asPercent(binding.share)} of the lifetime away, ${limit}`
  }
  if (model.delta >= model.ttl) return 'a rebuild takes as long as the value lives'
  const life = longestLife(model)
  if (life === 0)
    return 'the store drops the value as soon as it is written: too little of its lifetime is left'
  if (model.delta >= life)
    return `the store keeps the value for ${inSeconds(life)} after a rebuild, and a rebuild takes ${inSeconds(model.delta)}`
  if (model.arrivals.kind === 'burst')
    return `before ${asPercent(binding.share)} of its expiries lies a pause in which no request can refresh in time, and you allow ${late}`
  return `it gets ${inFull(binding.expected, 2)} requests in a lifetime, and needs ${fullUp(-log(scenario.late))} to be late in no more than ${late}`
}
