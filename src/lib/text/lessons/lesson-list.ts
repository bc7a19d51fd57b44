/** What lessons are called, and in which order they come. */
import type { LessonName } from '$lib/link/parameters/lesson-name'

/** The lessons as the pages offer them, whatever the scenario, in the order in which they build on each other. */
export const LESSON_LIST: readonly { name: LessonName; title: string; asks: string }[] = [
  {
    name: 'lock-losers',
    title: 'Who loses the lock?',
    asks: 'Every caller asks for the lock, and still all of them rebuild at once. Step through the code and see why.'
  },
  {
    name: 'coalesce-order',
    title: 'In which order do callers share?',
    asks: 'A map should let callers share one rebuild, and they never do. Step through the code and see why.'
  },
  {
    name: 'beta-direction',
    title: 'Which way does β work?',
    asks: 'An operator wants fewer early rebuilds and raises β from 1 to 4. What does that do to a hot key, and what to a cold one?'
  },
  {
    name: 'lock',
    title: 'With a lock, or without?',
    asks: 'One tutorial says to raise β for hot keys, another says to lower it. What does a larger β cost or save without a lock, and with one?'
  },
  {
    name: 'fence-atomic',
    title: 'When is a check worth something?',
    asks: 'A caller checks its lock before it writes, and an old value still replaces a newer one. What can happen in between, and what closes the gap?'
  },
  {
    name: 'defences',
    title: 'Four defences in a row',
    asks: 'Read four pieces of cache code, find the bug in each, and pick the fix that saves most.'
  }
]

/** The lesson of this name in the list; null where there is none. */
export const listedLesson = (name: LessonName | null) => LESSON_LIST.find((one) => one.name === name) ?? null

/** The lesson after this one; null after the last. */
export const lessonAfter = (name: LessonName) =>
  LESSON_LIST[LESSON_LIST.findIndex((one) => one.name === name) + 1] ?? null
