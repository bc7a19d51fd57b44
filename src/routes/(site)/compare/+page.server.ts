import { building } from '$app/environment'
import { comparison, lawsAtOnce } from '#core'
import { formatPage, parsePage } from '$lib/link/parameters/codec'
import { parseRule } from '$lib/link/rules/rule-parser'
import { useRuleParser } from '$lib/link/rules/rule-reader'
import { defenceHeadline } from '$lib/text/defences/defence-choice'
import { withShownNames } from '$lib/text/key-view'
import { plain } from '$lib/text/sentence'
import { advisedByLaw } from '$lib/worker/comparing'
import type { PageServerLoad } from './$types'

useRuleParser(parseRule)

/** The requested link, and the choice for its first key. A page that is built ahead of requests does not know its link. */
export const load: PageServerLoad = ({ url }) => {
  const search = building ? '' : url.search
  const link = parsePage(search)
  const { scenario } = link
  const [key] = scenario.keys
  const advised = advisedByLaw(scenario, key)
  const laws = lawsAtOnce(scenario, key, advised)
  const name = scenario.keys.length > 1 ? withShownNames(scenario).keys[0].name : null
  return {
    search,
    link,
    sent: { advised, laws },
    says: plain([defenceHeadline(comparison(scenario, key, advised, laws), name)]),
    canonical: formatPage(link) && formatPage(link, { version: true })
  }
}
