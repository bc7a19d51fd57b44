import { building } from '$app/environment'
import { comparison, lawsAtOnce } from '#core'
import { formatPage, parsePage } from '$lib/link/parameters/codec'
import { parseRule } from '$lib/link/rules/rule-parser'
import { useRuleParser } from '$lib/link/rules/rule-reader'
import { defenceHeadline } from '$lib/text/defences/defence-choice'
import { withShownNames } from '$lib/text/key-view'
import { plain } from '$lib/text/sentence'
import { compareTitle } from '$lib/text/titles'
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
    tags: {
      title: compareTitle(scenario, formatPage(link) === ''),
      heading:
        plain([defenceHeadline(comparison(scenario, key, advised, laws), name)]) ||
        'Which defence against cache stampedes',
      about:
        'Every defence against a cache stampede on one key, by law and simulated: rebuilds, waits and stale answers of locks, coalescing, XFetch, refresh-ahead, stale while revalidating and a background job.',
      // The default scenario has the bare address.
      search: formatPage(link) && formatPage(link, { version: true })
    }
  }
}
