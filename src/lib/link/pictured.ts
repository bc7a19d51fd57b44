import type { Scenario } from '$lib/core/scenario'
import type { LessonName } from './lesson-name'

/** What the picture of a link shows: of a lesson what holds before β is raised, or it would give the answer away. */
export const pictured = (scenario: Scenario, lesson: LessonName | null): Scenario =>
  lesson === null ? scenario : { ...scenario, beta: 1 }
