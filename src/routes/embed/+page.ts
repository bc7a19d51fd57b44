import type { PageLoad } from './$types'

/** The code of lessons and of the tracer is loaded only for an embed that shows them. */
export const load: PageLoad = async ({ data }) => ({
  ...data,
  Trace: data.read.trace ? (await import('$lib/tuner/embed/TraceEmbed.svelte')).default : null,
  Lesson: data.read.lesson ? (await import('$lib/lesson/stages/LessonView.svelte')).default : null
})
