import type { PageLoad } from './$types'

/** The code of lessons is loaded only for an embed with a lesson. */
export const load: PageLoad = async ({ data }) => ({
  ...data,
  Lesson: data.read.lesson ? (await import('$lib/lesson/stages/LessonView.svelte')).default : null
})
