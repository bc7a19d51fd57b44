/** Why one tutorial says to lower β for hot keys and the next to raise it: with the numbers of this very scenario. */
import type { Scenario } from '#core'
import type { Sentence } from './verdict'
import { inFull, THIN } from './words'

/** @param answers the best β of each key without coordination and with a lock, where it has both */
export function folkWisdom(
  scenario: Scenario,
  answers: { place: number; none: number; lock: number }[]
): Sentence[] {
  if (answers.length === 0) return []
  const sentences = answers.map(({ place, none, lock }): Sentence => {
    const set = (beta: number) => ({ number: `β${THIN}=${THIN}${inFull(beta, 4)}` })
    return [
      `The ${scenario.keys[place].name} key is best off at `,
      set(none),
      ' without coordination, and at ',
      set(lock),
      ' with a lock.'
    ]
  })
  return [
    [
      'Both, one with a lock and one without. A request that triggers does not stop the others: until its rebuild is written, more of them trigger, and a hot key starts e^(1/β) rebuilds each time. A larger β spreads them out, so without coordination it saves duplicates. A lock saves them all; then a larger β only refreshes earlier and throws lifetime away, and since a hot key has plenty of requests, a small β protects it.'
    ],
    ...sentences
  ]
}
