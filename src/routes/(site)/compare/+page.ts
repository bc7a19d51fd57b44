import { readyForRules } from '$lib/link/rules/rule-reader'
import type { PageLoad } from './$types'

/** The page reads its link when it is drawn. */
export const load: PageLoad = async ({ data }) => {
  await readyForRules(data.search)
  return data
}
