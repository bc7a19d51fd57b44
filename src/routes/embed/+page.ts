import { parseEmbed } from '$lib/link/parameters/codec'
import type { PageLoad } from './$types'

/** A lesson's program comes only where there is one. */
export const load: PageLoad = async ({ data }) => ({
  ...data,
  Lesson: parseEmbed(data.search).options.lesson
    ? (await import('$lib/lesson/stages/Lesson.svelte')).default
    : null
})
