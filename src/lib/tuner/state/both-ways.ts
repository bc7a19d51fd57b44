/** The same question to a lock and to no coordination. */
import { type Scenario, adviseExactly, modelOf, optionsUnlikePlain } from '#core'

/** A key that has an answer in closed form with a lock and without coordination: the β of both. */
interface BothWays {
  place: number
  none: number
  lock: number
}

/** @param asked β does not matter */
export function withAndWithoutLock(asked: Scenario): BothWays[] {
  return asked.keys.flatMap((key, place) => {
    // What is said of a lock holds for the rule of the paper.
    if (optionsUnlikePlain(modelOf({ ...asked, coordination: 'none' }, key)).length > 0) return []
    const ask = (coordination: Scenario['coordination']) =>
      adviseExactly({ ...asked, coordination, processes: 1, lockTtl: 0, losers: 'wait' }, key)?.beta ?? null
    const [none, lock] = [ask('none'), ask('lock')]
    return none === null || lock === null ? [] : [{ place, none, lock }]
  })
}
