import { redirect } from '@sveltejs/kit'
import { building } from '$app/environment'
import { resolve } from '$app/paths'
import { adviseAll, recommend } from '#core'
import { plainHeadline } from '$lib/text/headline'
import { scenarioTitle } from '$lib/text/scenario-title'
import { answerTitle } from '$lib/text/titles'
import { readTraceName } from '$lib/link/trace/trace-link'
import { parseEmbed, parsePage } from '$lib/link/parameters/codec'
import { plainly } from '$lib/link/spelling'
import { previewPage } from '$lib/server/preview'
import type { PageServerLoad } from './$types'

/**
 * The requested link, and a short simulation where there is no closed form. A page that is built ahead of requests does
 * not know its link.
 */
export const load: PageServerLoad = async ({ url, request, setHeaders }) => {
  const search = building ? '' : url.search
  // A link can ask for a lesson on its scenario; lessons have their own page.
  if (parseEmbed(search).options.lesson !== null) redirect(307, resolve('/learn') + search)
  const trace = readTraceName(search)
  if (trace !== null) redirect(307, resolve('/(site)/learn/defences/[name]', { name: trace }) + search)
  const link = parsePage(search)
  const { scenario } = link
  // By what the page asks with again: it need not be computed twice then.
  const asked = plainly(scenario)
  const { previews, laws, advice, lasting } = await previewPage(asked, request.signal)
  if (!lasting) setHeaders({ 'cache-control': 'no-store' })
  const recommended = recommend(asked, adviseAll(asked, advice))
  const says = { heading: answerTitle(scenario, recommended), advised: plainHeadline(scenario, recommended) }
  return { search, link, previews, laws, advice, alt: scenarioTitle(scenario, previews, laws), ...says }
}
