/** The advice on a scenario in plain words: for previews, and those who listen. */
import { type KeyAdvice, type Scenario, adviseExactly, commonBeta } from '#core'
import { headline } from './advice-words'
import { withShownNames } from './key-view'
import { plain } from './sentence'

/** @param simulated the advice for keys without one in closed form; there are no words while some of it is unknown */
export function adviceTold(scenario: Scenario, simulated: (KeyAdvice | null)[]): string {
  const asked: Scenario = { ...scenario, beta: 1, sweep: 'beta' }
  const all = asked.keys.map((key, i) => adviseExactly(asked, key) ?? simulated[i] ?? null)
  const known = all.filter((one) => one !== null)
  return known.length < all.length
    ? ''
    : plain([headline(withShownNames(scenario), known, commonBeta(asked, known))])
}
