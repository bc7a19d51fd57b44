import { building } from '$app/environment'
import { parsePage } from '$lib/link/codec'
import { previewAdvice, previewKeys } from '$lib/server/preview'
import type { PageServerLoad } from './$types'

/**
 * The link that was asked for, and a short simulation of what has no closed form. A page that is finished beforehand
 * knows no link yet.
 */
export const load: PageServerLoad = async ({ url }) => {
  const search = building ? '' : url.search
  const { scenario } = parsePage(search)
  return { search, previews: previewKeys(scenario), advice: await previewAdvice(scenario) }
}
