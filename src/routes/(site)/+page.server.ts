import { whyNoClosedForm } from '$lib/core/closed-form'
import { modelOf } from '$lib/core/scenario'
import { simulate } from '$lib/core/simulate'
import { parseLink } from '$lib/link/codec'
import type { PageServerLoad } from './$types'

/** Enough for a first look, in bounded work; the page simulates all cycles once it runs. */
const PREVIEW = { cycles: 2_000, shards: 8 }

/** The scenario of the link that was asked for, and a short simulation of what has no closed form. */
export const load: PageServerLoad = ({ url }) => {
  const { scenario, notes } = parseLink(url.searchParams)
  const previews = scenario.keys.map((key) => {
    const model = modelOf(scenario, key)
    return whyNoClosedForm(model) === null
      ? null
      : simulate(model, PREVIEW.cycles, scenario.seed, PREVIEW.shards)
  })
  return { search: url.search, notes, previews }
}
