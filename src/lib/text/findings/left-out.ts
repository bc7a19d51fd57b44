/** Why pictures that are drawn by the paper's rule are left out for some caches, in words. */
import { type CacheOptions, type Scenario, modelOf, optionsUnlikePlain } from '#core'
import { fieldsInWords } from '../fields/fields-in-words'
import { list } from '../words'

/** So many are named in a sentence. */
const MOST = 3

/** Said where the scenario itself has no stale serving. */
const OF_SOME_KEYS = 'the stale serving'

/** "the other rule and the limit of workers"; '' where the keys have none of these options. */
function options(scenario: Scenario, ofKey: (model: ReturnType<typeof modelOf>) => (keyof CacheOptions)[]) {
  const found = new Set(scenario.keys.flatMap((key) => ofKey(modelOf(scenario, key))))
  const words = fieldsInWords(scenario, 'aside')
  const all = [...found].map((name) => words[name] ?? OF_SOME_KEYS)
  return list(all.length > MOST ? [...all.slice(0, MOST - 1), 'more options'] : all)
}

/** Why there is no map of this scenario, and where its figures are; '' where there is a map. */
export function whyNoMap(scenario: Scenario): string {
  const unknown = options(scenario, optionsUnlikePlain)
  if (unknown === '') return ''
  return `This cache has no map: it would leave out ${unknown}, and be wrong. The figure of wasted rebuilds shows what each β costs here, and the advice says which β keeps your limits.`
}

/** The same of the replay. */
export function whyNoReplay(scenario: Scenario): string {
  const unknown = options(scenario, (model) => [
    ...optionsUnlikePlain(model),
    ...(model.options && model.options.stale > 0 ? (['stale'] as const) : []),
    ...(model.options && ['stale', 'waitalways'].includes(model.options.losers) ? (['losers'] as const) : [])
  ])
  if (unknown === '') return ''
  return `This cache has no replay: it would leave out ${unknown}, and be wrong. The figure of fifty expiries counts what its cycles do, and below “All figures” you can save each simulated cycle.`
}
