/** The lessons by name. */
import type { Scenario } from '#core'
import type { LessonName } from '$lib/link/parameters/lesson-name'
import { betaDirection } from './beta-direction'
import { lockLesson } from './lock'
import type { Lesson } from './lesson'

const LESSONS: Record<LessonName, (scenario: Scenario) => Lesson> = {
  'beta-direction': betaDirection,
  lock: lockLesson
}

/** @param scenario any valid one; what a lesson cannot show of it is left aside and said */
export const lessonOf = (name: LessonName, scenario: Scenario): Lesson => LESSONS[name](scenario)
