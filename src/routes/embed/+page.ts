import type { PageLoad } from './$types'

/** The code of lessons and of the tracer is loaded only for an embed that shows one. */
export const load: PageLoad = async ({ data }) => ({
  ...data,
  apart: data.read.lesson || data.read.trace ? await import('$lib/tuner/embed/apart') : null
})
