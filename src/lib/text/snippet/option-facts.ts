import { type Key, type Scenario, modelOf } from '#core'
import { inFull, inSeconds, asPercent } from '../words'
import type { SnippetFacts } from './facts'

/**
 * What a program is told of the options of a cache: those that it contains, and those that only its surroundings can have.
 * @param instead the β for XFetch’s own rule, where the cache has another and it is known
 */
export function optionFacts(
  scenario: Scenario,
  key: Key,
  instead: number | null = null
): Pick<SnippetFacts, 'stale' | 'rule' | 'beyond' | 'instead'> {
  const { rule, instances, workers, jitter, lockTtl, losers, origin } = scenario
  const { options } = modelOf(scenario, key)
  const locked = scenario.coordination === 'lock'
  return {
    ...(options && options.stale > 0 && { stale: options.stale }),
    ...(rule.kind === 'expression' && { rule, instead }),
    beyond: [
      ...(instances > 1 ? [`a cache in each of ${inFull(instances)} instances`] : []),
      ...(workers > 0 ? [`a pool of ${inFull(workers)} workers`] : []),
      ...(jitter > 0 ? [`lifetimes that vary by ${asPercent(jitter)} either way`] : []),
      ...(locked && lockTtl > 0 ? [`a lock that lapses after ${inSeconds(lockTtl)}`] : []),
      ...(locked && losers !== 'wait' ? [LOSERS[losers]] : []),
      ...(origin > 0 ? [`an origin that runs ${inFull(origin)} rebuilds at full speed`] : [])
    ]
  }
}

const LOSERS = {
  stale: 'callers without the lock that are served the old value however old',
  rebuild: 'callers without the lock that rebuild all the same',
  waitalways: 'callers without the lock that wait even while the old value lives'
}
