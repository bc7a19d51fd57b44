/** A key as the page shows it: its name, its closed form at once, and its simulation so far. */
import {
  type Figures,
  type FirstTrigger,
  type FoundLaw,
  type Key,
  type Model,
  type Scenario,
  type StandardErrors,
  type Summary,
  type Tally,
  firstTrigger,
  hasPlainWindow,
  knownFigures,
  modelOf,
  summarizeCycles,
  whyNoClosedForm,
  whySimulated
} from '#core'
import { shownNames } from '$lib/link/parameters/names'

export interface KeyView {
  index: number
  /** Shortened where it is long. */
  name: string
  /** The whole name. */
  whole: string
  /** The β that is set; the model's differs where the implementation changes it. */
  beta: number
  model: Model
  /** Why the figures must be simulated; null where a closed form holds. */
  why: string | null
  /** Null where the figures must be simulated. */
  closed: Figures | null
  /** Law of the first trigger; it is exact for some keys whose other figures must be simulated. */
  law: FirstTrigger | null
  tally: Tally | null
  summary: Summary | null
  /** The figures to show: the closed form where it holds, else the simulation; null while there is neither. */
  figures: Figures | null
  /** Their standard errors, 0 for exact figures; null where all figures are exact, or there are none yet. */
  errors: StandardErrors | null
  /** The law of a cache with options, or why it has none; null without options, and while it is not known. */
  found: FoundLaw | null
}

/**
 * The scenario with long names of keys shortened, no two alike; the same object where no name is long. Words and
 * figures use it; links and files keep the whole names.
 */
export function withShownNames(scenario: Scenario): Scenario {
  const whole = scenario.keys.map(({ name }) => name)
  const shown = shownNames(whole)
  if (shown.every((name, i) => name === whole[i])) return scenario
  return { ...scenario, keys: scenario.keys.map((key, i) => ({ ...key, name: shown[i] })) }
}

/**
 * @param tally what the simulation of this key has counted so far, or null
 * @param before an earlier view of the key, whose parts are used again where they still hold
 * @param found its law where the cache has options, once that is known
 */
export function viewKey(
  scenario: Scenario,
  key: Key,
  index: number,
  tally: Tally | null,
  beta = scenario.beta,
  before?: KeyView,
  found: FoundLaw | null = null
): KeyView {
  const model = modelOf(scenario, key, beta)
  const name = withShownNames(scenario).keys[index].name
  const same = before && JSON.stringify(before.model) === JSON.stringify(model)
  const named =
    before?.index === index && before.name === name && before.whole === key.name && before.beta === beta
  if (same && named && before.tally === tally && before.found === found) return before
  const why = found ? found.why : same && !before.found ? before.why : whySimulated(model)
  const summary = tally && tally.cycles > 0 ? summarizeCycles(model, tally) : null
  const known = found?.law
    ? { figures: found.law.figures, errors: null }
    : same && before.closed && before.found === found
      ? { figures: before.closed, errors: null }
      : knownFigures(model, summary)
  return {
    index,
    name,
    whole: key.name,
    beta,
    model,
    why,
    closed: why === null ? known!.figures : null,
    law: same ? before.law : hasLaw(model) ? firstTrigger(model) : null,
    tally,
    summary,
    figures: known?.figures ?? null,
    errors: known?.errors ?? null,
    found
  }
}

/** A law of a cache with options is found later than the first cycles of its simulation. */
export const isAwaited = ({ model, found }: KeyView) => model.options !== undefined && found === null

/** Whether the first trigger has the law of the paper; options that leave it alone do not count. */
const hasLaw = (model: Model) =>
  hasPlainWindow(model) && whyNoClosedForm({ ...model, options: undefined }) === null
