import { adviseExactly, type KeyAdvice } from '$lib/core/advise'
import { whyNoClosedForm } from '$lib/core/closed-form'
import { modelOf } from '$lib/core/model-of'
import type { Scenario } from '$lib/core/scenario'
import { simulate } from '$lib/core/simulate'
import { parseLink } from '$lib/link/codec'
import { withThreads } from '$lib/server/simulations'
import { adviseKey } from '$lib/worker/advising'
import type { PageServerLoad } from './$types'

/** Enough for a first look, in bounded work; the page simulates all cycles once it runs. */
const PREVIEW = { cycles: 2_000, shards: 8 }
/** Advice asks for rarer events, and for longer than this nobody is made to wait. */
const ADVICE = { cycles: 6_000, milliseconds: 1_500 }

/** The scenario of the link that was asked for, and a short simulation of what has no closed form. */
export const load: PageServerLoad = async ({ url }) => {
  const { scenario, notes } = parseLink(url.searchParams)
  const previews = scenario.keys.map((key) => {
    const model = modelOf(scenario, key)
    return whyNoClosedForm(model) === null
      ? null
      : simulate(model, PREVIEW.cycles, scenario.seed, PREVIEW.shards)
  })
  return { search: url.search, notes, previews, advice: await previewAdvice(scenario) }
}

async function previewAdvice(scenario: Scenario): Promise<(KeyAdvice | null)[]> {
  const asked = { ...scenario, cycles: Math.min(scenario.cycles, ADVICE.cycles) }
  const simulated = asked.keys.map((key) => adviseExactly(asked, key) === null)
  if (!simulated.includes(true)) return simulated.map(() => null)
  return withThreads(
    (runner, signal) =>
      Promise.all(
        asked.keys.map((key, i) =>
          simulated[i] ? adviseKey(asked, key, runner, signal).catch(() => null) : null
        )
      ),
    AbortSignal.timeout(ADVICE.milliseconds)
  ).catch(() => simulated.map(() => null))
}
