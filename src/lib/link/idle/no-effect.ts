/** Parameters that a link has and that do nothing there, so that nobody takes them for granted. */
import { FIELDS, PLAIN, type Scenario } from '#core'
import type { Say } from '../note'
import { idle } from './idle'
import { spelled, type TypedScenario } from '../spelling'

const OF_LOCKS = FIELDS.filter(([, { underLock }]) => underLock)

/** The scenario without what concerns a lock where there is none; all that has no effect is said. */
export function withoutEffect(pairs: Map<string, string>, scenario: TypedScenario, say: Say): TypedScenario {
  let read = scenario
  for (const [name, { link }] of OF_LOCKS) {
    if (scenario.coordination === 'lock' || !pairs.has(link!)) continue
    say('ignored', link!, `${link} applies only to a lock (coord=lock); ignored`)
    read = spelled({ ...read, [name]: (PLAIN as Partial<Scenario>)[name] }, name, undefined) as TypedScenario
  }
  for (const { name, why } of idle(read)) {
    const link = FIELDS.find(([field]) => field === name)![1].link!
    if (pairs.has(link)) say('hint', link, `${link} has no effect: ${why}`)
  }
  return read
}
