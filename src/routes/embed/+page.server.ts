import { building } from '$app/environment'
import { parseEmbed, parsePage } from '$lib/link/parameters/codec'
import { plainly } from '$lib/link/spelling'
import { readTraceName } from '$lib/link/trace/trace-link'
import { previewPage } from '$lib/server/preview'
import { readEmbed } from '$lib/tuner/embed/read-embed'
import type { PageServerLoad } from './$types'

/** A page that is built ahead of requests does not know its link. */
export const load: PageServerLoad = async ({ url, request, setHeaders }) => {
  const search = building ? '' : url.search
  const { options } = parseEmbed(search)
  if (options.lesson !== null || readTraceName(search) !== null)
    return { read: readEmbed(search), search, previews: [], laws: [], advice: [] }
  const { scenario } = parsePage(search)
  const advised = options.show.includes('answer') || options.show.includes('waste')
  const { lasting, ...preview } = await previewPage(plainly(scenario), request.signal, advised)
  if (!lasting) setHeaders({ 'cache-control': 'no-store' })
  return { read: readEmbed(search, preview.previews, preview.laws), search, ...preview }
}
