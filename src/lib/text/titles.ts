/** What lessons, pages and previews of links are called. */
import type { Scenario, Tally } from '#core'
import type { LessonName } from '$lib/link/parameters/lesson-name'
import { viewKey } from './key-view'
import { plain } from './sentence'
import { verdict } from './verdict'
import { inFull } from './words'

/** The lessons as the pages offer them, whatever the scenario, in the order in which they build on each other. */
export const LESSON_LIST: readonly { name: LessonName; title: string; asks: string }[] = [
  {
    name: 'beta-direction',
    title: 'Which way does β work?',
    asks: 'An operator wants fewer early rebuilds and raises β from 1 to 4. What does that do to a hot key, and what to a cold one?'
  },
  {
    name: 'lock',
    title: 'With a lock, or without?',
    asks: 'One tutorial says to raise β for hot keys, another says to lower it. What does a larger β cost or save without a lock, and with one?'
  }
]

/** The lesson of this name in the list; null where there is none. */
export const listedLesson = (name: LessonName | null) => LESSON_LIST.find((one) => one.name === name) ?? null

/** The lesson after this one; null after the last. */
export const lessonAfter = (name: LessonName) =>
  LESSON_LIST[LESSON_LIST.findIndex((one) => one.name === name) + 1] ?? null

/**
 * A scenario's verdict as a title.
 * @param tallies for each key without a closed form what has been simulated of it; else null
 */
export function scenarioTitle(scenario: Scenario, tallies: (Tally | null)[] = []): string {
  const views = scenario.keys.map((key, i) => viewKey(scenario, key, i, tallies[i] ?? null))
  // A title does not wait for a simulation.
  if (views.some(({ figures }) => figures === null))
    return `What β = ${inFull(scenario.beta, 4)} does to a cache`
  const atOne = scenario.keys.map((key, i) => viewKey(scenario, key, i, null, 1))
  return plain(verdict(scenario.beta, views, atOne).says)
}
