/**
 * What the options without a closed form do to the scenario at hand, in one sentence with figures. The scenario is
 * simulated with them, and computed by the closed form without them.
 */
import {
  type FigureKey,
  type Figures,
  type Model,
  type Scenario,
  type StandardErrors,
  closedForm,
  modelOf,
  plainScenario,
  settles
} from '#core'
import { fieldsInWords } from '../fields/fields-in-words'
import type { KeyView } from '../key-view'
import {
  besideMeasured,
  type Measure,
  measured,
  measureOf,
  SECONDS,
  secondsTogether
} from '../numbers/measured'
import { capitalized } from '../sentence'
import { list } from '../words'

/** One key with the options and without them. */
interface Contrast {
  name: string
  /** The model without the options. */
  model: Model
  with: Figures
  without: Figures
  /** Standard errors of `with`; null where that has a closed form. */
  errors: StandardErrors | null
}

/** The options that are on and have no closed form, as adverbs: "in bursts of 2 s with pauses of 18 s". */
export const departures = (scenario: Scenario) => fieldsInWords(scenario, 'effect')

/** The keys whose figures are known and settle, with the options and without. */
export function contrasts(scenario: Scenario, views: KeyView[]): Contrast[] {
  const plain = plainScenario(scenario)
  return views.flatMap(({ name, index, figures, errors, summary }) => {
    const key = plain.keys[index]
    if (!figures || !key) return []
    const model = modelOf(plain, key)
    if (!settles(model) || (errors !== null && summary!.unsettled > 0)) return []
    return [{ name, model, with: figures, without: closedForm(model), errors }]
  })
}

/** A figure that an option may move. */
interface MovedFigure {
  key: FigureKey
  /** The smallest change to mention, in the unit of the figure. */
  least: (contrast: Contrast) => number
  /** The unit in which the changes of several keys are compared. */
  scale: (contrast: Contrast) => number
  /**
   * @param whose "the hot key’s", or "its"
   * @param before without the option, to the digit of the error after it
   * @param after with its error
   */
  say: (whose: string, before: string, after: string, change: Change) => string
}

interface Change {
  rises: boolean
  /** Its size, with its error. */
  by: string
}

const direction = ({ rises }: Change) => (rises ? 'rise' : 'fall')

const LATE: MovedFigure = {
  key: 'lateShare',
  least: () => 0.01,
  scale: () => 1,
  say: (whose, before, after, change) =>
    `${whose} late refreshes ${direction(change)} from ${before} to ${after}`
}
const GAP: MovedFigure = {
  key: 'gapMean',
  least: ({ without, model }) => Math.max(0.02 * (without.gapMean ?? 0), 0.001 * model.ttl),
  scale: ({ model }) => model.ttl,
  say: (whose, before, after) => `${whose} mean refresh moves from ${before} to ${after} before expiry`
}
const EARLIER: MovedFigure = {
  key: 'cycleSeconds',
  least: ({ without }) => 0.001 * without.cycleSeconds,
  scale: ({ without }) => without.cycleSeconds,
  say: (whose, _before, _after, { rises, by }) =>
    `${whose} refreshes come ${by} ${rises ? 'later' : 'earlier'} on average`
}
const DUPLICATES: MovedFigure = {
  key: 'duplicatesMean',
  least: ({ without }) => Math.max(0.05, 0.02 * without.duplicatesMean),
  scale: ({ without }) => 1 + without.duplicatesMean,
  say: (whose, before, after, change) =>
    `${whose} duplicates ${direction(change)} from ${before} to ${after} per cycle`
}
const REBUILDS: MovedFigure = {
  key: 'rebuildsPerHour',
  least: ({ without }) => 0.01 * without.rebuildsPerHour,
  scale: ({ without }) => without.rebuildsPerHour,
  say: (whose, before, after, change) => {
    // A rate that is no rate an hour brings its unit of time along.
    const per = / (a day|a year)$/.exec(after)?.[0]
    return `${whose} rebuilds ${direction(change)} from ${per ? before.replace(per, '') : before} to ${after}${per ? '' : ' an hour'}`
  }
}

const MEASURES: MovedFigure[] = [LATE, GAP, DUPLICATES, REBUILDS]
/** A coarse expiry shortens the lifetime, so the gap to that expiry stays the same and the cycle shortens. */
const RESOLUTION: MovedFigure[] = [EARLIER, LATE, REBUILDS]

/** A change of fewer standard errors may be chance, and goes unmentioned. */
const SURE = 3

/** The change in units of `scale`; 0 where it is too small to mention, null where the simulation is too short to tell. */
function sizeOf(measure: MovedFigure, contrast: Contrast): number | null {
  const before = contrast.without[measure.key]
  const after = contrast.with[measure.key]
  if (before === null || after === null) return 0
  const change = Math.abs(after - before)
  const error = contrast.errors?.[measure.key] ?? 0
  const least = measure.least(contrast)
  if (change >= least && change > SURE * error) return change / measure.scale(contrast)
  return SURE * error <= 2 * least ? 0 : null
}

/**
 * One sentence on what all options that are on do together: "In bursts of 2 s with pauses of 18 s, the hot key’s late
 * refreshes rise from < 0.01 % to 86.1 ± 0.2 %. Its rebuilds …" It is about the key that changes most. A single option
 * has no closed form to compare with while another is on.
 * @param on from `departures`
 * @returns '' while there is nothing to say
 */
export function effectOf(on: ReturnType<typeof departures>, contrasts: Contrast[]): string {
  const options = Object.values(on)
  if (options.length === 0 || contrasts.length === 0) return ''
  // Three options in a row would hide the figures behind them; they stand in the form above.
  const start = options.length < 3 ? capitalized(list(options)) : 'With all of these options together'
  const onlyResolution = options.length === 1 && on.resolution !== undefined

  let unsure = false
  for (const measure of onlyResolution ? RESOLUTION : MEASURES) {
    const sizes = contrasts.map((contrast) => sizeOf(measure, contrast))
    unsure ||= sizes.includes(null)
    const largest = Math.max(...sizes.map((size) => size ?? 0))
    if (largest === 0) continue
    const contrast = contrasts[sizes.indexOf(largest)]
    const also =
      measure !== REBUILDS && sizeOf(REBUILDS, contrast) ? `. ${say(REBUILDS, contrast, 'Its')}` : ''
    return `${start}, ${say(measure, contrast, `the ${contrast.name} key’s`)}${also}.`
  }
  return unsure ? '' : `${start}, nothing noticeable changes here.`
}

function say({ key, say }: MovedFigure, { without, with: now, errors }: Contrast, whose: string): string {
  const measure = measureOf(key)
  const [before, after, error] = [without[key]!, now[key]!, errors?.[key]]
  const change = Math.abs(after - before)
  // All in one unit.
  const time = secondsTogether([before, after, change], Boolean(error))
  const together: Measure =
    measure === SECONDS ? time : { exact: measure.exact, unit: () => measure.unit(after) }
  return say(whose, besideMeasured(before, error, together), measured(after, error, together), {
    rises: after > before,
    by: measured(change, error, time)
  })
}
