/** The lessons that a link can ask for with `lesson=`. Names are kept for ever: they stand in courses. */
export type LessonName = 'beta-direction' | 'lock'
export const LESSON_NAMES: readonly LessonName[] = ['beta-direction', 'lock']
