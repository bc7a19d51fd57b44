/** One key as the figures show it: its closed form at once, its simulation as far as it has come. */
import { closedForm, whyNoClosedForm } from '$lib/core/closed-form'
import type { Figures } from '$lib/core/figures'
import { firstTrigger, type FirstTrigger } from '$lib/core/first-trigger'
import { modelOf } from '$lib/core/model-of'
import type { Key, Model, Scenario } from '$lib/core/scenario'
import { summarize, type Summary } from '$lib/core/summary'
import type { Tally } from '$lib/core/tally'
import { withShownNames } from './shown-names'

export interface KeyView {
  index: number
  /** As it is shown: a long one is shortened. */
  name: string
  /** The key's whole name. */
  whole: string
  /** As it is set; an implementation may make another of it in the model. */
  beta: number
  model: Model
  /** Why there is no closed form, or null. */
  why: string | null
  closed: Figures | null
  law: FirstTrigger | null
  tally: Tally | null
  summary: Summary | null
  /** The figures to tell: the closed form where there is one, else the simulation; null while neither is there. */
  figures: Figures | null
}

/**
 * @param tally what the simulation of this key has added up so far, or null
 * @param before the view of it a moment ago: what has not changed since is not worked out again
 */
export function viewKey(
  scenario: Scenario,
  key: Key,
  index: number,
  tally: Tally | null,
  beta = scenario.beta,
  before?: KeyView
): KeyView {
  const model = modelOf(scenario, key, beta)
  const name = withShownNames(scenario).keys[index].name
  const same = before && JSON.stringify(before.model) === JSON.stringify(model)
  const named =
    before?.index === index && before.name === name && before.whole === key.name && before.beta === beta
  if (same && named && before.tally === tally) return before
  const why = whyNoClosedForm(model)
  const closed = same ? before.closed : why ? null : closedForm(model)
  const summary = tally && tally.cycles > 0 ? summarize(model, tally) : null
  return {
    index,
    name,
    whole: key.name,
    beta,
    model,
    why,
    closed,
    law: closed && firstTrigger(model),
    tally,
    summary,
    figures: closed ?? summary?.figures ?? null
  }
}
