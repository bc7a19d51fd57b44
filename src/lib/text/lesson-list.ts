/** The lessons as they are offered, whatever the scenario. */
import type { LessonName } from '$lib/link/parameters/lesson-name'

export const LESSON_LIST: readonly { name: LessonName; title: string; asks: string }[] = [
  {
    name: 'beta-direction',
    title: 'Which way does β work?',
    asks: 'An operator wants fewer early rebuilds and raises β from 1 to 4. What does that do to a hot key, and what to a cold one?'
  },
  {
    name: 'lock',
    title: 'With a lock, or without?',
    asks: 'One tutorial says to raise β for hot keys, another to lower it. What does a larger β waste or save where every request may rebuild, and where a lock lets one at a time?'
  }
]

/** The lesson of this name, as it is offered; null for none. */
export const listedLesson = (name: LessonName | null) => LESSON_LIST.find((one) => one.name === name) ?? null
