import type { Scenario } from '#core'
import type { LessonName } from './parameters/lesson-name'

/** What the picture of a link shows: of a lesson what holds before β is raised, or it would give the answer away. */
export const pictured = (scenario: Scenario, lesson: LessonName | null): Scenario =>
  lesson === null ? scenario : { ...scenario, beta: 1 }
