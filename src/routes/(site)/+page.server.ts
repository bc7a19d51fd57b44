import { whyNoClosedForm } from '$lib/core/closed-form'
import { modelOf } from '$lib/core/scenario'
import { simulate } from '$lib/core/simulate'
import { parseLink } from '$lib/link/codec'
import type { PageServerLoad } from './$types'

/** Enough for the first look; the page simulates all cycles once it runs. */
const PREVIEW_CYCLES = 1_000

/** The scenario of the link that was asked for, and a short simulation of what has no closed form. */
export const load: PageServerLoad = ({ url }) => {
  const { scenario, notes } = parseLink(url.searchParams)
  const cycles = Math.min(PREVIEW_CYCLES, scenario.cycles)
  const previews = scenario.keys.map((key) => {
    const model = modelOf(scenario, key)
    return whyNoClosedForm(model) === null ? null : simulate(model, cycles, scenario.seed)
  })
  return { search: url.search, notes, previews }
}
