/** All figures of a simulated key. A page adds those of a cache with options when somebody looks at them. */
import type { Model } from '../../model/scenario'
import { summarizeServed } from './served-summary'
import { summarizeCycles, type Summary } from '../summary'
import type { Tally } from '../tally'

/**
 * @param model the model that was simulated
 * @param tally at least one cycle
 * @throws RangeError when the tally is empty
 */
export function summarize(model: Model, tally: Tally): Summary {
  const summary = summarizeCycles(model, tally)
  return tally.served ? { ...summary, served: summarizeServed(model, tally, tally.served) } : summary
}
