/** What would protect a key that a larger β does not protect. */
import { adviseExactly } from '#core'
import { asPercent, fullUp } from '$lib/text/words'
import type { Compared } from './compared'

/** One sentence. */
export function whatItWouldTake({ scenario, key, model }: Compared, to: number): string {
  const advice = adviseExactly(scenario, key)
  if (advice === null) return ''
  const { binding, low } = advice
  if (binding === null) return low !== null && low > to ? `It would take a β of ${fullUp(low)}.` : ''
  if (model.delta >= model.ttl) return 'No β helps here: a rebuild takes as long as the lifetime.'
  if (binding.kind === 'requests')
    return `No β helps here: in ${asPercent(binding.share)} of its lifetimes no request comes in time.`
  if (binding.kind === 'range') return 'Not even the largest β that can be set would do.'
  const helps =
    scenario.coordination === 'none'
      ? 'A lock, stale values while a rebuild runs, or a longer lifetime'
      : 'Stale values while a rebuild runs, or a longer lifetime,'
  return `A β that does, ${low === null ? 'if there is one' : fullUp(low)}, throws away ${asPercent(binding.share)} of the lifetime in one refresh of twenty. ${helps} would help instead.`
}
