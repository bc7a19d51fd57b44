/** Where one β for all keys is no good: why, what two cost, and how they are set. */
import type { CommonBeta, KeyAdvice, Scenario } from '#core'
import { n, type Sentence } from './sentence'
import { fullDown, fullUp, THIN, timeInWords } from './words'

/** Empty where one β suits all keys, or none protects any. */
export function apart(scenario: Scenario, advice: KeyAdvice[], common: CommonBeta | null): Sentence {
  if (common === null || common.beta !== null) return []
  const { keys, low, high, classes } = common
  const name = (place: number | undefined) => `the ${scenario.keys[place ?? keys[0]].name} key`
  const why: Sentence =
    low > high
      ? [
          `Because ${name(keys.find((i) => advice[i].safe === low))} is protected only from `,
          n(`β${THIN}=${THIN}${fullUp(low, 2)}`),
          ` on, and ${name(keys.find((i) => advice[i].high === high))} gives too much of its lifetime away above `,
          n(`β${THIN}=${THIN}${fullDown(high, 2)}`),
          '.'
        ]
      : ['Because one for all would cost more than half as many rebuilds again.']
  const cost = (classes ?? []).reduce((sum, one) => sum + one.cost, 0)
  const { per, write } = timeInWords(cost)
  return [
    ...why,
    ...(classes ? [' Apart they cost ', n(write(cost)), ` rebuilds ${per}.`] : []),
    ' β goes with each call: pass every key its own; Take it away, below, has the program for each.'
  ]
}
