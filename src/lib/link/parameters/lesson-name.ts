/** The lessons that a link can ask for with `lesson=`. Names are kept for ever: they stand in courses. */

/** Those that show what β does in a scenario. */
export const SCENARIO_LESSONS = ['beta-direction', 'lock'] as const
export type ScenarioLessonName = (typeof SCENARIO_LESSONS)[number]

/** Those that step through code. */
export const TRACE_LESSONS = ['lock-losers', 'coalesce-order', 'fence-atomic', 'defences'] as const
export type TraceLessonName = (typeof TRACE_LESSONS)[number]

export type LessonName = ScenarioLessonName | TraceLessonName
/** In the order in which they build on each other. */
export const LESSON_NAMES: readonly LessonName[] = [
  'lock-losers',
  'coalesce-order',
  'beta-direction',
  'lock',
  'fence-atomic',
  'defences'
]

export const isTraceLesson = (name: LessonName): name is TraceLessonName =>
  TRACE_LESSONS.some((one) => one === name)
