import { building } from '$app/environment'
import { parseEmbed, parsePage } from '$lib/link/parameters/codec'
import { previewPage } from '$lib/server/preview'
import { readEmbed } from '$lib/tuner/embed/read-embed'
import type { PageServerLoad } from './$types'

/** A page that is built ahead of requests does not know its link. */
export const load: PageServerLoad = async ({ url, request }) => {
  const search = building ? '' : url.search
  const read = readEmbed(search)
  if (read.trace !== null) return { read, search, previews: [], advice: [] }
  const { scenario } = parsePage(search)
  const { options } = parseEmbed(search)
  if (options.lesson !== null) return { read, search, previews: [], advice: [] }
  const advised = options.show.includes('answer') || options.show.includes('waste')
  const preview = await previewPage(scenario, request.signal, advised)
  return { read: readEmbed(search, preview.previews), search, ...preview }
}
