/** What would protect a key that a larger β does not protect. */
import { adviseExactly } from '#core'
import { asPercent, fullUp, THIN } from '$lib/text/words'
import type { Compared } from './compared'

/** One sentence. */
export function whatItWouldTake({ scenario, key, model }: Compared, to: number): string {
  const advice = adviseExactly(scenario, key)
  if (advice === null) return ''
  const { binding, low } = advice
  if (binding === null) return low !== null && low > to ? `It would take β${THIN}=${THIN}${fullUp(low)}.` : ''
  if (model.delta >= model.ttl) return 'No β helps: a rebuild takes as long as the TTL.'
  if (binding.kind === 'requests')
    return `No β helps: in ${asPercent(binding.share)} of its lifetimes no request comes in time.`
  // A lesson has the paper’s rule, and an origin without a limit.
  if (binding.kind === 'range' || binding.kind === 'unused')
    return 'Even the largest β that can be set is not enough.'
  const helps =
    scenario.coordination === 'none'
      ? 'A lock, stale values during a rebuild, or a longer TTL'
      : 'Stale values during a rebuild, or a longer TTL,'
  const does =
    low === null
      ? 'A β that is enough, if there is one,'
      : `It would take β${THIN}=${THIN}${fullUp(low)}, which`
  return `${does} throws away ${asPercent(binding.share)} of the TTL in 1 of 20 refreshes. ${helps} would help instead.`
}
