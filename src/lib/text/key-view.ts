/** One key as the figures show it: its closed form at once, its simulation as far as it has come. */
import {
  type Figures,
  type FirstTrigger,
  type Key,
  type Model,
  type Scenario,
  type StandardErrors,
  type Summary,
  type Tally,
  firstTrigger,
  knownFigures,
  modelOf,
  summarize,
  whyNoClosedForm,
  whySimulated
} from '#core'
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
  /** Why the figures must be simulated, or null. */
  why: string | null
  /** Null where they must. */
  closed: Figures | null
  /** Law of the first trigger: exact for some keys whose other figures must be simulated. */
  law: FirstTrigger | null
  tally: Tally | null
  summary: Summary | null
  /** The figures to tell: the closed form where it holds, else the simulation; null while neither is there. */
  figures: Figures | null
  /** Their standard errors, 0 for what is exact; null where all are, or while there are no figures. */
  errors: StandardErrors | null
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
  const why = same ? before.why : whySimulated(model)
  const summary = tally && tally.cycles > 0 ? summarize(model, tally) : null
  const known =
    same && before.closed ? { figures: before.closed, errors: null } : knownFigures(model, summary)
  return {
    index,
    name,
    whole: key.name,
    beta,
    model,
    why,
    closed: why === null ? known!.figures : null,
    law: same ? before.law : whyNoClosedForm(model) === null ? firstTrigger(model) : null,
    tally,
    summary,
    figures: known?.figures ?? null,
    errors: known?.errors ?? null
  }
}
