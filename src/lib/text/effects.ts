/**
 * What an option of the world does to the scenario at hand, in one sentence with figures: the scenario as it is, mostly
 * simulated, beside the closed form of the scenario without what has none.
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
import { fieldsInWords } from './fields-in-words'
import type { KeyView } from './key-view'
import { asPercent, inFull, inSeconds, list, THIN } from './words'

/** One key with the options and without them. */
export interface Contrast {
  name: string
  /** Without. */
  model: Model
  with: Figures
  without: Figures
  /** Of `with`; null where that is computed and not simulated. */
  errors: StandardErrors | null
}

/** The options that are on and have no closed form, as adverbs: "in bursts of 2 s with pauses of 18 s". */
export const departures = (scenario: Scenario) => fieldsInWords(scenario, 'effect')

/** The keys whose figures are there and settle, with and without. */
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

/** A figure that an option may move, and how that is said. */
interface Measure {
  key: FigureKey
  /** The least change that anybody would see, in the figure's own unit. */
  least: (contrast: Contrast) => number
  /** What a change amounts to, to compare keys. */
  scale: (contrast: Contrast) => number
  /** @param whose "the hot key’s", or "its" */
  say: (whose: string, before: number, after: number, error: string) => string
  showError: (error: number) => string
}

const direction = (before: number, after: number) => (after > before ? 'rise' : 'fall')

const LATE: Measure = {
  key: 'lateShare',
  least: () => 0.01,
  scale: () => 1,
  say: (whose, before, after, error) =>
    `${whose} late refreshes ${direction(before, after)} from ${asPercent(before)} to ${asPercent(after)}${error}`,
  showError: asPercent
}
const GAP: Measure = {
  key: 'gapMean',
  least: ({ without, model }) => Math.max(0.02 * (without.gapMean ?? 0), 0.001 * model.ttl),
  scale: ({ model }) => model.ttl,
  say: (whose, before, after, error) =>
    `${whose} mean refresh comes ${inSeconds(after, 2)}${error} before expiry, not ${inSeconds(before, 2)}`,
  showError: (error) => inSeconds(error, 1)
}
const EARLIER: Measure = {
  key: 'cycleSeconds',
  least: ({ without }) => 0.001 * without.cycleSeconds,
  scale: ({ without }) => without.cycleSeconds,
  say: (whose, before, after, error) =>
    `${whose} refreshes come ${inSeconds(Math.abs(before - after), 2)}${error} ${after < before ? 'earlier' : 'later'} on average`,
  showError: (error) => inSeconds(error, 1)
}
const DUPLICATES: Measure = {
  key: 'duplicatesMean',
  least: ({ without }) => Math.max(0.05, 0.02 * without.duplicatesMean),
  scale: ({ without }) => 1 + without.duplicatesMean,
  say: (whose, before, after, error) =>
    `${whose} duplicates ${direction(before, after)} from ${inFull(before)} to ${inFull(after)}${error} a cycle`,
  showError: (error) => inFull(error, 1)
}
const REBUILDS: Measure = {
  key: 'rebuildsPerHour',
  least: ({ without }) => 0.01 * without.rebuildsPerHour,
  scale: ({ without }) => without.rebuildsPerHour,
  say: (whose, before, after, error) =>
    `${whose} rebuilds ${direction(before, after)} from ${inFull(before)} to ${inFull(after)}${error} an hour`,
  showError: (error) => inFull(error, 1)
}

const MEASURES: Measure[] = [LATE, GAP, DUPLICATES, REBUILDS]
/** A coarse expiry shortens the lifetime; before that shorter expiry nothing moves. */
const RESOLUTION: Measure[] = [EARLIER, LATE, REBUILDS]

/** How many standard errors a change must have to be told. */
const SURE = 3

/** A change that can be seen, as a multiple of what its key's `scale` is; 0 where there is none; null where unsure. */
function sizeOf(measure: Measure, contrast: Contrast): number | null {
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
 * One sentence on what the options that are on do, all together: "In bursts of 2 s with pauses of 18 s, the hot key’s
 * late refreshes rise from <0.01 % to 86 % ± 0.2 %; its rebuilds …" Of the key on which it tells most, and of its
 * rebuilds an hour if they change. One at a time could not be told: without the others there is no closed form.
 * @param on from `departures`
 * @returns '' while there is nothing to say
 */
export function effectOf(on: ReturnType<typeof departures>, contrasts: Contrast[]): string {
  const options = Object.values(on)
  if (options.length === 0 || contrasts.length === 0) return ''
  const joint = list(options)
  const start = joint[0].toUpperCase() + joint.slice(1)
  const onlyResolution = options.length === 1 && on.resolution !== undefined

  let unsure = false
  for (const measure of onlyResolution ? RESOLUTION : MEASURES) {
    const sizes = contrasts.map((contrast) => sizeOf(measure, contrast))
    unsure ||= sizes.includes(null)
    const largest = Math.max(...sizes.map((size) => size ?? 0))
    if (largest === 0) continue
    const contrast = contrasts[sizes.indexOf(largest)]
    const also =
      measure !== REBUILDS && sizeOf(REBUILDS, contrast) ? `; ${say(REBUILDS, contrast, 'its')}` : ''
    return `${start}, ${say(measure, contrast, `the ${contrast.name} key’s`)}${also}.`
  }
  return unsure ? '' : `${start}, nothing changes here that one would see.`
}

function say(measure: Measure, contrast: Contrast, whose: string): string {
  const error = contrast.errors?.[measure.key]
  return measure.say(
    whose,
    contrast.without[measure.key]!,
    contrast.with[measure.key]!,
    error ? `${THIN}±${THIN}${measure.showError(error)}` : ''
  )
}
