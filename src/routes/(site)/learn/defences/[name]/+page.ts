import type { PageLoad } from './$types'

/** Loaded apart, so that other pages need not know the files of this one. */
export const load: PageLoad = async ({ data }) => ({
  ...data,
  DefencePage: (await import('./DefencePage.svelte')).default
})
