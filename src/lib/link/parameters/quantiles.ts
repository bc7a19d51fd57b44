/** A rebuild time by what monitoring shows: `p50=800ms&p99=3s` in place of `delta` and `cv`. */
import {
  type Lognormal,
  PARAMETERS,
  type Quantiles,
  type Scenario,
  lognormalOfQuantiles,
  lognormalSpread
} from '#core'
import { echo } from '../echo'
import type { Say } from '../note'
import { formatQuantity } from '../quantity/format-quantity'
import { readNumber } from '../quantity/read-number'
import { spellingOf } from '../quantity/spelling'
import type { TypedScenario } from '../spelling'

export type RebuildTime = Pick<Scenario, 'delta' | 'deltaCv'>

/** Digits of a mean and a cv that were computed: more than any measurement has. */
const DIGITS = 6
const rounded = (value: number) => Number(value.toPrecision(DIGITS))

/** A law as a scenario keeps it. */
export const rebuildTimeOfLaw = ({ mean, cv }: Lognormal): RebuildTime => ({
  delta: rounded(mean),
  deltaCv: Math.min(PARAMETERS.deltaCv.max, rounded(cv))
})

/** Rounding aside, is a spread within the range of cv? */
export const isTooWide = ({ p50, p99 }: Quantiles) =>
  p99 / p50 > lognormalSpread(PARAMETERS.deltaCv.max) * (1 + 1e-9)

/** What the two quantiles are called in the scenario: they stand for these fields. */
export const spelledPair = (
  { p50, p99 }: Record<keyof Quantiles, string>,
  { delta, deltaCv }: RebuildTime
): TypedScenario['typed'] => ({
  delta: { text: p50, value: delta, as: 'p50' },
  deltaCv: { text: p99, value: deltaCv, as: 'p99' }
})

/** A quantile as a link writes it. */
const writtenQuantile = (text: string, value: number) =>
  spellingOf(text, value, 'delta')?.text ?? formatQuantity(value, 's')

/** Reads the pair, if it is there and nothing else says the rebuild time. Changes the scenario. */
export function readQuantiles(pairs: Map<string, string>, scenario: TypedScenario, say: Say): void {
  const [low, high] = [pairs.get('p50'), pairs.get('p99')]
  if (low === undefined && high === undefined) return
  const given = low !== undefined ? 'p50' : 'p99'
  const others = ['delta', 'cv'].filter((name) => pairs.has(name))
  if (others.length > 0) {
    const ignored = ['p50', 'p99'].filter((name) => pairs.has(name))
    const are = ignored.length > 1 ? 'are' : 'is'
    return say(
      'ignored',
      given,
      `the link has ${others.join(' and ')}, so ${ignored.join(' and ')} ${are} ignored`
    )
  }
  const usual = `using ${formatQuantity(scenario.delta, 's')}`
  if (low === undefined || high === undefined)
    return say('bad', given, `${given} alone does not say how rebuild times vary: give p50 and p99; ${usual}`)
  const p50 = readNumber('p50', low, 'delta', say)
  const p99 = readNumber('p99', high, 'delta', say)
  if (p50 === null || p99 === null) return
  const pair = `p50=${echo(low)} and p99=${echo(high)}`
  if (p99 < p50) return say('bad', 'p99', `${pair}: p99 is below p50; ${usual}`)
  if (isTooWide({ p50, p99 })) return say('bad', 'p99', `${pair} are too far apart for a cv of 5; ${usual}`)
  const time = rebuildTimeOfLaw(lognormalOfQuantiles({ p50, p99 }))
  if (time.delta > PARAMETERS.delta.max) return say('bad', 'p99', `${pair} have too long a mean; ${usual}`)
  const texts = { p50: writtenQuantile(low, p50), p99: writtenQuantile(high, p99) }
  Object.assign(scenario, time, { typed: { ...scenario.typed, ...spelledPair(texts, time) } })
}
