import { building } from '$app/environment'
import { parseEmbed, parsePage } from '$lib/link/parameters/codec'
import { previewPage } from '$lib/server/preview'
import type { PageServerLoad } from './$types'

/** A page that is built ahead of requests does not know its link. */
export const load: PageServerLoad = async ({ url, request }) => {
  const search = building ? '' : url.search
  const { scenario } = parsePage(search)
  const { options } = parseEmbed(search)
  if (options.lesson !== null) return { search, previews: [], advice: [] }
  const advised = options.show.includes('answer') || options.show.includes('waste')
  return { search, ...(await previewPage(scenario, request.signal, advised)) }
}
