/** What only those ask of the advice who read it in full: worked out where it is read, and loaded with that. */
import {
  type Remedies,
  type Scenario,
  type Sensitivity,
  adviseExactly,
  remediesFor,
  sensitivityExactly
} from '#core'
import type { Advisor } from './advisor.svelte'

/** What helps a key that no β protects, but for a lock, which depends on the present β; null where one does. */
export function remediesOf({ asked, advice }: Advisor, place: number): Remedies | null {
  return advice[place]?.beta === null ? remediesFor(asked, asked.keys[place], null) : null
}

/** The advice with each input halved and doubled; empty where there is none, or while it is being simulated. */
export function sensitivitiesOf(advisor: Advisor, place: number): Sensitivity[] {
  const { asked, exact } = advisor
  const key = asked.keys[place]
  if (exact[place] === null) return advisor.varied(key) ?? []
  return exact[place].beta === null ? [] : sensitivityExactly(asked, key)
}

/** A key that has an answer in closed form with a lock and without coordination: the β of both. */
export interface BothWays {
  place: number
  none: number
  lock: number
}

/** Two parts of the page ask, of the same scenario: it is worked out once. */
const worked = new WeakMap<Scenario, BothWays[]>()

/** The same question to a lock and to no coordination. */
export function withAndWithoutLock(asked: Scenario): BothWays[] {
  const known = worked.get(asked) ?? askBothWays(asked)
  worked.set(asked, known)
  return known
}

function askBothWays(asked: Scenario): BothWays[] {
  return asked.keys.flatMap((key, place) => {
    const ask = (coordination: Scenario['coordination']) =>
      adviseExactly({ ...asked, coordination, processes: 1 }, key)?.beta ?? null
    const [none, lock] = [ask('none'), ask('lock')]
    return none === null || lock === null ? [] : [{ place, none, lock }]
  })
}
