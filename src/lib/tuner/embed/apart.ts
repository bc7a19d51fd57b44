/** What an embed can show instead of the tuner; loaded for those embeds alone. */
export { default as Lesson } from '$lib/lesson/stages/LessonView.svelte'
export { default as Trace } from './TraceEmbed.svelte'
