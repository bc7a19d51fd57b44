/** The lessons on a scenario by name. */
import type { Scenario } from '#core'
import type { ScenarioLessonName } from '$lib/link/parameters/lesson-name'
import { betaDirection } from './beta-direction'
import { lockLesson } from './lock'
import type { Lesson } from './lesson'

const LESSONS: Record<ScenarioLessonName, (scenario: Scenario) => Lesson> = {
  'beta-direction': betaDirection,
  lock: lockLesson
}

/** @param scenario any valid one; the lesson leaves out what it cannot show, and says so */
export const lessonOf = (name: ScenarioLessonName, scenario: Scenario): Lesson => LESSONS[name](scenario)
