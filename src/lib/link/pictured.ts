import { formatLink } from './format-link'
import type { LessonName } from './parameters/lesson-name'
import { plainly, type TypedScenario } from './spelling'

/** What the picture of a link shows: of a lesson what holds before β is raised, or it would give the answer away. */
export const pictured = (scenario: TypedScenario, lesson: LessonName | null): TypedScenario =>
  lesson === null ? scenario : { ...scenario, beta: 1 }

/** The search of the picture: one for all ways to type the same, so that it is kept once. */
export const cardLink = (scenario: TypedScenario) => formatLink(plainly(scenario), { version: true })
