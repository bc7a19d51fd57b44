import { building } from '$app/environment'
import { parsePage } from '$lib/link/parameters/codec'
import { parseRule } from '$lib/link/rules/rule-parser'
import { useRuleParser } from '$lib/link/rules/rule-reader'
import type { PageServerLoad } from './$types'

useRuleParser(parseRule)

/** The requested link. A page that is built ahead of requests does not know it. */
export const load: PageServerLoad = ({ url }) => {
  const search = building ? '' : url.search
  return { search, link: parsePage(search) }
}
