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

/** @param scenario any valid one; the lesson leaves out what it cannot show, and says so */
export const lessonOf = (name: LessonName, scenario: Scenario): Lesson => LESSONS[name](scenario)
