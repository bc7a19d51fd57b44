import { parsePage } from '$lib/link/codec'
import { previewAdvice, previewKeys } from '$lib/server/preview'
import type { PageServerLoad } from './$types'

/** The link that was asked for, and a short simulation of what has no closed form. */
export const load: PageServerLoad = async ({ url }) => {
  const { scenario } = parsePage(url.searchParams)
  return { search: url.search, previews: previewKeys(scenario), advice: await previewAdvice(scenario) }
}
