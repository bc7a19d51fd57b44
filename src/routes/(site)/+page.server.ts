import { redirect } from '@sveltejs/kit'
import { building } from '$app/environment'
import { resolve } from '$app/paths'
import { adviseAll, recommend } from '#core'
import { plainHeadline } from '$lib/text/headline'
import { parseEmbed, parsePage } from '$lib/link/parameters/codec'
import { previewPage } from '$lib/server/preview'
import type { PageServerLoad } from './$types'

/**
 * The link that was asked for, and a short simulation of what has no closed form. A page that is finished beforehand
 * knows no link yet.
 */
export const load: PageServerLoad = async ({ url, request }) => {
  const search = building ? '' : url.search
  // Any scenario is a lesson by its link; lessons have a page of their own.
  if (parseEmbed(search).options.lesson !== null) redirect(307, resolve('/learn') + search)
  const { scenario } = parsePage(search)
  const { previews, advice } = await previewPage(scenario, request.signal)
  const advised = plainHeadline(scenario, recommend(scenario, adviseAll(scenario, advice)))
  return { search, previews, advice, advised }
}
